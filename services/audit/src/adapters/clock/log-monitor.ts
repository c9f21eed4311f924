import { setTimeout as pause } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Lease, LeaseHandle, Leases } from '@lienthong/event-store';
import type { Clock, Log } from '@lienthong/service-host';
import type { Policy } from '@lienthong/transparency-log';
import type { Alarms } from '../../use-cases/alarms.js';
import type { AuditedLogs } from '../../use-cases/monitor/audited-logs.js';
import type { FactComparison } from '../../use-cases/monitor/facts-and-entries.js';
import type { WatchedLog } from '../../use-cases/monitor/follow-log.js';
import type { LogReading } from '../../use-cases/monitor/log-reading.js';
import { lookAtLog, nothingRemembered } from '../../use-cases/monitor/look-at-log.js';
import { rereadSome } from '../../use-cases/monitor/reread-all.js';
import type { Pass } from '../../use-cases/monitor/reread-all.js';
import { tellSelfAudit } from '../../use-cases/monitor/self-audits.js';
import type { SelfAudits } from '../../use-cases/monitor/self-audits.js';

export type MonitorParts = Readonly<{
  leases: Leases; policy: Policy; reading: LogReading; kept: AuditedLogs; alarms: Alarms; comparison: FactComparison; audits: SelfAudits;
  services: readonly string[]; ownOrigin: string; clock: Clock; log: Log;
}>;

/** As often as a log signs at most. */
const LOOK_EVERY_MS = 1_000;
/** A service finds by itself in seconds what is wrong with its rows; it is asked as often. */
const ASK_EVERY_MS = 2_000;
/** Of its time the re-reading works a tenth, so that services and this one keep their processors for people. */
const REST_TIMES = 10;
const SHORTEST_REST_MS = 50;
/** A piece is a quarter of a second of work at most: what took longer was waiting, for a log or for a read model. */
const LONGEST_REST_MS = 2_500;

/** The background auditor (transparency-log.md §9 C): follows every log of the policy as a stranger does, in one replica at a time. */
export class LogMonitor implements OnApplicationBootstrap, OnApplicationShutdown {
  private handle: LeaseHandle | undefined;

  constructor(private readonly parts: MonitorParts) {}

  onApplicationBootstrap(): void {
    this.handle = this.parts.leases.hold('monitor', (lease) => this.work(lease));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.handle?.stop();
  }

  private async work(lease: Lease): Promise<void> {
    const watched = watchedLogs(this.parts.policy);
    await Promise.all([...watched.map((log) => this.follow(log, lease)), this.reread(watched, lease), this.askServices(lease)]);
  }

  /** Each log by itself: one that is slow or away keeps no other waiting. */
  private async follow(watched: WatchedLog, owner: Lease): Promise<void> {
    let memory = nothingRemembered;
    await this.every(LOOK_EVERY_MS, owner, watched.origin, async () => {
      memory = await lookAtLog(watched, memory, { ...this.parts, ...this.clocks(), owner });
    });
  }

  private async reread(watched: readonly WatchedLog[], owner: Lease): Promise<void> {
    const passes = new Map<string, Pass | undefined>();
    while (!owner.lost.aborted) {
      for (const log of watched) {
        const begun = performance.now();
        await this.attempt(log.origin, async () => { passes.set(log.origin, await rereadSome(log, passes.get(log.origin), { ...this.parts, ...this.clocks(), owner })); });
        await this.rest(Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, (performance.now() - begun) * REST_TIMES)), owner);
        if (owner.lost.aborted) return;
      }
      if (watched.length === 0) await this.rest(LOOK_EVERY_MS, owner);
    }
  }

  /** Each by itself, as the logs are followed: one that is slow to answer delays no alarm of another. */
  private async askServices(owner: Lease): Promise<void> {
    const { services, audits, alarms } = this.parts;
    await Promise.all(services.map((service) => this.every(ASK_EVERY_MS, owner, `self-audit of ${service}`, () => tellSelfAudit(service, audits, alarms))));
  }

  private clocks(): Readonly<{ now: () => string; nowMs: () => number; nowSeconds: () => number }> {
    return { now: () => this.parts.clock.now(), nowMs: () => Date.now(), nowSeconds: () => Math.floor(Date.now() / 1_000) };
  }

  private async every(ms: number, owner: Lease, what: string, look: () => Promise<void>): Promise<void> {
    while (!owner.lost.aborted) {
      await this.attempt(what, look);
      await this.rest(ms, owner);
    }
  }

  /** A database that is away, or an owner that was replaced, ends one look; the next begins from what is stored. */
  private async attempt(what: string, look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      this.parts.log.debug({ error, what }, 'a look at a log did not come to its end');
    }
  }

  private async rest(ms: number, { lost }: Lease): Promise<void> {
    await pause(ms, undefined, { signal: lost }).catch(() => undefined);
  }
}

/** Logs that have an address; of one that has not, only a person with a copy can say anything. */
export function watchedLogs({ logs }: Policy): readonly WatchedLog[] {
  const urls = new Map(logs.flatMap(({ key, url }) => (url === null ? [] : [[key.name, url] as const])));
  return [...urls].map(([origin, url]) => ({ origin, url }));
}
