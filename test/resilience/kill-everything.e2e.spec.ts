import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@lienthong/local';
import { SERVICE_NAMES } from '@lienthong/service-host';
import type { KafkaCluster } from '@lienthong/testing';
import pg from 'pg';
import { ApiClient } from '../journeys/api-client.js';
import { startTemporaryPlatform } from '../journeys/temporary-platform.js';
import type { TemporaryPlatform } from '../journeys/temporary-platform.js';
import { TransferPlayers } from '../journeys/transfer-players.js';
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
    const summary = await tellSummary(new ApiClient(platform.url, 'auditor'), await playing);
    assert.deepEqual(summary.doubts, []);
  });

  it.each(SERVICE_NAMES.filter((name) => name !== 'gateway'))('leaves the log of %s dense, and nothing parked', async (service) => {
    const client = new pg.Client({ connectionString: platform.databases.get(service)!.serviceUrl });
    await client.connect();
    const { rows: [log] } = await client.query(`select count(*)::int as events, coalesce(max(log_index), -1)::int as last, count(fact_number)::int as facts, coalesce(max(fact_number), 0)::int as last_fact from log.events`);
    const { rows: [streams] } = await client.query('select count(*)::int as broken from (select stream_id from log.events group by stream_id having count(*) <> max(stream_version)) s');
    const { rows: [parked] } = await client.query("select count(*)::int as waiting from log.parked where status = 'waiting'");
    await client.end();
    assert.ok(log.events > 0);
    assert.deepEqual({ next: log.last + 1, facts: log.last_fact, broken: streams.broken, parked: parked.waiting }, { next: log.events, facts: log.facts, broken: 0, parked: 0 });
  });

  it('leaves no process behind', async () => {
    await platform.stop();
    const alive = [...pids].filter((pid) => { try { return process.kill(pid, 0); } catch { return false; } });
    assert.deepEqual(alive, []);
    assert.equal(await platform.postgres.findPid(), undefined);
  });
});
