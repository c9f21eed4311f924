import type { Expression } from '@lienthong/feel';
import type { Trigger, Value } from '../definition.js';
import { childOf, extensionOf, flagOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { isReadableTimer, type TimerKind, type TimerSpec } from '../timer.js';
import { eventDefinitionsOf, messageBehind } from './model-file.js';
import { isFeel, readBody, readExpression, readValue, report, type Reader, type Site } from './reader.js';

/** What an event waits for, one for each of its definitions. */
export function readTriggers(site: Site, reader: Reader): readonly Trigger[] {
  return eventDefinitionsOf(site.element, reader.file.byId).flatMap((definition) => readTrigger(definition, site, reader) ?? []);
}

function readTrigger(definition: ModelElement, site: Site, reader: Reader): Trigger | null {
  switch (definition.type) {
    case 'bpmn:MessageEventDefinition':
      return readMessageTrigger(definition, site, reader);
    case 'bpmn:TimerEventDefinition': {
      const timer = readTimer(definition, site, reader);
      return timer === null ? null : { kind: 'timer', timer };
    }
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: readSignalName(definition, site, reader) };
    case 'bpmn:ConditionalEventDefinition': {
      const expression = readBody(definition, 'condition', site, reader);
      if (childOf(definition, 'condition') === null)
        report(reader, site.element, 'reference-missing', 'Sự kiện thiếu điều kiện', 'The event lacks its condition');
      return expression === null ? null : { kind: 'condition', expression };
    }
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', code: caughtCode(definition, 'errorRef', 'errorCode', reader), ...caughtInto(site.element) };
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', code: caughtCode(definition, 'escalationRef', 'escalationCode', reader), ...caughtInto(site.element) };
    case 'bpmn:CompensateEventDefinition':
      return { kind: 'compensation' };
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', name: linkNameOf(definition, site.element) };
    default:
      return null; // a terminate event catches nothing: it has its finding already
  }
}

/** `holder`: the event's definition, or a receive task. */
export function readMessageTrigger(holder: ModelElement, site: Site, reader: Reader): Extract<Trigger, { kind: 'message' }> {
  const message = messageBehind(holder, reader.file.byId);
  return { kind: 'message', name: readMessageName(message, site, reader), correlationKey: readCorrelationKey(message, site, reader) };
}

/** The message's name, else what a message flow says; one without a name (§8.4.11 lets it) is known by its id, as an error is. */
export function readMessageName(message: ModelElement | null, site: Site, reader: Reader): Value {
  const name = textOf(message, 'name') ?? reader.file.flowNames.get(site.element.id ?? '') ?? message?.id ?? null;
  if (name === null || name === '')
    report(
      reader,
      site.element,
      'reference-missing',
      'Không có tên thông điệp: thiếu messageRef, và không có luồng thông điệp nào nêu',
      'There is no message name: messageRef is missing, and no message flow gives one',
    );
  return readValue(name, site, reader) ?? '';
}

/** Of the event itself, else of the message, which says it for everybody who waits for it. */
export function readCorrelationKey(message: ModelElement | null, site: Site, reader: Reader): Expression | null {
  const own = textOf(extensionOf(site.element, 'lienthong:Message'), 'correlationKey');
  const subscribed = message === null ? null : textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey');
  const text = own ?? subscribed;
  return text === null ? null : readExpression(text, site, reader);
}

export function readSignalName(definition: ModelElement, site: Site, reader: Reader): Value {
  const signal = reader.file.byId.get(referenceOf(definition, 'signalRef') ?? '') ?? null;
  const name = textOf(signal, 'name') ?? signal?.id ?? null;
  if (name === null) report(reader, site.element, 'reference-missing', 'Tín hiệu không có tên (signalRef)', 'The signal has no name (signalRef)');
  return readValue(name, site, reader) ?? '';
}

/** An error or escalation that has no code of its own is still only itself. */
export function codeBehind(definition: ModelElement, reference: string, code: string, reader: Reader): string | null {
  const thrown = reader.file.byId.get(referenceOf(definition, reference) ?? '');
  return thrown === undefined ? null : (textOf(thrown, code) ?? thrown.id);
}

function caughtCode(definition: ModelElement, reference: string, code: string, reader: Reader): string | null {
  return codeBehind(definition, reference, code, reader);
}

const caughtInto = (element: ModelElement) => {
  const source = extensionOf(element, 'lienthong:Caught');
  return { codeVariable: textOf(source, 'codeVariable'), messageVariable: textOf(source, 'messageVariable') };
};

export const linkNameOf = (definition: ModelElement, event: ModelElement): string => textOf(definition, 'name') ?? textOf(event, 'name') ?? '';

// ── Timers ──────────────────────────────────────────────────────────────────

const TIMES: readonly (readonly [property: string, kind: TimerKind])[] = [
  ['timeDuration', 'duration'],
  ['timeDate', 'date'],
  ['timeCycle', 'cycle'],
];

function readTimer(definition: ModelElement, site: Site, reader: Reader): TimerSpec | null {
  const given = TIMES.filter(([property]) => childOf(definition, property) !== null);
  const [[property, kind] = ['', 'duration' as const], more] = given;
  const body = childOf(definition, property);
  const text = textOf(body, 'body');
  if (text === null || more !== undefined) {
    report(
      reader,
      site.element,
      'timer-unparsable',
      'Hẹn giờ cần đúng một trong timeDuration, timeDate, timeCycle',
      'A timer needs exactly one of timeDuration, timeDate, timeCycle',
    );
    return null;
  }
  if (!isFeel(textOf(body, 'language'), site, reader)) return null;
  const spec = { kind, isWorkingTime: flagOf(definition, 'workingTime', false) };
  const isComputed = text.startsWith('=');
  if (isComputed || isReadableTimer(spec, text, reader.calendar)) {
    const value = readValue(text, site, reader);
    return value === null ? null : { ...spec, value };
  }
  // Plain BPMN writes an expression without a sign; a single word would rather be a slip of the pen.
  if (!/^[\w.+:-]*$/.test(text) && !spec.isWorkingTime && !/^(P[\dT]|R[\d/])/.test(text)) {
    const value = readExpression(text, site, { ...reader, findings: [] });
    if (value !== null && value.variables.every((name) => !reader.isStrict || reader.names.isKnown(site.place, name))) return { ...spec, value };
  }
  reportTimer(text, spec, site, reader);
  return null;
}

function reportTimer(text: string, { kind, isWorkingTime }: Omit<TimerSpec, 'value'>, { element }: Site, reader: Reader): void {
  const expected = {
    duration: ['một thời lượng như P30D, không quá 10 năm', 'a duration such as P30D of at most 10 years'],
    date: ['một thời điểm có múi giờ', 'a moment with an offset'],
    cycle: ['một chu kỳ như R3/PT1H', 'a cycle such as R3/PT1H'],
  }[kind];
  const [vi, en] = isWorkingTime
    ? ['giờ làm việc như PT4H hoặc P2D, theo lịch của thủ tục', "working time such as PT4H or P2D, by the procedure's calendar"]
    : expected;
  report(reader, element, 'timer-unparsable', `Hẹn giờ “${text}” cần ${vi ?? ''}`, `Timer "${text}" needs ${en ?? ''}`);
}
