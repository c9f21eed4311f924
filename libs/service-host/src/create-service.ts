import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, SystemClock } from './clock.js';
import { HostModule, type DoorParts } from './host.module.js';
import { createDoor } from './http/door.js';
import { controllersOf } from './identity/route-listing.js';
import { Issuer } from './identity/issuer.js';
import { TokenVerifier } from './identity/token-verifier.js';
import { createLog, Log, NestLog } from './log.js';
import { migrate, openLog, providersOf, startChores, type LogSide } from './log-side.js';
import { describeApi } from './openapi/describe-api.js';
import type { ApiDescription } from './openapi/openapi.controller.js';
import { Metrics } from './operations/metrics.js';
import { ParkController } from './operations/park.controller.js';
import { parkProblems } from './operations/park.problems.js';
import { ProjectionsController } from './operations/projections.controller.js';
import { Readiness } from './operations/readiness.js';
import type { ServiceConfig } from './service-config.js';
import type { RunningService, ServiceDefinition } from './service-definition.js';
import { startTracing } from './tracing/tracing.js';

/** How long requests in flight may take once the service stops; then their connections are cut (a live stream never ends by itself). */
const DRAIN_MS = 4_000;

/** What a spec may put in the place of the real thing. */
export type HostOverrides = Readonly<{ clock?: Clock; log?: Log; metrics?: Metrics }>;

/** Starts a service in this process, to the point where it answers. Rejects, with everything closed again, if any part does not start. */
export async function createService(definition: ServiceDefinition, config: ServiceConfig, overrides: HostOverrides = {}): Promise<RunningService> {
  const log = overrides.log ?? createLog(config);
  const metrics = overrides.metrics ?? new Metrics();
  const tracing = await startTracing(config);
  await migrate(definition, config, log);
  const side = openLog(definition, config, metrics, log);
  const stops: (() => Promise<unknown>)[] = [() => tracing.stop(), () => side.pool.end(), () => side.store.close()];
  const close = once(async () => {
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => log.error({ error }, 'a part did not stop cleanly'));
  });
  try {
    const { app, readiness } = await createApp(definition, config, side, { log, metrics, clock: overrides.clock ?? new SystemClock() });
    stops.push(() => closeApp(app, readiness));
    await app.init();
    stops.push(() => side.projections.stop());
    await side.projections.start();
    const chores = startChores(definition, side, app, log);
    stops.push(() => chores.stop());
    await app.listen(config.port, config.host);
    readiness.started();
    return { app, url: await urlOf(app, config.host), store: side.store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createApp(definition: ServiceDefinition, config: ServiceConfig, side: LogSide, given: Readonly<{ log: Log; metrics: Metrics; clock: Clock }>) {
  const readiness = new Readiness(side.pool);
  const apiDescription: ApiDescription = { describe: () => { throw new Error('unreachable: asked before the application exists'); } };
  const parts: DoorParts = {
    ...given, config, readiness, apiDescription, keys: side.keys,
    tokens: new TokenVerifier(new Issuer(config.issuer), config.audience),
    problems: { ...parkProblems, ...definition.problems },
  };
  const host = HostModule.with(parts, { providers: providersOf(side), controllers: [ParkController, ProjectionsController] });
  class ServiceRoot {}
  Module({ imports: [host, definition.module] })(ServiceRoot);
  const app = await createNestApp(ServiceRoot, given, definition.uploads);
  const controllers = [...controllersOf(definition.module), ParkController, ProjectionsController];
  apiDescription.describe = () => describeApi(app, definition.name, controllers);
  return { app, readiness };
}

export async function createNestApp(root: object, { log, metrics }: Readonly<{ log: Log; metrics: Metrics }>, uploads?: ServiceDefinition['uploads']): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(root, createDoor({ log, metrics, uploads }), { bodyParser: false, logger: new NestLog(log), abortOnError: false });
}

/** No new requests, then those in flight, then whoever listens for ever. */
export async function closeApp(app: NestFastifyApplication, readiness: Readiness): Promise<void> {
  readiness.stopping();
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(cut);
}

export async function urlOf(app: NestFastifyApplication, host: string): Promise<string> {
  const { port } = new URL((await app.getUrl()).replace('[::1]', 'localhost'));
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
