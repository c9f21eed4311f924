import { ConflictError, EventStore, newDossierRef } from './index.js';
import { appendTo, AT, happened, specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
beforeAll(async () => { log = await specLog(); });
afterAll(() => log.close());

/** What must hold of every log, whoever wrote it. */
async function expectDense(): Promise<void> {
  const [gaps] = await log.query(`
    SELECT (SELECT count(*)::int - 1 - max(log_index)::int FROM log.events) AS log_gap,
      (SELECT (position - (SELECT max(log_index) FROM log.events))::int FROM log.head) AS head_gap,
      (SELECT (fact_number - (SELECT count(fact_number) FROM log.events))::int FROM log.head) AS fact_head_gap,
      (SELECT count(fact_number)::int - coalesce(max(fact_number), 0)::int FROM log.events) AS fact_gap,
      (SELECT count(*)::int FROM (SELECT FROM log.events GROUP BY stream_id HAVING count(*) <> max(stream_version) OR min(stream_version) <> 1) AS s) AS streams_with_gaps,
      (SELECT count(*)::int FROM (SELECT FROM log.events WHERE dossier IS NOT NULL GROUP BY dossier HAVING count(*) <> max(dossier_version) OR min(dossier_version) <> 1) AS d) AS dossiers_with_gaps,
      (SELECT count(*)::int FROM (SELECT log_index, lag(stream_version) OVER (PARTITION BY stream_id ORDER BY log_index) AS before, stream_version FROM log.events) AS o WHERE stream_version <= before) AS out_of_order`);
  expect(gaps).toEqual({ log_gap: 0, head_gap: 0, fact_head_gap: 0, fact_gap: 0, streams_with_gaps: 0, dossiers_with_gaps: 0, out_of_order: 0 });
}

/** Reads, decides on the version read, appends; on a conflict again. Returns the versions it was given. */
async function write(store: EventStore, stream: string, writer: string, times: number): Promise<number[]> {
  const versions: number[] = [];
  while (versions.length < times) {
    const { version } = await store.load(stream);
    try {
      const appended = await store.append(appendTo(stream, version, [happened({ writer, nth: versions.length }, versions.length % 2 === 0 ? 'NoteTaken' : 'NoteSettled')]));
      versions.push(appended.versions[stream] ?? 0);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // Whoever lost is told the truth: the events since are there, and end at the version reported.
      expect(error.since.at(-1)?.version).toBe(error.actual);
      expect(error.since[0]?.version).toBe(version + 1);
    }
  }
  return versions;
}

describe('many writers on one log', () => {
  it('lose nothing, double nothing and leave no hole, in one process', async () => {
    const store = log.open();
    const versions = await Promise.all(Array.from({ length: 12 }, (_, n) => write(store, `shared/${n % 3}`, `w${n}`, 10)));
    for (const stream of [0, 1, 2]) {
      const given = versions.filter((_, n) => n % 3 === stream).flat().sort((a, b) => a - b);
      expect(given).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    }
    await expectDense();
  });

  it('do so from three processes that race for streams, for dossiers, and to name them first', async () => {
    const stores = [log.open(), log.open(), log.open()] as const;
    const dossiers = Array.from({ length: 4 }, (_, n) => newDossierRef(`H56.17-20260609-00${n}`));
    const racing = stores.map((store, replica) => Promise.all(Array.from({ length: 60 }, async (_, n) => {
      const dossier = dossiers[n % dossiers.length] ?? null;
      const streams = [{ stream: `raced/${n}`, expected: 'any' as const, events: [happened({ replica })] }, { stream: `raced/all-${n % 5}`, expected: 'any' as const, events: [happened(), happened({}, 'NoteSettled')] }];
      return store.append({ streams, meta: { actor: { role: 'clock' }, at: AT, dossier } });
    })));
    const written = [...(await Promise.all(stores.map((store, replica) => write(store, 'raced/one', `r${replica}`, 15)))), ...(await Promise.all(racing))];
    expect(written.slice(0, 3).flat().sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
    expect((await stores[0].load('raced/7')).version).toBe(3);
    expect((await stores[1].load('raced/all-2')).version).toBe(3 * 12 * 2);
    await expectDense();
  });

  it('gives "none" to exactly one of those who begin a stream together', async () => {
    const stores = [log.open(), log.open()];
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => (stores[n % 2] as EventStore).append(appendTo('first/1', 'none'))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.filter((each) => each.status === 'rejected' && each.reason instanceof ConflictError)).toHaveLength(9);
    await expectDense();
  });

  it('tells apart an effect of one and the conflict of another, also across replicas', async () => {
    const stores = [log.open(), log.open()];
    await log.query(`INSERT INTO log.timers (id, due_at, payload) VALUES ('ticket', now(), '0')`);
    const take = { text: `DELETE FROM log.timers WHERE id = 'ticket'`, values: [], mustChange: 1 };
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (stores[n % 2] as EventStore).append(appendTo(`ticket/${n}`, 'none', [happened()], n % 4 === 0 ? [] : [take]))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5 + 1);
    await expectDense();
  });

  it('wakes its own followers at once and those of other replicas after the commit', async () => {
    const [writer, follower] = [log.open(), log.open()];
    const woken = { own: 0, other: 0 };
    writer.onCommit(() => { woken.own += 1; });
    follower.onCommit(() => { woken.other += 1; });
    await writer.append(appendTo('wake/1', 'any'));
    // Longer than a writer takes to notice that it is not alone.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const before = { ...woken };
    await writer.append(appendTo('wake/1', 'any'));
    for (let n = 0; n < 2_000 && woken.other === before.other; n += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(woken.own).toBe(before.own + 1);
    expect(woken.other).toBeGreaterThan(before.other);
  });

  it('answers Overloaded at once when too much waits, and stores the rest', async () => {
    const store = log.open();
    await store.append(appendTo('flood/0', 'any'));
    const results = await Promise.allSettled(Array.from({ length: 10_050 }, () => store.append(appendTo('flood/0', 'any'))));
    const refused = results.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((each) => (each.reason as Error).name === 'Overloaded')).toBe(true);
    expect((await store.load('flood/0')).version).toBe(1 + results.length - refused.length);
    await expectDense();
  });
});
