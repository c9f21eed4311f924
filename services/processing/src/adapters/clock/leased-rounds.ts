import { Wakeup, type EventStore, type Lease, type LeaseHandle, type Leases } from '@lienthong/event-store';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

export type Rounds = Readonly<{
  store: EventStore;
  leases: Leases;
  /** Of the lease: one replica at a time. */
  name: string;
  /** How long it rests where no commit wakes it, and how long at least. */
  everyMs: number;
  shortestMs: number;
}>;

/** Work that one replica does in rounds: after each commit, from time to time, and at once again while a round says that there is more. */
export abstract class LeasedRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly wakeup = new Wakeup();
  private handle: LeaseHandle | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly rounds: Rounds) {}

  onApplicationBootstrap(): void {
    const { store, leases, name } = this.rounds;
    this.unsubscribe = store.onCommit(() => this.wakeup.wake());
    this.handle = leases.hold(name, (lease) => this.work(lease));
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.handle?.stop();
  }

  /** True: there is more to do. */
  protected abstract round(lease: Lease): Promise<boolean>;

  private async work(lease: Lease): Promise<void> {
    const { everyMs, shortestMs } = this.rounds;
    while (!lease.lost.aborted) {
      if (!(await this.round(lease))) await this.wakeup.sleep(everyMs, shortestMs, lease.lost);
    }
  }
}
