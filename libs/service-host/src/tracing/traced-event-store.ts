import { EventStore, type AppendRequest, type Appended } from '@lienthong/event-store';
import type { EventStoreOptions } from '@lienthong/event-store';
import type { Metrics } from '../operations/metrics.js';
import { currentTraceParent } from './tracing.js';

/** The event store of a hosted service: enters the trace of the work at hand with every event, and measures appends. */
export class TracedEventStore extends EventStore {
  constructor(options: EventStoreOptions, private readonly metrics: Metrics) {
    super(options);
  }

  override async append(request: AppendRequest): Promise<Appended> {
    const traceParent = request.meta.traceParent ?? currentTraceParent();
    const stop = this.metrics.appendDuration.startTimer();
    try {
      const appended = await super.append(traceParent === undefined ? request : { ...request, meta: { ...request.meta, traceParent } });
      this.metrics.appendedEvents.inc(request.streams.reduce((count, { events }) => count + events.length, 0));
      stop({ outcome: 'appended' });
      return appended;
    } catch (error) {
      stop({ outcome: error instanceof Error ? error.name : 'Error' });
      throw error;
    }
  }
}
