import type { Provider } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { EventStore } from '@lienthong/event-store';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Metrics } from '../operations/metrics.js';
import type { ServiceConfig } from '../service-config.js';
import { Administration } from './administration.js';
import { ReadCounters } from './read-counters.js';
import { ReadInterceptor } from './read.interceptor.js';
import { ReadRecorder } from './read-recorder.js';

type Parts = Readonly<{ store: EventStore; clock: Clock; config: ServiceConfig; metrics: Metrics; log: Log }>;

/** Everything that enters reads and administrators' acts. Stop it after the door has closed and before the log does. */
export function openAccess({ store, clock, config, metrics, log }: Parts): Readonly<{ providers: readonly Provider[]; interceptor: ReadInterceptor; stop(): Promise<void> }> {
  const recorder = new ReadRecorder({ store, log, counters: new ReadCounters(metrics) });
  return {
    providers: [{ provide: Administration, useValue: new Administration({ store, clock, service: config.service }) }],
    interceptor: new ReadInterceptor(new Reflector(), recorder, clock),
    stop: () => recorder.stop(),
  };
}
