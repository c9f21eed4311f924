import { setTimeout as pause } from 'node:timers/promises';
import type { StoreLog } from '../event.js';
import type { EventStore } from '../event-store.js';
import type { Lease, LeaseHandle, Leases } from '../leases.js';
import type { Projections } from '../projections.js';
import { ProjectionCheck } from './check-projections.js';
import { checkRows } from './check-rows.js';
import type { Finding, RecordedFinding, SelfCheck } from './finding.js';
import { readRecord, recordFindings, recordMended, recordPass, recordProgress } from './audit-record.js';
import type { AuditPass } from './audit-record.js';

/** `checks`: a service's own, such as that of its files; asked for at each pass. */
export type SelfAuditOptions = Readonly<{ store: EventStore; projections: Projections; leases: Leases; checks?: () => readonly SelfCheck[]; log?: StoreLog }>;

export type SelfAuditStatus = Readonly<{ origin: string; pass: AuditPass; findings: readonly RecordedFinding[] }>;

/** What was changed shall be found within ten seconds of the next checkpoint, while a pass is short. */
const PAUSE_MS = 3_000;
/** A long log is gone through again and again, for a tenth of the time of one core. */
const REST = 9;
/** Often enough for whoever watches the figure. */
const TELL_EVERY_MS = 500;
/** One cause can alter a million rows; the first of them tell enough. */
const MOST_FINDINGS = 100;

/**
 * Reads a service's own log over and over, in one replica at a time, and compares rows with leaves and commitments, tiles
 * with the signed root, read models with the log, and what the service adds. It changes nothing but its own record.
 */
export class SelfAudit {
  readonly #projections: ProjectionCheck;
  #handle: LeaseHandle | undefined;

  constructor(readonly options: SelfAuditOptions) {
    this.#projections = new ProjectionCheck(options.projections);
  }

  start(): void {
    this.#handle ??= this.options.leases.hold('self-audit', (lease) => this.#run(lease));
  }

  async stop(): Promise<void> {
    await this.#handle?.stop();
    this.#handle = undefined;
  }

  /** From any replica: how far the pass at hand is, and what was found and not yet forgotten; the newest 200. */
  async status(): Promise<SelfAuditStatus> {
    const { pool, options: { origin } } = this.options.store;
    return { origin, ...await readRecord(pool) };
  }

  async #run(lease: Lease): Promise<void> {
    while (!lease.lost.aborted) {
      const restMs = REST * await this.pass(lease.lost).catch((error: unknown) => {
        this.options.log?.warn('Expected to audit the log, but it could not be read; trying again', { because: String(error) });
        return 0;
      });
      await pause(Math.max(PAUSE_MS, restMs), undefined, { signal: lease.lost }).catch(() => undefined);
    }
  }

  /** One whole look. What an earlier one found and this one does not is mended. Answers how long the rows of a long log took; read models keep a rest of their own. */
  async pass(stopped: AbortSignal): Promise<number> {
    const { store, checks } = this.options;
    const found: Finding[] = [];
    const report = (finding: Finding): void => { if (found.length < MOST_FINDINGS) found.push(finding); };
    const number = await recordProgress(store.pool, 0, 0);
    const begun = performance.now();
    let told = begun;
    const checked = async (count: number, of: number): Promise<void> => {
      if (count < of && performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      await recordProgress(store.pool, count, of);
    };
    const isLong = await checkRows(store, { report, stopped, checked });
    const walkedMs = isLong ? performance.now() - begun : 0;
    await recordFindings(store.pool, number, found);
    await this.#projections.run(report, stopped);
    for (const check of checks?.() ?? []) await check.run({ report, stopped, checked: async () => {} });
    if (stopped.aborted) return walkedMs;
    const fresh = await recordFindings(store.pool, number, found);
    for (const { kind, index, explanation } of fresh) this.options.log?.error(explanation.en, { kind, index });
    await recordMended(store.pool, number);
    await recordPass(store.pool, number, Math.round(performance.now() - begun));
    return walkedMs;
  }
}
