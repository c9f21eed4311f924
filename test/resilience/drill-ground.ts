import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../journeys/api-client.js';
import { startTemporaryPlatform } from '../journeys/temporary-platform.js';
import type { TemporaryPlatform } from '../journeys/temporary-platform.js';
import { TransferPlayers } from '../journeys/transfer-players.js';
import { awaitAlarm, awaitMended } from './alarm-watch.js';
import type { Alarm } from './alarm-watch.js';
import { TamperedDatabase } from './tampered-database.js';

const TRANSFERS = 5;
export const DRILLED = ['intake', 'processing', 'tax', 'land-registry', 'postal'] as const;
export type Drilled = (typeof DRILLED)[number];
/** Who may read a dossier there. */
const READERS: Readonly<Record<Drilled, string>> = { intake: 'auditor', processing: 'auditor', tax: 'tax-officer', 'land-registry': 'land-officer', postal: 'post-clerk' };
/** For what is not drilled: it has to have come to pass before a drill can begin. */
const PATIENCE_MS = 30_000;

/** What a drill expects. `index`: where it was done, null where the log as a whole is meant. */
export type Expected = Readonly<{ kinds: readonly string[]; index: number | null; service: Drilled }>;
export type Found = Readonly<{ alarm: Alarm; seconds: number }>;

/** A running platform with some dossiers that have ended, its databases open to their superuser. */
export class DrillGround {
  private stock = 50_000_000;
  private readonly databases = new Map<Drilled, TamperedDatabase>();
  readonly url: string;
  readonly auditor: ApiClient;

  private constructor(readonly started: TemporaryPlatform, readonly code: string, readonly policy: string) {
    this.url = started.platform.url;
    this.auditor = new ApiClient(this.url, 'auditor');
  }

  static async prepare(): Promise<DrillGround> {
    const started = await startTemporaryPlatform('feed');
    const { platform } = started;
    try {
      const { complete, plans } = await new TransferPlayers({ gateway: platform.url, transfers: TRANSFERS }).play();
      assert.ok(complete);
      const ground = new DrillGround(started, [...plans.keys()][0]!, await (await fetch(`${platform.url}/log/policy`)).text());
      for (const service of DRILLED) {
        ground.databases.set(service, await TamperedDatabase.open(platform, service));
        assert.ok(await ground.stir(service) < 300, `${service} answers what is asked of it`);
      }
      assert.deepEqual(await awaitMended(ground.auditor, DRILLED), []);
      return ground;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.databases.values()].map((database) => database.close().catch(() => {})));
    await this.started.stop();
  }

  database(service: Drilled): TamperedDatabase {
    return this.databases.get(service)!;
  }

  /** An event in the middle of a log. */
  async middle(service: Drilled): Promise<number> {
    return Math.floor(await this.database(service).size() / 2);
  }

  /** An act that the service enters in its log, so that a new checkpoint is due. Whether a tampered service still answers is not asked. */
  async stir(service: Drilled): Promise<number> {
    const person = new ApiClient(this.url, READERS[service]);
    const paths = { intake: `intake/dossiers/${this.code}`, processing: `processing/instances/${this.code}`, tax: `tax/obligations/${this.code}`, 'land-registry': `land-registry/dossiers/${this.code}` };
    this.stock += 10;
    if (service !== 'postal') return (await person.send('GET', `/api/${paths[service]}`, undefined, { Purpose: `drill ${this.stock}` })).status;
    return (await person.send('POST', '/api/postal/s10-stock', JSON.stringify({ indicator: 'RR', first: this.stock, last: this.stock + 1 }), { 'Idempotency-Key': `stock-${this.stock}` })).status;
  }

  /** Tampers, makes the next checkpoint due, and waits for the alarm. */
  async drill(expected: Expected, tamper: () => Promise<unknown>, next: () => Promise<unknown> = () => this.stir(expected.service)): Promise<Found> {
    const since = Date.now() - 1;
    await tamper();
    const from = Date.now();
    await next();
    return awaitAlarm(this.auditor, { ...expected, since }, from);
  }

  async served(service: Drilled): Promise<string> {
    return (await fetch(`${this.url}/log/${service}/checkpoint`)).text();
  }

  async downloadProof(): Promise<Buffer> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(250)) {
      const { status, body } = await this.auditor.download(`/api/audit/dossiers/${this.code}/proof`);
      if (status === 200) return body;
      if (Date.now() > until) throw new Error(`Expected a proof of ${this.code}, but the answer stays ${status}: ${body.toString().slice(0, 300)}`);
    }
  }

  async untilVerified(service: Drilled, size: number): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(200)) {
      const { logs } = await this.auditor.get<{ logs: readonly { service: string; verified: { size: number } | null }[] }>('/api/audit/logs');
      if ((logs.find((log) => log.service === service)?.verified?.size ?? 0) >= size) return;
      if (Date.now() > until) throw new Error(`Expected audit to verify ${service} up to ${size}, but it did not`);
    }
  }
}
