import type { INestApplicationContext, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore, Projection, Reaction, SelfCheck, Timer, Upcasters } from '@lienthong/event-store';
import type { Announcements } from '@lienthong/messaging';
import type { ErasureSteps } from './erasure/erasure-steps.js';
import type { ProblemCatalogue } from './problems/problem-catalogue.js';
import type { SettingSpecs } from './service-config.js';
import type { ServiceName } from './service-names.js';

/** Everything that makes one service different from another. `main.ts` is `await runService(definition)`. */
export type ServiceDefinition = Readonly<{
  name: ServiceName;
  announcements: Announcements;
  upcasters?: Upcasters;
  projections: readonly Projection[];
  /** The service's own tables (schema public), after those of the event store. Forward only. */
  migrations?: readonly (new () => object)[];
  /** Whose facts are read. Handlers are the `@OnFact` methods of the module's controllers. */
  listensTo: readonly ServiceName[];
  problems: ProblemCatalogue;
  /** Nest module with controllers and providers; what the host offers is injectable without an import. */
  module: Type<object>;
  settings?: SettingSpecs;
  /** Limits of multipart uploads, where the service takes any. JSON bodies are 1 MiB at most everywhere. */
  uploads?: Readonly<{ maxFileBytes: number; maxFiles: number }>;
  /** What stays of a destroyed dossier by other law, which own tables go with it, and what else is to be cleared. */
  erasure?: ErasureSteps;
  /** What the self-audit looks at beside log and read models: files, for instance. */
  selfChecks?: (app: Pick<INestApplicationContext, 'get'>) => readonly SelfCheck[];
  onTimer?: (timer: Timer, app: Pick<INestApplicationContext, 'get'>) => Promise<Reaction>;
  /** Timers of one key fire one after the other, those of different keys side by side; without it all one after the other. */
  timerKey?: (timer: Timer) => string;
}>;

/** A service in this process: what specs use. `close` is the graceful stop. */
export type RunningService = Readonly<{ app: NestFastifyApplication; url: string; store: EventStore; close(): Promise<void> }>;
