import type { EventStore, Lease, Leases } from '@lienthong/event-store';
import type { Clock, Log } from '@lienthong/service-host';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';
import type { MigrationPorts } from '../../use-cases/migration-ports.js';
import { runSome } from '../../use-cases/run-migration.js';
import { LeasedRounds } from './leased-rounds.js';

export type RunnerParts = Readonly<{ store: EventStore; leases: Leases; dossiers: DossierPorts; migrations: MigrationPorts; clock: Clock; log: Log }>;

/** An analyst who has just started one waits so long; a wake comes with the commit, and the read model soon after. */
const LOOK_EVERY_MS = 1_000;
const SHORTEST_SLEEP_MS = 100;
/** One that fails keeps the others from nothing and is tried again. */
const AGAIN_AFTER_MS = 5_000;

/** Runs the migrations that somebody has started, in one replica at a time: the lease's fence stands in every append. */
export class MigrationRunner extends LeasedRounds {
  private readonly restingUntil = new Map<string, number>();

  constructor(private readonly parts: RunnerParts) {
    super({ store: parts.store, leases: parts.leases, name: 'migrations', everyMs: LOOK_EVERY_MS, shortestMs: SHORTEST_SLEEP_MS });
  }

  /** A batch of each, in turns, so that a long one does not keep a short one waiting. */
  protected async round(lease: Lease): Promise<boolean> {
    const { migrations, dossiers, clock, log } = this.parts;
    let isBusy = false;
    for (const id of await migrations.toRun()) {
      if (lease.lost.aborted || (this.restingUntil.get(id) ?? 0) > performance.now()) continue;
      try {
        const batch = await runSome({ migrations, dossiers, now: () => clock.now() }, id, lease);
        this.restingUntil.delete(id);
        isBusy ||= batch === 'more';
      } catch (error) {
        if (lease.lost.aborted) return false;
        log.error({ error, migration: id }, 'could not go on with a migration; trying again');
        this.restingUntil.set(id, performance.now() + AGAIN_AFTER_MS);
      }
    }
    return isBusy;
  }
}
