import { Wakeup, type EventStore, type Lease, type LeaseHandle, type Leases } from '@lienthong/event-store';
import type { Clock, Log } from '@lienthong/service-host';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { handOverSome, type HandOverPorts } from '../../use-cases/hand-over-work.js';

export type AbsenceRunnerParts = Readonly<{ store: EventStore; leases: Leases; ports: HandOverPorts; clock: Clock; log: Log }>;

/** An absence begins to the minute; what is given to somebody who is away is passed on with the next commit. */
const LOOK_EVERY_MS = 10_000;
/** A busy log wakes often, and one look is one cheap question. */
const SHORTEST_SLEEP_MS = 500;
const AGAIN_AFTER_MS = 5_000;

/** Hands over the work of those who are away, in one replica at a time. */
export class AbsenceRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly wakeup = new Wakeup();
  private handle: LeaseHandle | undefined;
  private unsubscribe: (() => void) | undefined;
  private position: number | undefined;

  constructor(private readonly parts: AbsenceRunnerParts) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.parts.store.onCommit(() => this.wakeup.wake());
    this.handle = this.parts.leases.hold('absences', (lease) => this.work(lease));
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.handle?.stop();
  }

  private async work(lease: Lease): Promise<void> {
    while (!lease.lost.aborted) {
      const isBusy = await this.round(lease);
      if (!isBusy) await this.wakeup.sleep(LOOK_EVERY_MS, SHORTEST_SLEEP_MS, lease.lost);
    }
  }

  /** Two replicas that both believe to hold the lease do no harm: the second finds the task somebody else's. */
  private async round(lease: Lease): Promise<boolean> {
    const { ports, clock, log } = this.parts;
    try {
      const { count, position } = await handOverSome(ports, clock.now(), this.position, () => lease.lost.aborted);
      this.position = position;
      return count > 0;
    } catch (error) {
      if (lease.lost.aborted) return false;
      log.error({ error }, 'could not hand over the work of somebody who is away; trying again');
      await new Promise((resolve) => { setTimeout(resolve, AGAIN_AFTER_MS); });
      return false;
    }
  }
}
