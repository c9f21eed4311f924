import type { EventStore, Lease, Leases } from '@lienthong/event-store';
import type { Clock, Log } from '@lienthong/service-host';
import { handOverSome, type HandOverPorts } from '../../use-cases/hand-over-work.js';
import { LeasedRounds } from './leased-rounds.js';

export type AbsenceRunnerParts = Readonly<{ store: EventStore; leases: Leases; ports: HandOverPorts; clock: Clock; log: Log }>;

/** An absence begins to the minute; what is given to somebody who is away is passed on with the next commit. */
const LOOK_EVERY_MS = 10_000;
/** A busy log wakes often, and one look is one cheap question. */
const SHORTEST_SLEEP_MS = 500;
const AGAIN_AFTER_MS = 5_000;

/** Hands over the work of those who are away, in one replica at a time. */
export class AbsenceRunner extends LeasedRounds {
  private position: number | undefined;
  private restingUntil = 0;

  constructor(private readonly parts: AbsenceRunnerParts) {
    super({ store: parts.store, leases: parts.leases, name: 'absences', everyMs: LOOK_EVERY_MS, shortestMs: SHORTEST_SLEEP_MS });
  }

  /** Two replicas that both believe to hold the lease do no harm: the second finds the task somebody else's. */
  protected async round(lease: Lease): Promise<boolean> {
    if (performance.now() < this.restingUntil) return false;
    const { ports, clock, log } = this.parts;
    try {
      const { count, position } = await handOverSome(ports, clock.now(), this.position, () => lease.lost.aborted);
      this.position = position;
      return count > 0;
    } catch (error) {
      if (lease.lost.aborted) return false;
      log.error({ error }, 'could not hand over the work of somebody who is away; trying again');
      this.restingUntil = performance.now() + AGAIN_AFTER_MS;
      return false;
    }
  }
}
