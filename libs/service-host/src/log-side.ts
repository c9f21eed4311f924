import { declareErasure, Erasures, EventStore, Inbox, Leases, migrateDatabase, Projections, TimerRunner, type StoreLog } from '@lienthong/event-store';
import { messagingMigrations } from '@lienthong/messaging';
import type { Provider } from '@nestjs/common';
import pg from 'pg';
import { ShowMigrations1764000002300 } from './access/show-migrations.migration.js';
import { IdempotencyKeys1764000002000 } from './database/idempotency-keys.migration.js';
import { rulesOf } from './erasure/erasure-steps.js';
import { IdempotencyKeys } from './http/idempotency-keys.js';
import { ReadModels } from './http/read-models.js';
import type { Log } from './log.js';
import type { Metrics } from './operations/metrics.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceDefinition } from './service-definition.js';
import { originOf } from './service-names.js';
import { TracedEventStore } from './tracing/traced-event-store.js';
import { LogRefusal1764000002400 } from './transparency/log-refusal.migration.js';

const MOST_CONNECTIONS = 12;
const STATEMENT_LIMIT_MS = 30_000;
const PURGE_EVERY_MS = 600_000;

/** Everything behind the door of a service that has a log. */
export type LogSide = Readonly<{
  pool: pg.Pool; store: EventStore; leases: Leases; projections: Projections; inbox: Inbox; keys: IdempotencyKeys; storeLog: StoreLog;
}>;

/** The owner's role is used here and dropped: the service itself runs on a role that can only insert and select events. */
export async function migrate(definition: ServiceDefinition, config: ServiceConfig, log: Log): Promise<void> {
  if (config.databaseOwnerUrl === null) return;
  const ran = await migrateDatabase({ ownerUrl: config.databaseOwnerUrl, migrations: [...messagingMigrations, IdempotencyKeys1764000002000, LogRefusal1764000002400, ShowMigrations1764000002300, ...(definition.migrations ?? [])] });
  if (ran.length > 0) log.info({ migrations: ran }, 'migrated the database');
  await declareErasure(config.databaseOwnerUrl, rulesOf(definition.erasure));
}

export function openLog(definition: ServiceDefinition, config: ServiceConfig, metrics: Metrics, log: Log): LogSide {
  const pool = new pg.Pool({
    connectionString: config.databaseUrl!, max: MOST_CONNECTIONS, application_name: `lienthong-${config.service}`,
    connectionTimeoutMillis: 5_000, statement_timeout: STATEMENT_LIMIT_MS,
  });
  const storeLog = storeLogOf(log);
  const store = new TracedEventStore({
    pool, origin: originOf(config.province, definition.name), isFact: definition.announcements.isFact, log: storeLog,
    ...(definition.upcasters && { upcasters: definition.upcasters }),
  }, metrics);
  const leases = new Leases({ pool, log: storeLog });
  const projections = new Projections(store, definition.projections, leases);
  metrics.watchLog(store, projections, pool);
  return { pool, store, leases, projections, storeLog, inbox: new Inbox(store, { consumer: definition.name, log: storeLog }), keys: new IdempotencyKeys(pool) };
}

export function providersOf({ pool, store, projections, inbox, leases }: LogSide): Provider[] {
  return [
    { provide: pg.Pool, useValue: pool },
    { provide: EventStore, useValue: store },
    { provide: Projections, useValue: projections },
    { provide: Inbox, useValue: inbox },
    { provide: Leases, useValue: leases },
    { provide: Erasures, useValue: new Erasures(pool) },
    { provide: ReadModels, useValue: new ReadModels(pool, projections) },
  ];
}

/** Timers and the purge of old keys; each runs in one replica at a time, or does no harm in two. */
export function startChores(definition: ServiceDefinition, side: LogSide, app: Parameters<NonNullable<ServiceDefinition['onTimer']>>[1], log: Log): { stop(): Promise<void> } {
  const { onTimer, timerKey } = definition;
  const timers = onTimer === undefined ? undefined : new TimerRunner(side.store, side.leases, (timer) => onTimer(timer, app), { log: side.storeLog, ...(timerKey && { keyOf: timerKey }) });
  timers?.start();
  const purge = setInterval(() => {
    side.keys.purge().catch((error: unknown) => log.warn({ error }, 'could not remove old idempotency keys; trying again later'));
  }, PURGE_EVERY_MS);
  purge.unref();
  return {
    stop: async () => {
      clearInterval(purge);
      await timers?.stop();
    },
  };
}

function storeLogOf(log: Log): StoreLog {
  return { warn: (message, details) => log.warn({ ...details }, message), error: (message, details) => log.error({ ...details }, message) };
}
