import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EventStore, migrateDatabase, newDossierRef, prepareDatabase, Projections, type DatabaseUrls } from '@lienthong/event-store';
import { ReadModels } from '@lienthong/service-host';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { announcements } from './adapters/messaging/announce.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { procedureStream } from './adapters/postgres/procedure-stream.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { processing } from './processing.definition.js';
import { drawing, element, inOrder, pool as poolOf } from './domain/spec-drawings.js';
import { takeOverDossier } from './use-cases/advance-dossier.js';
import { publishProcedure } from './use-cases/publish-procedure.js';

/** A parent asks, the child answers, both end: five errands, each of which may be cut off at any statement. */
const ASKING = '9.000021';
const model = drawing({
  code: ASKING, messages: [['ask', 'ask'], ['answer', 'answer', '=code']],
  body: inOrder('p', element.start('s'), element.throwMessage('asks', 'ask', '=code', 'PT1H', '=code'), element.catchMessage('answered', 'answer'), element.end('done')),
  more: poolOf('child', '9.000022', inOrder('c', element.start('cs', '<bpmn:messageEventDefinition messageRef="ask" />'), element.throwMessage('answers', 'answer', '=parentCode', 'P1D', '=code'), element.end('child-done'))),
});
/** Nobody does anything for it: its law makes that an approval, days before this runs. Its only step has a day, and is warned of by itself. */
const SILENT = '9.000023';
const silent = drawing({ code: SILENT, body: inOrder('p', element.start('s'), element.task('check'), element.end('done')) }).replace(/owner="([^"]+)"/, 'owner="$1" tacit="approval"');
const SILENT_SINCE = '2026-11-02T15:30:00+07:00';
const SILENT_UNTIL = '2026-11-16T15:30:00+07:00';
const RUNNER = fileURLToPath(new URL('./spec-errand-runner.js', import.meta.url));
const AT = '2026-11-20T15:30:00.000+07:00';
/** Statements of all errands of one case, with room. */
const STEPS_LIMIT = 200;
/** A process takes a second to start: every ninth statement from either side, and the two do not meet. */
const STRIDE = 9;
const FIRST = { before: 2, during: 5 } as const;

let urls: DatabaseUrls;
let store: EventStore;
const codes: string[] = [];
beforeAll(async () => {
  urls = await freshDatabase('processing', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [...(processing.migrations ?? [])] });
  store = new EventStore({ pool: new pg.Pool({ connectionString: urls.serviceUrl }), origin: 'lienthong.local/processing', isFact: announcements.isFact, ...(processing.upcasters && { upcasters: processing.upcasters }) });
  for (const file of [model, silent]) {
    const published = await publishProcedure(procedureStream(store), Buffer.from(file), AT, { role: 'service', name: 'processing' });
    assert.equal(published.kind, 'published', JSON.stringify(published));
  }
});
afterAll(async () => {
  await store.close();
  await store.pool.end();
  await dropDatabase(new URL(urls.serviceUrl).pathname.slice(1));
});

const openCase = async (): Promise<void> => void codes.push(await open(`H56.17-20261120-${String(codes.length + 1).padStart(4, '0')}`, { procedure: ASKING, receivedAt: AT, dueAt: '2026-12-04T15:30:00+07:00' }));

async function open(code: string, { procedure, receivedAt, dueAt }: Readonly<{ procedure: string; receivedAt: string; dueAt: string }>): Promise<string> {
  const ports = dossierStreams(store, new PublishedProcedures(store, new ReadModels(store.pool, new Projections(store, []))));
  const pin = { procedure, procedureVersion: 1, calendar: 'vn-h56-2026', dueAt, units: { 'one-stop': 'H56.17', 'land-registry': 'H56.23' } };
  const taken = await takeOverDossier(ports, { code, receivedAt, pin, facts: { code } });
  if (taken.kind === 'rejected') return assert.fail(taken.rejection.because);
  await store.append({ streams: taken.streams, meta: { actor: { role: 'service', name: 'processing' }, at: receivedAt, dossier: newDossierRef(code) }, also: taken.also });
  return code;
}

