import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Alarms } from '../../use-cases/alarms.js';
import { EvidenceWatch, settleEvidence } from '../../use-cases/evidence-watch.js';
import type { Differences, EvidenceRecord } from '../../use-cases/evidence-watch.js';

/** What a wake missed, because this replica stopped or the database was away, is told so much later at most. */
const EVERY_MS = 5_000;

/** In every replica: the same finding is told once, whoever tells it. */
export class EvidenceWatcher extends EvidenceWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;

  constructor(private readonly parts: Readonly<{ record: EvidenceRecord; differences: Differences; alarms: Alarms }>) { super(); }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  wake(): void {
    this.again = true;
    this.looking ??= this.look().finally(() => { this.looking = undefined; });
  }

  private async look(): Promise<void> {
    while (this.again) {
      this.again = false;
      // A database that is away is looked at again in five seconds; health reports it meanwhile.
      await settleEvidence({ ...this.parts, nowMs: Date.now() }).catch(() => undefined);
    }
  }
}
