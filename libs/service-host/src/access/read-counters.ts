import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../operations/metrics.js';

/** What becomes of answered reads. `lost` stays 0: anything else is an alarm. */
export class ReadCounters {
  readonly recorded: Counter;
  readonly coalesced: Counter;
  readonly waited: Counter;
  readonly failures: Counter;
  readonly lost: Counter;

  constructor(readonly metrics: Metrics) {
    this.recorded = this.#counter('recorded', 'Reads of dossiers and files that were entered in the log');
    this.coalesced = this.#counter('coalesced', 'Reads that the entry of the same read less than a minute before stands for');
    this.waited = this.#counter('waited', 'Reads that waited for room before they were answered');
    this.failures = this.#counter('failures', 'Batches of reads that could not be entered and were kept');
    this.lost = this.#counter('lost', 'Reads that were answered and could not be entered before the process stopped');
  }

  watchPending(pending: () => number): void {
    this.metrics.registry.registerMetric(new Gauge({
      name: 'lienthong_reads_pending', help: 'Answered reads that are not entered in the log yet', registers: [],
      collect() { this.set(pending()); },
    }));
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name: `lienthong_reads_${name}_total`, help, registers: [this.metrics.registry] });
  }
}