const isDone = async (): Promise<boolean> => ((await store.pool.query('select 1 from log.timers where due_at <= now()')).rowCount ?? 0) === 0;
async function untilDone(): Promise<'done'> {
  while (!(await isDone())) await pause(20);
  return 'done';
}

/** False if everything was brought and the process lives on. */
async function diesAt(step: string): Promise<boolean> {
  const child = fork(RUNNER, { env: { ...process.env, DATABASE_URL: urls.serviceUrl, KILL_AT: step }, execArgv: ['--no-warnings'] });
  const exit = once(child, 'exit').then(([, signal]) => String(signal));
  const end = await Promise.race([exit, untilDone()]);
  child.kill('SIGKILL');
  await exit;
  return end === 'SIGKILL';
}

async function typesOf(stream: string): Promise<readonly string[]> {
  return (await store.load(stream)).events.map(({ type }) => type).filter((type) => !['StepsTaken', 'VariablesSet'].includes(type) && !type.startsWith('Element'));
}

async function assertOnce(): Promise<void> {
  const children: string[] = [];
  for (const code of codes) {
    const { events } = await store.load(`instance/${code}`);
    children.push(...events.flatMap(({ type, data }) => (type === 'ChildStarted' ? [String(data.childCode)] : [])));
    const types = await typesOf(`instance/${code}`);
    assert.deepEqual(types.toSorted(), ['ChildEnded', 'ChildStarted', 'EventOccurred', 'InstanceCompleted', 'InstanceStarted', 'MessageThrown', 'SubscriptionClosed', 'SubscriptionOpened'], code);
  }
  assert.equal(new Set(children).size, codes.length);
  const { rows } = await store.pool.query<{ count: string }>(`select count(*) from log.streams where name like 'instance/%'`);
  assert.equal(Number(rows[0]?.count), 2 * codes.length);
  for (const child of children) assert.deepEqual(await typesOf(`instance/${child}`), ['InstanceStarted', 'EventOccurred', 'MessageThrown', 'InstanceCompleted']);
}

describe('what one instance sends to another', () => {
  it.each(['before', 'during'] as const)('is brought once and not lost, whatever statement is the last (%s)', async (when) => {
    let killed = 0;
    for (let step: number = FIRST[when]; step <= STEPS_LIMIT; step += STRIDE) {
      await openCase();
      if (!(await diesAt(`${when}:${step}`))) break;
      killed += 1;
    }
    assert.ok(killed >= 3 && killed < STEPS_LIMIT / STRIDE, `${killed} kills`);
    assert.equal(await diesAt(''), false);
    await assertOnce();
  });
});

/** Statements between finding the deadline due and having met it, with room; every third from either side. */
const DEADLINE_STEPS = [1, 4, 7] as const;

describe('what the law makes of silence', () => {
  it.each(['before', 'during'] as const)('is written once, as of its moment, whatever statement is the last (%s)', async (when) => {
    let killed = 0;
    for (const step of DEADLINE_STEPS) {
      const code = await open(`H56.17-20261102-${when === 'before' ? 1 : 2}00${step}`, { procedure: SILENT, receivedAt: SILENT_SINCE, dueAt: SILENT_UNTIL });
      if (await diesAt(`${when}:${step}`)) killed += 1;
      assert.equal(await diesAt(''), false);
      const { events } = await store.load(`clock/${code}`);
      assert.deepEqual(events.map(({ type, data }) => [type, `${data.step === undefined ? '' : 'step '}${String(data.code ?? data.outcome ?? '')}`]), [
        ['ClockStarted', ''], ['WarningGiven', 'step near-due'], ['WarningGiven', 'step due'], ['WarningGiven', 'step overdue'], ['WarningGiven', 'near-due'], ['WarningGiven', 'due'], ['TacitOutcomeReached', 'approval'], ['WarningGiven', 'overdue'],
      ]);
      const [reached] = events.filter(({ type }) => type === 'TacitOutcomeReached');
      assert.equal(Date.parse(String(reached?.data.at)), Date.parse(SILENT_UNTIL));
      assert.ok(Date.parse(String(reached?.data.recordedAt)) > Date.parse(SILENT_UNTIL));
    }
    assert.ok(killed >= 2, `${killed} kills`);
  });
});
