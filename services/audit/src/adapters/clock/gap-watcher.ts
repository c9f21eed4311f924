import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { createCommandHandler, EventStore } from '@lienthong/event-store';
import { Clock } from '@lienthong/service-host';
import { gapDecider } from '../../domain/gap.decider.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { overdueGaps } from '../../use-cases/gap-watch.js';
import type { Missing } from '../../use-cases/gap-watch.js';

/** Twice within the patience of half a minute would do; five seconds keep the alarm close to its cause. */
const EVERY_MS = 5_000;

/** Looks at what each source is missing and reports it. Several replicas may look: the decision reports a gap once. */
@Injectable()
export class GapWatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private missing: Missing = new Map();
  private timer: NodeJS.Timeout | undefined;
  private readonly handler;

  constructor(store: EventStore, private readonly dossiers: DossierReads, private readonly clock: Clock) {
    this.handler = createCommandHandler({ store, decider: gapDecider, category: 'gaps' });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look().catch(() => {}), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** A database that is away is looked at again in five seconds; health reports it meanwhile. */
  async look(now: number = performance.now()): Promise<void> {
    const { overdue, missing } = overdueGaps(await this.dossiers.sources(), this.missing, now);
    this.missing = missing;
    for (const [service, gaps] of overdue) {
      const at = this.clock.now();
      await this.handler.handle(service, { type: 'ReportGaps', data: { service, missing: gaps }, at }, { meta: { actor: { role: 'service', name: 'audit' }, at, dossier: null } });
    }
  }
}
