import type { Throw, Trigger } from '../definition.js';
import { definitionOf, drawn, extended, flowsOf, idsOf, mapped, modelOf, nodeOf, processOf, rulesOf, written } from './spec-drawing.js';

const ROOTS = [
  `<message id="m" name="paid">${extended('<zeebe:subscription correlationKey="=orderId"/>')}</message>`,
  '<message id="named" name="=&quot;paid-&quot; + region"/>',
  '<signal id="s" name="halt"/>',
  '<error id="e" errorCode="LATE"/><error id="nameless"/>',
  '<escalation id="up" escalationCode="HELP"/>',
];
const plain = (value: Trigger | Throw | undefined): unknown => Object.fromEntries(Object.entries(value ?? {}).map(([name, field]) => [name, written(field)]));
const timed = (property: string, text: string, attributes = ''): string => `<timerEventDefinition ${attributes}><${property} xsi:type="tFormalExpression">${text}</${property}></timerEventDefinition>`;
const caught = (definition: string, attributes = ''): string => `<intermediateCatchEvent id="x" ${attributes}>${definition}</intermediateCatchEvent>`;
const boundary = (definition: string): string => `<task id="x"/><boundaryEvent id="b" attachedToRef="x">${definition}</boundaryEvent>${flowsOf('b -> end')}`;

const INTO = { codeVariable: null, messageVariable: null };
const TRIGGERS = [
  ['a message', '<messageEventDefinition messageRef="m"/>', { kind: 'message', name: 'paid', correlationKey: '=orderId' }],
  ['a computed message', '<messageEventDefinition messageRef="named"/>', { kind: 'message', name: '="paid-" + region', correlationKey: null }],
  ['a signal', '<signalEventDefinition signalRef="s"/>', { kind: 'signal', name: 'halt' }],
  ['a condition', '<conditionalEventDefinition><condition xsi:type="tFormalExpression">=n > 3</condition></conditionalEventDefinition>', { kind: 'condition', expression: '=n > 3' }],
  ['an error', '<errorEventDefinition errorRef="e"/>', { kind: 'error', code: 'LATE', ...INTO }],
  ['an error without a code', '<errorEventDefinition errorRef="nameless"/>', { kind: 'error', code: 'nameless', ...INTO }],
  ['every error', '<errorEventDefinition/>', { kind: 'error', code: null, ...INTO }],
  ['an escalation', '<escalationEventDefinition escalationRef="up"/>', { kind: 'escalation', code: 'HELP', ...INTO }],
] as const;

const TIMERS = [
  ['timeDuration', 'PT5M', { kind: 'duration', value: 'PT5M', isWorkingTime: false }],
  ['timeDuration', '=delay', { kind: 'duration', value: '=delay', isWorkingTime: false }],
  ['timeDuration', 'duration("PT" + string(n) + "H")', { kind: 'duration', value: '=duration("PT" + string(n) + "H")', isWorkingTime: false }],
  ['timeDate', '2026-12-01T08:00:00+07:00', { kind: 'date', value: '2026-12-01T08:00:00+07:00', isWorkingTime: false }],
  ['timeCycle', 'R3/PT1H', { kind: 'cycle', value: 'R3/PT1H', isWorkingTime: false }],
] as const;

