import { fork } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EventStore, migrateDatabase, prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import { RELEASED_DECISIONS } from './adapters/files/decision-folder.js';
import { announcements } from './adapters/messaging/announce.js';
import { processing } from './processing.definition.js';

const RUNNER = fileURLToPath(new URL('./spec-folder-runner.js', import.meta.url));
/** A process takes a second to start: every so many statements, from either side, and the two do not meet. */
const STRIDE = 23;
const FIRST = { before: 2, during: 12 } as const;
/** More than there are, whatever is released. */
const MOST_KILLS = 60;

let urls: DatabaseUrls;
let store: EventStore;
beforeEach(async () => {
  urls = await freshDatabase('processing', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [...(processing.migrations ?? [])] });
  store = new EventStore({ pool: new pg.Pool({ connectionString: urls.serviceUrl }), origin: 'lienthong.local/processing', isFact: announcements.isFact });
});
afterEach(async () => {
  await store.close();
  await store.pool.end();
  await dropDatabase(new URL(urls.serviceUrl).pathname.slice(1));
});

/** How the process ended: 0, another number, or the signal. */
async function start(killAt = ''): Promise<string> {
  const child = fork(RUNNER, { env: { ...process.env, DATABASE_URL: urls.serviceUrl, KILL_AT: killAt }, execArgv: ['--no-warnings'] });
  const [code, signal] = await once(child, 'exit');
  return String(signal ?? code);
}

/** `<model>/<day>` of each file. */
async function released(): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob('*/*.dmn', { cwd: RELEASED_DECISIONS })) files.push(file.replace(/\.dmn$/, ''));
  return files.toSorted();
}

/** Of each model its versions, numbered as they lie in its stream, and no name taken for a model that is none. */
async function expectAllOnce(): Promise<void> {
  const facts = await store.readFacts({ after: 0, limit: 1_000, types: ['DecisionPublished'] });
  expect(facts.map(({ data }) => `${String(data.id)}/${String(data.effectiveFrom)}`).toSorted()).toEqual(await released());
  expect(facts.map(({ data }) => data.version)).toEqual(facts.map(({ version }) => version));
  const taken = (await store.read({ after: -1, limit: 1_000 })).filter(({ type }) => type === 'DecisionNameTaken');
  expect(new Set(taken.map(({ stream }) => stream)).size).toBe(taken.length);
  const names = facts.flatMap(({ data }) => (data.decisions as readonly Readonly<{ id: string }>[]).map(({ id }) => `decision-name/${id}`));
  expect(taken.map(({ stream }) => stream).filter((stream) => !stream.includes(':')).toSorted()).toEqual([...new Set(names)].toSorted());
}

describe('the released decisions', () => {
  it.each(['before', 'during'] as const)('are published each once by a start that is killed and begun again, whatever statement is the last (%s)', async (when) => {
    let killed = 0;
    let ended = 'SIGKILL';
    for (let step: number = FIRST[when]; ended === 'SIGKILL' && killed < MOST_KILLS; step += STRIDE) {
      ended = await start(`${when}:${step}`);
      if (ended === 'SIGKILL') killed += 1;
    }
    expect([ended, killed >= 3]).toEqual(['0', true]);
    await expectAllOnce();
  });

  it('are published each once by replicas that start together', async () => {
    expect(await Promise.all([start(), start(), start()])).toEqual(['0', '0', '0']);
    await expectAllOnce();
  });
});
