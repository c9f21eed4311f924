import type { Definition } from '@lienthong/bpmn';
import type { EventStore, SqlEffect } from '@lienthong/event-store';
import type { Instance } from '../domain/instance.js';
import type { LegalClock } from '../domain/legal-clock.js';

type Loaded<State> = Promise<Readonly<{ state: State; version: number }>>;

/** Where a dossier's two streams, its timers and the published procedures live. An abstract class so that Nest can inject it. */
export abstract class DossierPorts {
  abstract loadInstance(code: string): Loaded<Instance>;
  abstract loadClock(code: string): Loaded<LegalClock>;
  abstract findDefinition(procedure: string, version: number): Promise<Definition | undefined>;
  /** The bytes of a model as they were published. */
  abstract findModel(procedure: string, version: number): Promise<Buffer | undefined>;
  abstract scheduleTimer(timer: Readonly<{ id: string; dueAt: string; payload: unknown }>): SqlEffect;
  abstract cancelTimer(id: string): SqlEffect;
  abstract readonly store: Pick<EventStore, 'append' | 'since' | 'findDossier'>;
}
