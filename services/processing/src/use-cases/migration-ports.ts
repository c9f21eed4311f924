import type { Actor, Lease } from '@lienthong/event-store';
import type { MigrationCommand, MigrationRejection } from '../domain/migration.decider.js';
import type { Migration } from '../domain/migration.js';

export type RunningInstance = Readonly<{ code: string; process: string }>;
export type OutcomeCounts = Readonly<{ moved: number; blocked: number }>;
export type MigrationStored = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: MigrationRejection }>;

/** Where migrations live, and which dossiers run by which version. An abstract class so that Nest can inject it. */
export abstract class MigrationPorts {
  abstract load(id: string): Promise<Readonly<{ state: Migration; version: number }>>;
  /** With the effects of the request that is being answered, if one is. */
  abstract store(id: string, command: MigrationCommand, actor: Actor, answer?: object): Promise<MigrationStored>;
  /** By code, after the one given; as the read model stands. */
  abstract running(procedure: string, version: number, after: string, limit: number): Promise<readonly RunningInstance[]>;
  abstract countRunning(procedure: string, version: number): Promise<number>;
  /** Those that this run has not looked at; not before the read model has reached `position`. */
  abstract left(id: string, run: number, procedure: string, version: number, limit: number, position: number): Promise<readonly RunningInstance[]>;
  abstract counts(id: string, run: number): Promise<OutcomeCounts>;
  /** Ids of the migrations that are to be run now. */
  abstract toRun(): Promise<readonly string[]>;
  abstract head(): Promise<number>;
}

export type Owner = Pick<Lease, 'lost' | 'fence'>;