describe('an event waits for', () => {
  it.each(TRIGGERS)('%s', async (_what, definition, expected) => {
    expect(nodeOf(await definitionOf(...ROOTS, drawn(boundary(definition))), 'b', 'boundaryEvent').triggers.map(plain)).toEqual([expected]);
  });

  it.each(TIMERS)('the time of %s %s', async (property, text, expected) => {
    const [trigger] = nodeOf(await definitionOf(drawn(caught(timed(property, text)))), 'x', 'catchEvent').triggers;
    expect(trigger?.kind === 'timer' && { ...trigger.timer, value: written(trigger.timer.value) }).toEqual(expected);
  });

  it.each([
    ['timeDuration', '30 days'],
    ['timeDuration', 'PT1HX'],
    ['timeDuration', 'tomorrow'],
    ['timeDate', '2026-12-01T08:00:00'],
    ['timeCycle', 'PT1H'],
  ])('no time that %s %s would say', async (property, text) => {
    expect(await rulesOf(drawn(caught(timed(property, text))))).toEqual([['x', 'timer-unparsable']]);
  });

  it('working time only where the procedure has a calendar', async () => {
    expect(await rulesOf(drawn(caught(timed('timeDuration', 'P2D', 'lienthong:workingTime="true"'))))).toEqual([['x', 'timer-unparsable']]);
  });

  it('several things, one or all of them, also defined for the whole file', async () => {
    const roots = [...ROOTS, '<signalEventDefinition id="shared" signalRef="s"/>'];
    const definition = await definitionOf(...roots, drawn(caught(`${timed('timeDuration', 'PT5M')}<eventDefinitionRef>shared</eventDefinitionRef>`, 'parallelMultiple="true"')));
    const { triggers, parallelMultiple } = nodeOf(definition, 'x', 'catchEvent');
    expect([triggers.map(({ kind }) => kind), parallelMultiple]).toEqual([['timer', 'signal'], true]);
  });

  it('nothing that it does not name', async () => {
    for (const definition of ['<messageEventDefinition/>', '<signalEventDefinition/>', '<conditionalEventDefinition/>'])
      expect(await rulesOf(drawn(caught(definition)))).toContainEqual(['x', 'reference-missing']);
  });

  it('what is its host’s, and keeps the code it caught', async () => {
    const b = `<boundaryEvent id="b" attachedToRef="x" cancelActivity="false">${extended('<lienthong:caught codeVariable="code" messageVariable="why"/>', '<zeebe:ioMapping><zeebe:output source="=code" target="problem"/></zeebe:ioMapping>')}<escalationEventDefinition/></boundaryEvent>`;
    const definition = await definitionOf(...ROOTS, drawn(`<subProcess id="x"><task id="in"/></subProcess>${b}${flowsOf('b -> end')}`));
    const { triggers, isInterrupting, attachedTo, outputs } = nodeOf(definition, 'b', 'boundaryEvent');
    expect([triggers, isInterrupting, idsOf(definition, [attachedTo]), mapped(outputs)]).toEqual([[{ kind: 'escalation', code: null, codeVariable: 'code', messageVariable: 'why' }], false, ['x'], [['problem', '=code']]]);
    expect(idsOf(definition, nodeOf(definition, 'x', 'subProcess').boundaries)).toEqual(['b']);
  });
});

