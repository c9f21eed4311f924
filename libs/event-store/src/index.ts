export type {
  Actor, AppendMeta, AppendRequest, Appended, DossierRef, NewEvent, Reaction, SinceEvent, SqlEffect, StoredEvent, StoreLog, StreamAppend, Upcasters,
} from './event.js';
export { CannotHandle, ConflictError, EffectFailed, Overloaded } from './store-errors.js';
export { newDossierRef } from './dossier-ref.js';
export { EventStore } from './event-store.js';
export type { EventStoreOptions } from './event-store.js';
export { createCommandHandler } from './command-handler.js';
export type { CommandHandler, CommandHandlerOptions, Handled, HandleOptions, Prepared } from './command-handler.js';
export { appendTogether, requireVersion } from './append-together.js';
export type { AppendedTogether, DecidedTogether } from './append-together.js';
export type { Projection, ProjectionStatus, RebuildReport, Sql, TableComparison } from './projection.js';
export { Projections } from './projections.js';
export type { RebuildOptions } from './projection-build.js';
export { Leases } from './leases.js';
export type { Lease, LeaseHandle, LeaseOptions } from './leases.js';
export { cancelTimer, scheduleTimer, TimerRunner } from './timers.js';
export type { Timer, TimerRunnerOptions } from './timers.js';
export { Inbox } from './inbox.js';
export type { InboxOptions } from './inbox.js';
export type { HandleMessage, InboxMessage, ParkedMessage, ParkOutcome, ParkPage } from './inbox-message.js';
export { isTransient } from './transient.js';
export { eventStoreMigrations, migrateDatabase, prepareDatabase } from './database.js';
export type { DatabaseUrls, MigrateOptions, PrepareOptions } from './database.js';
export { Wakeup } from './wakeup.js';
