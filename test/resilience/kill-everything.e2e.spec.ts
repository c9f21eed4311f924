import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES_WITH_LOG } from '@lienthong/local';
import type { Platform } from '@lienthong/local';
import type { KafkaCluster } from '@lienthong/testing';
import pg from 'pg';
import { ApiClient } from '../journeys/api-client.js';
import { startTemporaryPlatform } from '../journeys/temporary-platform.js';
import type { TemporaryPlatform } from '../journeys/temporary-platform.js';
import { TransferPlayers } from '../journeys/transfer-players.js';
import { checkProofs } from '../journeys/proof-check.js';
import { tellSummary } from '../journeys/transfer-summary.js';

const TRANSFERS = 60;
/** Long enough for the others to notice, short enough that the play is under way at every kill. */
const BETWEEN_KILLS_MS = 1_500;

describe('a platform over Kafka whose every process is killed in turn', () => {
  let started: TemporaryPlatform;
  let platform: Platform;
  let kafka: KafkaCluster;
  const pids = new Set<number>();

  beforeAll(async () => {
    started = await startTemporaryPlatform('kafka');
    platform = started.platform;
    kafka = started.kafka!;
  });

  afterAll(() => started?.stop());

  function rememberPids(): void {
    for (const managed of platform.services.values()) if (managed.pid !== undefined) pids.add(managed.pid);
  }

  async function killEverythingInTurn(): Promise<void> {
    for (const [, managed] of platform.services) {
      rememberPids();
      managed.kill9();
      await sleep(BETWEEN_KILLS_MS);
      await managed.ready();
    }
    await kafka.kill(1);
    await sleep(BETWEEN_KILLS_MS);
    await kafka.start(1);
    await platform.postgres.kill9();
    await sleep(BETWEEN_KILLS_MS);
    await platform.postgres.start();
    for (const managed of platform.services.values()) await managed.ready();
    rememberPids();
  }

  it('ends every dossier as planned, with each fact once', async () => {
    const playing = new TransferPlayers({ gateway: platform.url, transfers: TRANSFERS, counters: 2, patienceMs: 90_000 }).play();
    await Promise.all([playing, killEverythingInTurn()]);
    const [auditor, result] = [new ApiClient(platform.url, 'auditor'), await playing];
    assert.deepEqual((await tellSummary(auditor, result)).doubts, []);
    assert.deepEqual((await checkProofs(auditor, [...result.plans.keys()])).doubts, []);
  });

  describe.each(SERVICES_WITH_LOG)('leaves in %s', (service) => {
    let client: pg.Client;

    beforeAll(async () => {
      client = new pg.Client({ connectionString: platform.databases.get(service)!.serviceUrl });
      await client.connect();
    });

    afterAll(() => client?.end());

    async function findRows(question: string): Promise<readonly object[]> {
      return (await client.query<object>(question)).rows;
    }

    it('a dense log, and nothing parked', async () => {
      const [log] = await findRows(`select count(*) > 0 as filled, coalesce(max(log_index), -1) + 1 = count(*) as dense, coalesce(max(fact_number), 0) = count(fact_number) as numbered from log.events`);
      assert.deepEqual(log, { filled: true, dense: true, numbered: true });
      assert.deepEqual(await findRows('select stream_id from log.events group by stream_id having count(*) <> max(stream_version)'), []);
      assert.deepEqual(await findRows("select * from log.parked where status = 'waiting'"), []);
    });

    // `cause` names the fact of another log. What it causes is appended at once: side by side and in one commit. A second effect of the same fact would lie apart.
    it('one effect of each fact that came from another service', async () => {
      const twice = await findRows(`select cause, count(*)::int as events, array_agg(log_index::int order by log_index) as at, array_agg(type order by log_index) as types
        from log.events where cause is not null group by cause
        having max(log_index) - min(log_index) + 1 <> count(*) or count(distinct recorded_at) > 1`);
      assert.deepEqual(twice, []);
      assert.deepEqual(await findRows('select count(distinct cause) > 0 as heard from log.events'), [{ heard: true }]);
    });
  });

  it('leaves no process behind', async () => {
    await platform.stop();
    const alive = [...pids].filter((pid) => { try { return process.kill(pid, 0); } catch { return false; } });
    assert.deepEqual(alive, []);
    assert.equal(await platform.postgres.findPid(), undefined);
  });
});
