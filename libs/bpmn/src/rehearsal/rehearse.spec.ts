import assert from 'node:assert/strict';
import { deepFreeze } from '@lienthong/testing';
import { compileModel, drawingOf, readCase, readModel, rehearse, type Drawing, type Outcome, type Seen } from '../index.js';
import { boundary, caught, end, file, flows, parallel, start, timer, user } from '../spec-models.js';

const TASK = { work: '', more: '' };
const process = (id: string, ...elements: readonly string[]): string => `<bpmn:process id="${id}" isExecutable="true">${elements.join('')}</bpmn:process>`;
const message = (id: string, key = ''): string =>
  `<bpmn:message id="m-${id}" name="${id}">${key === '' ? '' : `<bpmn:extensionElements><zeebe:subscription correlationKey="=${key}"/></bpmn:extensionElements>`}</bpmn:message>`;
const signal = (id: string): string => `<bpmn:signal id="s-${id}" name="${id}"/>`;
const onMessage = (id: string): string => `<bpmn:messageEventDefinition messageRef="m-${id}"/>`;
const onSignal = (id: string): string => `<bpmn:signalEventDefinition signalRef="s-${id}"/>`;
const cycle = (text: string): string => `<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeCycle></bpmn:timerEventDefinition>`;
const script = (id: string, expression: string, result: string): string =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script expression="=${expression}" resultVariable="${result}"/></bpmn:extensionElements></bpmn:scriptTask>`;
const throwing = (id: string, definition: string, extensions = ''): string => `<bpmn:intermediateThrowEvent id="${id}">${extensions}${definition}</bpmn:intermediateThrowEvent>`;

async function drawn(...roots: readonly string[]): Promise<Drawing> {
  const reading = await readModel(file(...roots));
  assert.ok(reading.kind === 'read', JSON.stringify(reading));
  const compilation = compileModel(reading.model);
  assert.ok(compilation.kind === 'compiled', JSON.stringify(compilation));
  return drawingOf(compilation.model, reading.model);
}

type Played = Outcome & Readonly<{ seen: readonly Seen[] }>;

function played(drawing: Drawing, json: object = {}): Played {
  const reading = readCase(deepFreeze(json));
  assert.ok(reading.kind === 'read', JSON.stringify(reading));
  const seen: Seen[] = [];
  return { ...rehearse(drawing, reading.case, (each) => seen.push(each)), seen };
}

describe('answers', () => {
  const oneTask = drawn(process('p', start(), user('work', TASK), end(), flows('start -> work', 'work -> end')));

  it('are used by id and by name, and only once', async () => {
    expect(played(await oneTask, { answers: [{ element: 'work', variables: { a: 1 } }] })).toMatchObject({ outcome: 'completed', variables: { a: 1 } });
    expect(played(await oneTask, { answers: [{ element: ' Việc  work' }] })).toMatchObject({ outcome: 'completed' });
    const twice = await drawn(process('p', start(), user('a', TASK), '<bpmn:exclusiveGateway id="back" default="back-end"/>', end(), flows('start -> a', 'a -> back', 'back -> a [again = true]', 'back -> end')));
    expect(played(twice, { answers: [{ element: 'a', variables: { again: true } }] })).toMatchObject({ outcome: 'waiting', waiting: ['a'] });
  });

  it('come in the order of the file where several could be given', async () => {
    const both = await drawn(process('p', start(), parallel('fork'), user('a', TASK), user('b', TASK), parallel('join'), end(), flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end')));
    const order = played(both, { answers: [{ element: 'b' }, { element: 'a' }] }).seen.flatMap(({ event }) => (event.type === 'JobCompleted' ? [event.data.element] : []));
    expect(order).toEqual(['b', 'a']);
  });

  it('with after belong to the step from its opening, even when it is cut off', async () => {
    const late = await drawn(process('p', start(), user('work', TASK), boundary('late', 'work', 'PT1H'), end(), flows('start -> work', 'work -> end', 'late -> work')));
    const answers = [{ element: 'work', after: 'PT2H' }, { element: 'work', after: 'PT10M', variables: { second: true } }];
    expect(played(late, { answers })).toMatchObject({ outcome: 'completed', variables: { second: true }, at: '2026-01-05T09:10:00+07:00' });
  });

  it('are refused when they make no sense, and the case with them', async () => {
    for (const answer of [{}, { element: 'a', message: 'b' }, { element: 7 }, { element: 'a', after: '-PT1H' }, { message: 'a', error: 'E' }, { element: 'a', variables: [] }, 'a']) {
      expect([answer, readCase({ answers: [answer] })]).toEqual([answer, { kind: 'refused', because: expect.stringMatching(/^Expected to read .*answer 1, but /), vi: expect.stringMatching(/câu trả lời 1/) }]);
    }
    expect(played(await oneTask, { process: 'q' })).toMatchObject({ outcome: 'refused', findings: [{ rule: 'case-invalid' }], events: 0 });
  });
});

describe('messages', () => {
  const waiting = process('p', start(), caught('got', onMessage('go')), end(), flows('start -> got', 'got -> end'));

  it('match by name, by id in the file, by key, and by the event', async () => {
    const keyed = await drawn(message('go', 'k'), waiting);
    const given = (answer: object): string => played(keyed, { input: { k: 'A' }, answers: [answer] }).outcome;
    expect([{ message: 'go' }, { message: 'm-go' }, { message: 'go', correlationKey: 'A' }, { element: 'got' }, { message: 'go', correlationKey: 'B' }, { message: 'other' }].map(given)).toEqual(
      ['completed', 'completed', 'completed', 'completed', 'waiting', 'waiting'],
    );
  });

  it('are taken once by each process, a running instance before a start event', async () => {
    const two = await drawn(message('go'), process('p', start(), caught('one', onMessage('go')), caught('two', onMessage('go')), end(), flows('start -> one', 'one -> two', 'two -> end')),
      process('q', start('q-start', onMessage('go')), end('q-end'), flows('q-start -> q-end')));
    const once = played(two, { answers: [{ message: 'go' }] });
    expect(once).toMatchObject({ outcome: 'waiting', waiting: ['two'] });
    expect(once.seen.filter(({ event }) => event.type === 'InstanceStarted').map(({ process: id }) => id)).toEqual(['p', 'q']);
  });

  it('wait for a subscription as long as they live', async () => {
    const later = await drawn(message('go'), process('p', start(), caught('pause', timer('PT2H')), caught('got', onMessage('go')), end(), flows('start -> pause', 'pause -> got', 'got -> end')));
    const lives = (timeToLive?: string): string => played(later, { answers: [{ message: 'go', after: 'PT1H', ...(timeToLive !== undefined && { timeToLive }) }] }).outcome;
    expect([lives(), lives('PT61M'), lives('PT59M'), lives('PT0S')]).toEqual(['completed', 'completed', 'waiting', 'waiting']);
  });

  it('that are thrown reach other instances, which answer', async () => {
    const pools = await drawn(message('ask'), message('answer'),
      process('p', start(), throwing('say', onMessage('ask')), caught('heard', onMessage('answer')), end(), flows('start -> say', 'say -> heard', 'heard -> end')),
      process('q', start('q-start', onMessage('ask')), user('think', TASK), throwing('reply', onMessage('answer')), end('q-end'), flows('q-start -> think', 'think -> reply', 'reply -> q-end')));
    expect(played(pools)).toMatchObject({ outcome: 'waiting', waiting: ['heard'], others: [{ process: 'q', waiting: ['think'] }] });
    expect(played(pools, { answers: [{ element: 'think' }] })).toMatchObject({ outcome: 'completed', others: [] });
  });

  it('with the key of a running instance that a message started wait for its end', async () => {
    const locked = await drawn(message('go'), message('key', 'k'), process('p', start(), user('main', TASK), end(), flows('start -> main', 'main -> end')),
      process('q', start('q-start', onMessage('go')), user('work', TASK), end('q-end'), flows('q-start -> work', 'work -> q-end')));
    const answers = [{ message: 'go', correlationKey: '1' }, { message: 'go', correlationKey: '1' }, { message: 'go', correlationKey: '2' }];
    expect(played(locked, { answers }).others).toHaveLength(2);
    expect(played(locked, { answers: answers.map((answer) => ({ ...answer, after: 'PT1H' })) }).others).toHaveLength(2);
    expect(played(locked, { answers: [...answers, { element: 'work' }, { element: 'work' }, { element: 'work' }] }).seen.filter(({ event }) => event.type === 'InstanceStarted')).toHaveLength(4);
  });
});

describe('signals', () => {
  it('reach everybody who waits at the moment, and are not kept', async () => {
    const model = await drawn(signal('go'), process('p', start(), caught('pause', timer('PT2H')), caught('got', onSignal('go')), end(), flows('start -> pause', 'pause -> got', 'got -> end')));
    expect(played(model, { answers: [{ signal: 'go', after: 'PT1H' }] })).toMatchObject({ outcome: 'waiting', waiting: ['got'] });
    expect(played(model, { answers: [{ signal: 's-go' }] })).toMatchObject({ outcome: 'completed' });
  });

  it('are not heard twice by the instance that throws them', async () => {
    const model = await drawn(signal('go'), process('p', start(), throwing('say', onSignal('go')), user('work', TASK), end(), flows('start -> say', 'say -> work', 'work -> end'),
      `<bpmn:subProcess id="hear" triggeredByEvent="true"><bpmn:startEvent id="on" isInterrupting="false">${onSignal('go')}</bpmn:startEvent>${script('count', 'n + 1', 'n')}${end('over')}${flows('on -> count', 'count -> over')}</bpmn:subProcess>`));
    expect(played(model, { input: { n: 0 } })).toMatchObject({ outcome: 'waiting', waiting: ['work'], variables: { n: 1 } });
  });
});

describe('the virtual clock', () => {
  const nudged = (text: string, handler = end('nudged')): string => process('p', start(), user('work', TASK), `<bpmn:boundaryEvent id="nudge" attachedToRef="work" cancelActivity="false">${cycle(text)}</bpmn:boundaryEvent>`, end(), handler, flows('start -> work', 'work -> end', handler.includes('count') ? 'nudge -> count' : 'nudge -> nudged'));

  it('stops at until, what is due then included', async () => {
    const pause = await drawn(process('p', start(), caught('pause', timer('PT2H')), end(), flows('start -> pause', 'pause -> end')));
    expect(['PT1H59M', 'PT2H', '2026-01-05T09:59:59+07:00', '2026-01-05T03:00:00Z'].map((until) => played(pause, { until }).outcome)).toEqual(['waiting', 'completed', 'waiting', 'completed']);
    expect(played(pause, { start: '2026-02-27T23:00:00+07:00' }).at).toBe('2026-02-28T01:00:00+07:00');
  });

  it('lets timers that go round for ever wait, and looks no longer than it has to', async () => {
    const { outcome, seen } = played(await drawn(nudged('R/PT1H')));
    expect([outcome, seen.length < 2_000]).toEqual(['waiting', true]);
  });

  it('does not take a counter for a circle', async () => {
    const counting = await drawn(nudged('R200/PT1H', script('count', 'n + 1', 'n')));
    expect(played(counting, { input: { n: 0 } })).toMatchObject({ outcome: 'waiting', variables: { n: 200 } });
  });

  it('does not take a wait for a moment for a circle', async () => {
    const polling = await drawn(process('p', start(), caught('pause', timer('P1D')), '<bpmn:exclusiveGateway id="yet" default="yet-end"/>', end(), flows('start -> pause', 'pause -> yet', 'yet -> pause [now() < @"2026-06-01T00:00:00+07:00"]', 'yet -> end')));
    expect(played(polling)).toMatchObject({ outcome: 'completed', at: '2026-06-01T08:00:00+07:00' });
  });

  it('ends what never comes to rest', async () => {
    const forEver = await drawn(nudged('R/PT1S', script('count', 'n + 1', 'n')));
    expect(played(forEver, { input: { n: 0 } })).toMatchObject({ outcome: 'waiting', waiting: ['work'], variables: { n: 10_000 } });
  });
});

describe('others', () => {
  it('that come up without end are no trouble of a main instance that waits', async () => {
    const model = await drawn(process('p', start(), user('work', TASK), end(), flows('start -> work', 'work -> end')),
      process('q', start('q-start', cycle('R/PT1S')), user('q-work', TASK), end('q-end'), flows('q-start -> q-work', 'q-work -> q-end')));
    expect(played(model)).toMatchObject({ outcome: 'waiting', waiting: ['work'] });
  });

  it('that send each other messages for ever are one', async () => {
    const model = await drawn(message('ping'), message('pong'), process('p', start(), '<bpmn:exclusiveGateway id="again"/>', throwing('say', onMessage('ping')), caught('hear', onMessage('pong')), flows('start -> again', 'again -> say', 'say -> hear', 'hear -> again')),
      process('q', start('q-start', onMessage('ping')), end('q-end', onMessage('pong')), flows('q-start -> q-end')));
    expect(played(model)).toMatchObject({ outcome: 'incident', incident: { code: 'CASE_TOO_LONG', element: null } });
  });
});

describe('a case', () => {
  it('gives the same events each time', async () => {
    const model = await drawn(process('p', start(), parallel('fork'), user('a', TASK), user('b', TASK), parallel('join'), end(), flows('start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end')));
    const json = { answers: [{ element: 'b', after: 'PT1H' }, { element: 'a', after: 'PT1H' }] };
    expect(played(model, json)).toEqual(played(model, json));
  });

  it('waits for its start event, whatever it is', async () => {
    const byMessage = await drawn(message('go'), process('p', start('begin', onMessage('go')), end(), flows('begin -> end')));
    expect(played(byMessage)).toMatchObject({ outcome: 'waiting', waiting: ['begin'], events: 0 });
    expect(played(byMessage, { input: { a: 1 }, answers: [{ message: 'go', variables: { b: 2 } }] })).toMatchObject({ outcome: 'completed', variables: { a: 1, b: 2 } });
    const byTimer = await drawn(process('p', start('begin', timer('P3D')), end(), flows('begin -> end')));
    expect(played(byTimer)).toMatchObject({ outcome: 'completed', at: '2026-01-08T08:00:00+07:00' });
  });

  it('tells the first incident, also when other branches wait', async () => {
    const model = await drawn(process('p', start(), parallel('fork'), user('a', TASK), '<bpmn:exclusiveGateway id="choice"/>', end(), end('other'), end('third'), flows('start -> fork', 'fork -> a', 'fork -> choice', 'a -> end', 'choice -> other [x]', 'choice -> third [not(x)]')));
    expect(played(model)).toMatchObject({ outcome: 'incident', incident: { code: 'CONDITION_UNDECIDED', element: 'choice' } });
    expect(played(model, { input: { x: true } })).toMatchObject({ outcome: 'waiting', waiting: ['a'] });
  });

  it('takes each of two people for four eyes', async () => {
    const model = await drawn(process('p', start(), user('write', TASK), user('check', { work: '', more: '<lienthong:fourEyes element="write"/>' }), end(), flows('start -> write', 'write -> check', 'check -> end')));
    const answered = played(model, { answers: [{ element: 'write' }, { element: 'check' }] });
    const people = answered.seen.flatMap(({ event }) => (event.type === 'TaskClaimed' ? [event.data.by.subject] : []));
    expect([answered.outcome, new Set(people).size]).toEqual(['completed', 2]);
  });
});
