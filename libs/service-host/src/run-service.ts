import { createService } from './create-service.js';
import { createLog, type Log } from './log.js';
import { readConfig } from './service-config.js';
import type { ServiceDefinition } from './service-definition.js';
import type { ServiceName } from './service-names.js';

/** Ports of local mode; elsewhere PORT says. */
export const USUAL_PORTS: Readonly<Record<ServiceName, number>> = { gateway: 4000, intake: 4001, processing: 4002, tax: 4003, 'land-registry': 4004, postal: 4005, audit: 4006 };

const STOP_WITHIN_MS = 10_000;

/** The whole of a service's main.ts: configuration from the environment, run until SIGTERM or SIGINT, stop within ten seconds. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  await runUntilSignalled(definition.name, async () => {
    const config = readConfig(process.env, { service: definition.name, usualPort: USUAL_PORTS[definition.name], needsDatabase: true, ...(definition.settings && { settings: definition.settings }) });
    const log = createLog(config);
    return { log, running: await createService(definition, config, { log }) };
  });
}

type Started = Readonly<{ log: Log; running: Readonly<{ url: string; close(): Promise<void> }> }>;

/** Runs one process: says when it is ready, and turns signals and crashes into a stop and an exit code. */
export async function runUntilSignalled(name: ServiceName, start: () => Promise<Started>): Promise<void> {
  const startedAt = performance.now();
  try {
    const { log, running } = await start();
    log.info({ url: running.url, ms: Math.round(performance.now() - startedAt) }, 'ready');
    const stop = (signal: string, code: number) => void stopWithin(running, log, signal, code);
    process.once('SIGTERM', () => stop('SIGTERM', 0));
    process.once('SIGINT', () => stop('SIGINT', 0));
    process.once('uncaughtException', (error) => {
      log.error({ error }, 'crashed');
      stop('a crash', 1);
    });
  } catch (error) {
    // A log line would be read by a machine; whoever starts a service reads this.
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    // Whatever else still holds the process open is of no use to a service that did not start.
    setTimeout(() => process.exit(), 100).unref();
  }
}

async function stopWithin(running: Started['running'], log: Log, because: string, code: number): Promise<void> {
  log.info({ because }, 'stopping');
  const forced = setTimeout(() => {
    log.error({ afterMs: STOP_WITHIN_MS }, 'did not stop in time; what was not committed is not lost but undone');
    process.exit(1);
  }, STOP_WITHIN_MS);
  await running.close();
  clearTimeout(forced);
  process.exit(code);
}
