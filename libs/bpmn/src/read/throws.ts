import type { Throw, Value } from '../definition.js';
import { extensionOf, flagOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { readJob } from './job.js';
import { eventDefinitionsOf, messageBehind } from './model-file.js';
import { readExpression, readValue, report, type Reader, type Site } from './reader.js';
import { codeBehind, linkNameOf, readCorrelationKey, readMessageName, readSignalName } from './triggers.js';

/** What an event throws, one for each of its definitions, in their order. */
export function readThrows(event: ModelElement, site: Site, reader: Reader): readonly Throw[] {
  return eventDefinitionsOf(event, reader.file.byId).flatMap((definition) => readThrow(definition, site, reader) ?? []);
}

export function readThrow(definition: ModelElement, site: Site, reader: Reader): Throw | null {
  switch (definition.type) {
    case 'bpmn:MessageEventDefinition':
      return readMessageThrow(definition, site, reader);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: readSignalName(definition, site, reader) };
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', code: thrownCode(definition, 'errorRef', 'errorCode', site, reader) };
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', code: thrownCode(definition, 'escalationRef', 'escalationCode', site, reader) };
    case 'bpmn:CompensateEventDefinition':
      return { kind: 'compensation', activity: readCompensated(definition, site, reader), waits: flagOf(definition, 'waitForCompletion', true) };
    case 'bpmn:LinkEventDefinition':
      return readLink(definition, site, reader);
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      return null; // timers and conditions throw nothing: they have their finding already
  }
}

/** `holder`: the event's definition, or a send task. With a task definition a worker sends it. */
export function readMessageThrow(holder: ModelElement, site: Site, reader: Reader): Extract<Throw, { kind: 'message' }> {
  const { element } = site;
  const hasWorker = extensionOf(element, 'zeebe:TaskDefinition') !== null;
  const message = messageBehind(holder, reader.file.byId);
  const published = extensionOf(element, 'zeebe:PublishMessage') ?? extensionOf(holder, 'zeebe:PublishMessage');
  const key = textOf(published, 'correlationKey');
  return {
    kind: 'message',
    name: hasWorker && message === null ? '' : readMessageName(message, site, reader),
    correlationKey: key === null ? readCorrelationKey(message, site, reader) : readExpression(key, site, reader),
    timeToLive: readValue(textOf(published, 'timeToLive') ?? textOf(extensionOf(element, 'lienthong:Message'), 'timeToLive'), site, reader),
    job: hasWorker ? readJob(site, 'service', reader) : null,
  };
}

function thrownCode(definition: ModelElement, reference: string, code: string, site: Site, reader: Reader): Value {
  const text = codeBehind(definition, reference, code, reader);
  if (text === null)
    report(reader, site.element, 'reference-missing', `Sự kiện ném thiếu mã (${reference})`, `The throwing event lacks its code (${reference})`);
  return readValue(text, site, reader) ?? '';
}

function readCompensated(definition: ModelElement, { element }: Site, reader: Reader): number | null {
  const activity = referenceOf(definition, 'activityRef');
  const place = reader.drawing.places.get(activity ?? '');
  if (activity !== null && place === undefined)
    report(
      reader,
      element,
      'reference-missing',
      `Hoạt động cần bù “${activity}” không nằm trong quy trình này`,
      `The activity to compensate, "${activity}", is not in this process`,
    );
  return place ?? null;
}

/** The catching link of the same name in the same scope. */
function readLink(definition: ModelElement, { element, place }: Site, reader: Reader): Throw | null {
  const { drawing, file } = reader;
  const name = linkNameOf(definition, element);
  const named = referenceOf(definition, 'target');
  const targets = drawing.elements.flatMap((other, index) => {
    const isCatch = other.type === 'bpmn:IntermediateCatchEvent' && drawing.parents[index] === drawing.parents[place];
    const links = isCatch ? eventDefinitionsOf(other, file.byId).filter(({ type }) => type === 'bpmn:LinkEventDefinition') : [];
    return links.some((link) => (named === null ? linkNameOf(link, other) === name : link.id === named)) ? [index] : [];
  });
  const [target, second] = targets;
  if (target !== undefined && second === undefined) return { kind: 'link', target };
  report(
    reader,
    element,
    'reference-missing',
    `Liên kết “${name}” cần đúng một nơi đến trong cùng phạm vi, có ${targets.length}`,
    `Link "${name}" needs exactly one target in its scope, there are ${targets.length}`,
  );
  return null;
}
