import { SelfAudit } from '@lienthong/event-store';
import { FeedReader } from '@lienthong/messaging';
import { accessProblems } from './access/access.problems.js';
import { openAccess } from './access/access-side.js';
import { OpeningsController } from './access/openings.controller.js';
import { recordStart } from './access/start-record.js';
import { SystemClock, type Clock } from './clock.js';
import { ErasureFacts } from './erasure/erasure-facts.controller.js';
import { ErasureKeeper } from './erasure/erasure-keeper.js';
import { withErasureReports } from './erasure/erasure-reports.js';
import { createFeedReader, kafkaOf, listenToFacts, startRelay } from './facts-side.js';
import { closeFront, createFront, openFront, Undo } from './front.js';
import { Issuer } from './identity/issuer.js';
import { ServiceToken } from './identity/service-token.js';
import { TokenVerifier } from './identity/token-verifier.js';
import { createLog, type Log } from './log.js';
import { migrate, openLog, providersOf, startChores } from './log-side.js';
import { FeedController } from './operations/feed.controller.js';
import { IntegrityController } from './operations/integrity.controller.js';
import { Metrics } from './operations/metrics.js';
import { ParkController } from './operations/park.controller.js';
import { parkProblems } from './operations/park.problems.js';
import { ProjectionsController } from './operations/projections.controller.js';
import { Readiness } from './operations/readiness.js';
import type { ServiceConfig } from './service-config.js';
import type { RunningService, ServiceDefinition } from './service-definition.js';
import { startTracing } from './tracing/tracing.js';
import type { NoteSigner } from './transparency/note-signer.js';
import { openTransparency } from './transparency/transparency-side.js';

/** What a spec may put in the place of the real thing; and `signers`, where the log's key is in a device. */
export type HostOverrides = Readonly<{ clock?: Clock; log?: Log; metrics?: Metrics; signers?: readonly NoteSigner[] }>;

/** Starts a service in this process, to the point where it answers. Rejects, with everything closed again, if any part does not start. */
export async function createService(own: ServiceDefinition, config: ServiceConfig, overrides: HostOverrides = {}): Promise<RunningService> {
  const definition: ServiceDefinition = { ...own, announcements: withErasureReports(own.announcements) };
  const { log = createLog(config), metrics = new Metrics(), clock = new SystemClock() } = overrides;
  const undo = new Undo((error) => log.error({ error }, 'a part did not stop cleanly'));
  try {
    const tracing = await startTracing(config);
    undo.add(() => tracing.stop());
    await migrate(definition, config, log);
    const side = openLog(definition, config, metrics, log);
    undo.add(() => side.pool.end());
    undo.add(() => side.store.close());
    undo.add(() => side.projections.stop());
    const transparency = openTransparency({ definition, config, side, log, metrics, signers: overrides.signers });
    undo.add(() => transparency.stop());
    const access = openAccess({ store: side.store, clock, config, metrics, log });
    undo.add(() => access.stop());
    await recordStart({ store: side.store, clock, config });
    const issuer = new Issuer(config.issuer);
    const readiness = new Readiness(side.pool);
    readiness.watch(() => transparency.served.findConcern());
    const token = new ServiceToken(issuer, definition.name, config.clientSecret);
    const feed = createFeedReader({ definition, config, side }, transparency.proven);
    // Its own checks may need the application, which may need its record: they are asked for at each pass.
    const selfAudit = new SelfAudit({ store: side.store, projections: side.projections, leases: side.leases, log: side.storeLog, checks: () => definition.selfChecks?.(app) ?? [] });
    const app = await createFront({
      config, log, metrics, clock, readiness, keys: side.keys, tokens: new TokenVerifier(issuer, config.audience),
      problems: { ...parkProblems, ...accessProblems, ...definition.problems }, module: definition.module, uploads: definition.uploads,
      providers: [...providersOf(side), ...transparency.providers, ...access.providers, { provide: FeedReader, useValue: feed }, { provide: SelfAudit, useValue: selfAudit }, { provide: ServiceToken, useValue: token }],
      controllers: [...transparency.controllers, ParkController, ProjectionsController, IntegrityController, FeedController, OpeningsController, ErasureFacts],
    });
    app.useGlobalInterceptors(access.interceptor);
    undo.add(() => closeFront(app, { readiness }));
    undo.add(() => feed.close());
    const parts = { definition, config, side, log, token };
    listenToFacts(app, parts);
    await app.init();
    await side.projections.start();
    transparency.start();
    const url = await openFront(app, { config, readiness });
    // Only now: the feeds of the others may need this service to answer, as it needs theirs.
    await app.startAllMicroservices();
    const relay = startRelay(parts);
    undo.add(() => relay.stop());
    selfAudit.start();
    undo.add(() => selfAudit.stop());
    const chores = startChores(definition, side, app, log);
    undo.add(() => chores.stop());
    const keeper = new ErasureKeeper({ definition, side, app, clock, log, kafka: kafkaOf(config, side) });
    keeper.start();
    undo.add(() => keeper.stop());
    return { app, url, store: side.store, close: () => undo.run() };
  } catch (error) {
    await undo.run();
    throw error;
  }
}