describe('an event throws', () => {
  const end = (definition: string): string => processOf('p', '<startEvent id="start"/>', `<endEvent id="x">${definition}</endEvent>`, flowsOf('start -> x'));
  it.each([
    ['a signal', '<signalEventDefinition signalRef="s"/>', { kind: 'signal', name: 'halt' }],
    ['an error', '<errorEventDefinition errorRef="e"/>', { kind: 'error', code: 'LATE' }],
    ['an escalation', '<escalationEventDefinition escalationRef="up"/>', { kind: 'escalation', code: 'HELP' }],
    ['compensation of all', '<compensateEventDefinition waitForCompletion="false"/>', { kind: 'compensation', activity: null, waits: false }],
    ['its end to everything', '<terminateEventDefinition/>', { kind: 'terminate' }],
    ['a message, by its own key', '<messageEventDefinition messageRef="m"><extensionElements><zeebe:publishMessage correlationKey="=key" timeToLive="=ttl"/></extensionElements></messageEventDefinition>', { kind: 'message', name: 'paid', correlationKey: '=key', timeToLive: '=ttl', job: null }],
    ['a message, by its receiver’s key', '<messageEventDefinition messageRef="m"/>', { kind: 'message', name: 'paid', correlationKey: '=orderId', timeToLive: null, job: null }],
  ])('%s', async (_what, definition, expected) => {
    expect(nodeOf(await definitionOf(...ROOTS, end(definition)), 'x', 'endEvent').throws.map(plain)).toEqual([expected]);
  });

  it('a message through a worker', async () => {
    const definition = await definitionOf(processOf('p', '<startEvent id="start"/>', `<endEvent id="x">${extended('<zeebe:taskDefinition type="mail"/>')}<messageEventDefinition/></endEvent>`, flowsOf('start -> x')));
    const [thrown] = nodeOf(definition, 'x', 'endEvent').throws;
    expect([thrown?.kind === 'message' && thrown.job?.type, definition.steps.map(({ element, type }) => [element, type])]).toEqual(['mail', [['x', 'mail']]]);
  });

  it('compensation of one activity of the process', async () => {
    const definition = await definitionOf(drawn('<task id="x"/>', '<intermediateThrowEvent id="undo"><compensateEventDefinition activityRef="x"/></intermediateThrowEvent>', flowsOf('start -> undo, undo -> end')));
    expect(nodeOf(definition, 'undo', 'throwEvent').throws).toEqual([{ kind: 'compensation', activity: definition.nodeIndex['x'], waits: true }]);
  });

  it.each([
    ['an error', '<errorEventDefinition/>'],
    ['a message', '<messageEventDefinition/>'],
    ['a signal', '<signalEventDefinition/>'],
  ])('%s only with its name or code', async (_what, definition) => {
    expect(await rulesOf(...ROOTS, end(definition))).toContainEqual(['x', 'reference-missing']);
  });

  it('itself to the link of the same name in its scope', async () => {
    const thrown = '<intermediateThrowEvent id="x"><linkEventDefinition name="on"/></intermediateThrowEvent>';
    const target = (id: string, name: string): string => `<intermediateCatchEvent id="${id}"><linkEventDefinition name="${name}"/></intermediateCatchEvent>`;
    const file = (...targets: readonly string[]): string => processOf('p', '<startEvent id="start"/>', thrown, ...targets, '<endEvent id="end"/>', flowsOf('start -> x, y -> end'));
    const definition = await definitionOf(file(target('y', 'on')));
    expect([nodeOf(definition, 'x', 'throwEvent').throws, nodeOf(definition, 'y', 'catchEvent').triggers]).toEqual([[{ kind: 'link', target: definition.nodeIndex['y'] }], [{ kind: 'link', name: 'on' }]]);
    expect(await rulesOf(file(target('y', 'off')))).toContainEqual(['x', 'reference-missing']);
    expect(await rulesOf(file(target('y', 'on'), target('z', 'on'), flowsOf('z -> end')))).toContainEqual(['x', 'reference-missing']);
  });
});

describe('participants', () => {
  it('name a message by the flow between them, where neither end does', async () => {
    const pools = '<collaboration id="c"><participant id="one" processRef="p"/><participant id="two" processRef="q"/><participant id="public" name="Citizens"/><messageFlow id="f" name="order" sourceRef="x" targetRef="begin"/><messageFlow id="g" sourceRef="one" targetRef="public"/></collaboration>';
    const second = processOf('q', '<startEvent id="begin"><messageEventDefinition/></startEvent>', '<endEvent id="done"/>', flowsOf('begin -> done'));
    const model = await modelOf(pools, drawn('<intermediateThrowEvent id="x"><messageEventDefinition/></intermediateThrowEvent>'), second);
    expect([model.main, Object.keys(model.processes)]).toEqual(['p', ['p', 'q']]);
    expect(nodeOf(model.processes['p']!, 'x', 'throwEvent').throws).toMatchObject([{ kind: 'message', name: 'order' }]);
    expect(nodeOf(model.processes['q']!, 'begin', 'startEvent').triggers).toEqual([{ kind: 'message', name: 'order', correlationKey: null }]);
  });

  it('may be pictures', async () => {
    const model = await modelOf('<process id="picture"><choreographyTask id="t"/></process>', drawn('<task id="x"/>'));
    expect(Object.keys(model.processes)).toEqual(['p']);
  });
});
