import { randomUUID } from 'node:crypto';
import { MailRows } from './adapters/postgres/mail-rows.js';
import { drawing, element, inOrder } from './domain/spec-drawings.js';
import { administrator, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const integrator = { sub: 'sample-integrator', name: 'Hệ thống mẫu', agency: 'vneid', unit: 'G01.899', roles: ['integrator'] };
const publish = async (model: string): Promise<void> => {
  const { status, body } = await service.call('POST', '/procedures', administrator, { model });
  if (status >= 300) throw new Error(JSON.stringify(body));
};
const send = (message: object) => service.call('POST', '/messages', integrator, message);
const finish = async (code: string, task: string): Promise<void> => {
  await service.openStep(code, task);
  for (const act of ['claim', 'completion']) expect((await service.call('POST', `/tasks/${code}~${task}~1/${act}`, leader, act === 'claim' ? {} : { variables: {} })).status).toBe(200);
};
const inputsOf = async (code: string, job: string): Promise<unknown> =>
  (await service.store().load(`instance/${code}`)).events.find(({ type, data }) => type === 'JobOpened' && (data as Row)['element'] === job)?.data.inputs;
const eventsOf = async (code: string, type: string): Promise<number> => (await service.store().load(`instance/${code}`)).events.filter((event) => event.type === type).length;
const rows = async (sql: string): Promise<readonly Row[]> => (await service.store().pool.query<Row>(sql)).rows;
/** Whatever was under way has arrived: nothing is due any more. */
const settled = (): Promise<true> => until('a quiet outbox', async () => ((await rows(`select 1 from log.timers where due_at <= now()`)).length === 0 ? true : undefined));

const WAITER = '9.000011';
const waiter = drawing({
  code: WAITER, messages: [['news', 'news', '=code']],
  body: inOrder('w', element.start('s'), element.task('before'), element.catchMessage('wait', 'news'), element.task('after', { note: '=note' }), element.end('e')),
});
const LISTENER = '9.000012';
const listener = drawing({
  code: LISTENER, messages: [['gossip', 'gossip', '=&quot;square&quot;']],
  body: inOrder('l', element.start('s'), element.catchMessage('wait', 'gossip'), element.task('heard', { note: '=note' }), element.end('e')),
});

describe('a message from outside', () => {
  beforeAll(async () => {
    await publish(waiter);
    await publish(listener);
  });

  it('reaches who waits for its key, and nobody else', async () => {
    const [one, other] = [service.accept({ procedureCode: WAITER }), service.accept({ procedureCode: WAITER })];
    await finish(one, 'before');
    await finish(other, 'before');
    expect((await send({ name: 'news', correlationKey: one, variables: { note: 'tin mẫu' } })).status).toBe(202);
    await service.openStep(one, 'after');
    expect(await inputsOf(one, 'after')).toEqual({ note: 'tin mẫu' });
    await settled();
    expect(await eventsOf(other, 'EventOccurred')).toBe(0);
  });

  it('is kept until somebody begins to wait, and for its time only', async () => {
    const [kept, gone] = [service.accept({ procedureCode: WAITER }), service.accept({ procedureCode: WAITER })];
    await service.openStep(kept, 'before');
    await service.openStep(gone, 'before');
    await send({ name: 'news', correlationKey: kept, variables: { note: 'giữ lại' }, timeToLive: 'PT5M' });
    await send({ name: 'news', correlationKey: gone, variables: { note: 'mất' }, timeToLive: 'PT0S' });
    await settled();
    await finish(kept, 'before');
    await finish(gone, 'before');
    await service.openStep(kept, 'after');
    await settled();
    expect(await eventsOf(gone, 'EventOccurred')).toBe(0);
    expect(await rows(`select name from message where correlation_key = '${gone}'`)).toEqual([]);
  });

  it('finds after an outage who waited when it was thrown or in its time, and nobody who came too late', async () => {
    const mail = new MailRows(service.store().pool);
    const wait = (code: string, openedAt: string) => rows(`insert into subscription (code, subscription_key, case_code, process, kind, name, correlation_key, opened_at) values ('${code}', 'k', '${code}', '${code}', 'message', 'late', 'x', '${openedAt}')`);
    await wait('before', '2026-11-20T07:00:00+07:00');
    await rows(`insert into message (id, name, correlation_key, stream, version, thrown_at, expires_at) values ('late-letter', 'late', 'x', 'message/none', 1, '2026-11-20T08:00:00+07:00', '2026-11-20T09:00:00+07:00')`);
    await wait('within', '2026-11-20T08:30:00+07:00');
    await wait('after', '2026-11-20T09:30:00+07:00');
    const found: string[] = [];
    for (let match = await mail.findMatch('late', 'x'); match !== undefined && found.length < 9; match = await mail.findMatch('late', 'x')) {
      found.push(match.code);
      await rows(`insert into message_taken values ('late-letter', '${match.process}')`);
    }
    expect(found).toEqual(['before', 'within']);
    await rows(`delete from subscription where name = 'late'`);
  });

  it('is taken by one instance of a procedure, however many wait', async () => {
    const codes = Array.from({ length: 3 }, () => service.accept({ procedureCode: LISTENER }));
    for (const code of codes) await until('waiting', async () => ((await eventsOf(code, 'SubscriptionOpened')) === 1 ? true : undefined));
    await send({ name: 'gossip', correlationKey: 'square', variables: { note: 'a' }, timeToLive: 'PT5M' });
    await until('somebody hears', async () => ((await Promise.all(codes.map((code) => eventsOf(code, 'EventOccurred')))).some((count) => count > 0) ? true : undefined));
    await settled();
    expect((await Promise.all(codes.map((code) => eventsOf(code, 'EventOccurred')))).toSorted((left, right) => left - right)).toEqual([0, 0, 1]);
    const heard = (await service.store().load(`instance/${codes[0]}`)).events.find(({ type }) => type === 'EventOccurred');
    // Who waited longest.
    expect(heard?.data).toMatchObject({ messageId: expect.stringMatching(/^outside~/), variables: { note: 'a' } });
  });

  it('that is sent twice under one id is taken once, and one that is no message is refused', async () => {
    const messageId = randomUUID();
    expect((await send({ name: 'news', correlationKey: 'x', messageId })).status).toBe(202);
    expect((await send({ name: 'news', correlationKey: 'x', messageId })).body).toMatchObject({ status: 409, code: 'MESSAGE_KNOWN' });
    expect((await send({ name: '', timeToLive: 'soon' })).body['code']).toBe('VALIDATION_FAILED');
    expect((await send({ name: 'news', variables: { long: 'x'.repeat(100_001) } })).body['code']).toBe('VARIABLES_INVALID');
    expect((await service.call('POST', '/messages', leader, { name: 'news' })).status).toBe(403);
  });
});

describe('a signal', () => {
  const HEARS = '9.000013';
  const CALLS = '9.000014';
  it('reaches everybody who waited when it was thrown, and nobody who comes later', async () => {
    await publish(drawing({ code: HEARS, signals: [['bell', 'bell']], body: inOrder('h', element.start('s'), element.catchSignal('wait', 'bell'), element.task('heard', { note: '=note' }), element.end('e')) }));
    await publish(drawing({ code: CALLS, signals: [['bell', 'bell']], body: inOrder('c', element.start('s'), element.throwSignal('ring', 'bell'), element.end('e')) }));
    const codes = Array.from({ length: 120 }, () => service.accept({ procedureCode: HEARS }));
    await until('all wait', async () => ((await rows(`select 1 from subscription where name = 'bell'`)).length === codes.length ? true : undefined));
    const ringer = service.accept({ procedureCode: CALLS });
    await until('the bell', async () => ((await eventsOf(ringer, 'SignalThrown')) === 1 ? true : undefined));
    const late = service.accept({ procedureCode: HEARS });
    await until('the late one waits', async () => ((await eventsOf(late, 'SubscriptionOpened')) === 1 ? true : undefined));
    for (const code of codes) await service.openStep(code, 'heard');
    await settled();
    expect(await inputsOf(codes[119] ?? '', 'heard')).toEqual({ note: ringer });
    expect([await eventsOf(late, 'EventOccurred'), await rows(`select code from subscription where name = 'bell'`)]).toEqual([0, [{ code: late }]]);
  });
});

describe('a process that is called', () => {
  const CALLER = '9.000015';
  const CALLED = '9.000016';
  const called = (tag: string, note: string): string =>
    drawing({ code: CALLED, id: 'shared-check', tag, body: inOrder('k', element.start('ks'), element.script('kn', `=&quot;${note}&quot;`, 'note'), element.task('check', { note: '=note' }), element.end('ke')) });
  const caller = drawing({
    code: CALLER,
    body: inOrder('c', element.start('s'), element.call('newest', 'shared-check', 'bindingType="latest"'), element.call('tagged', 'shared-check', 'bindingType="versionTag" versionTag="first"'), element.task('last'), element.end('e')),
  });

  it('is the newest that is published, or that with the tag, and stays the one that was bound', async () => {
    await publish(called('first', 'một'));
    await publish(caller);
    await until('the catalogue', async () => ((await rows(`select 1 from read.callable_process where process in ('shared-check', 'main') and procedure in ('${CALLER}', '${CALLED}')`)).length === 2 ? true : undefined));
    const early = service.accept({ procedureCode: CALLER });
    await service.openStep(early, 'check');
    await publish(called('second', 'hai'));
    await until('the second', async () => ((await rows(`select 1 from read.callable_process where process = 'shared-check'`)).length === 2 ? true : undefined));
    const late = service.accept({ procedureCode: CALLER });
    await service.openStep(late, 'check');
    expect([await inputsOf(early, 'check'), await inputsOf(late, 'check')]).toEqual([{ note: 'một' }, { note: 'hai' }]);
    await service.restart();
    await finish(late, 'check');
    const bound = await until('both calls', async () => {
      const calls = (await service.store().load(`instance/${late}`)).events.filter(({ type }) => type === 'ProcessCalled');
      return calls.length === 2 ? calls : undefined;
    });
    expect(bound.map(({ data }) => (data as Row)['version'])).toEqual([`${CALLED}@2`, `${CALLED}@1`]);
  });

  it('that nobody has published is an incident', async () => {
    const LOST = '9.000017';
    await publish(drawing({ code: LOST, body: inOrder('c', element.start('s'), element.call('lost', 'nowhere', 'bindingType="latest"'), element.end('e')) }));
    const code = service.accept({ procedureCode: LOST });
    const incident = await until('the incident', async () => (await service.call('GET', '/incidents', administrator)).body.items.find((item) => item['dossierCode'] === code));
    expect(incident).toMatchObject({ code: 'PROCESS_UNKNOWN', element: 'lost' });
  });
});

describe('a timer that repeats', () => {
  it('fires as often as it says beside a task that goes on, and no more when that is done', async () => {
    const OFTEN = '9.000019';
    const body = `${inOrder('r', element.start('s'), element.task('work'), element.end('e'))}
      <bpmn:boundaryEvent id="tick" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="ticked" sourceRef="tick" targetRef="noted" />
      ${element.script('noted', '=code', 'note')[1]}<bpmn:sequenceFlow id="noted-f" sourceRef="noted" targetRef="n" />${element.end('n')[1]}`;
    await publish(drawing({ code: OFTEN, body }));
    const code = service.accept({ procedureCode: OFTEN });
    await until('three ticks', async () => ((await eventsOf(code, 'TimerFired')) === 3 ? true : undefined));
    await settled();
    expect([await eventsOf(code, 'TimerFired'), await rows(`select id from log.timers where starts_with(id, '${code}') and payload ->> 'kind' <> 'deadline'`)]).toEqual([3, []]);
    const { events } = await service.store().load(`instance/${code}`);
    // Counted from when they were due, whenever the service got round to it.
    expect(events.filter(({ type }) => type === 'TimerFired').map(({ data }) => Date.parse(String((data as Row)['at'])) - Date.parse('2026-11-20T15:30:00+07:00'))).toEqual([1_000, 2_000, 3_000]);
  });
});

describe('a decimal', () => {
  it('comes in, is counted with, and goes out as the number it is', async () => {
    const SUM = '9.000018';
    await publish(drawing({
      code: SUM, messages: [['news', 'sum', '=code']],
      body: inOrder('d', element.start('s'), element.catchMessage('wait', 'news', 'note + 0.2'), element.task('shown', { note: '=note' }), element.end('e')),
    }));
    const code = service.accept({ procedureCode: SUM });
    await until('waiting', async () => ((await eventsOf(code, 'SubscriptionOpened')) === 1 ? true : undefined));
    await send({ name: 'sum', correlationKey: code, variables: { note: 0.1 } });
    await service.openStep(code, 'shown');
    const facts = JSON.parse((await service.call('GET', `/feed?after=0&limit=500&subject=${code}`, { ...leader, roles: ['service'] })).text) as readonly { type: string; data: Row }[];
    expect(facts.find(({ type }) => type.endsWith('TaskOffered'))?.data['inputs']).toEqual({ note: 0.3 });
  });
});
