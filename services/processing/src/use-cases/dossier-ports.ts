import type { CalledDecision, Definition, Model } from '@lienthong/bpmn';
import type { CalendarBook } from '@lienthong/calendar';
import type { EventStore, SqlEffect } from '@lienthong/event-store';
import type { Instance } from '../domain/instance.js';
import type { LegalClock } from '../domain/legal-clock.js';
import type { Mail } from './mail.js';

type Folded<State> = Readonly<{ state: State; version: number }>;
type Loaded<State> = Promise<Folded<State>>;
/** Both streams of a dossier at one moment. */
export type DossierStates = Readonly<{ instance: Folded<Instance>; clock: Folded<LegalClock> }>;

/** Where a published process stands. */
export type PublishedProcess = Readonly<{ procedure: string; version: number }>;

/** Where a dossier's two streams, its timers, its mail and the published procedures live. An abstract class so that Nest can inject it. */
export abstract class DossierPorts {
  abstract loadInstance(code: string): Loaded<Instance>;
  abstract loadClock(code: string): Loaded<LegalClock>;
  /** What this process remembers, without a statement; it may be behind (`CommandHandler.recall`). */
  abstract recallInstance(code: string): Loaded<Instance>;
  abstract recallClock(code: string): Loaded<LegalClock>;
  /** The same of a dossier that is about to begin: nothing, unless this process has seen it (`CommandHandler.begin`). */
  abstract beginInstance(code: string): Loaded<Instance>;
  abstract beginClock(code: string): Loaded<LegalClock>;
  /** What an append that was decided on them came to. */
  abstract learn(code: string, states: DossierStates): void;
  /** All processes of a published file. */
  abstract findCompiled(procedure: string, version: number): Promise<Model | undefined>;
  /** The file's main process. */
  abstract findDefinition(procedure: string, version: number): Promise<Definition | undefined>;
  /** The newest published file that has the process, by this version tag if one is named. */
  abstract findPublished(process: string, tag: string | null): Promise<PublishedProcess | undefined>;
  /** The bytes of a model as they were published. */
  abstract findModel(procedure: string, version: number): Promise<Buffer | undefined>;
  /** A published decision, in the version of the day. */
  abstract findDecision(decision: string, day: string): Promise<CalledDecision | undefined>;
  /** A book that has the version which a receipt names, if there is one. */
  abstract calendars(reference: string): Promise<CalendarBook>;
  /** A book whose newest version of the id is the newest there is. */
  abstract newestCalendars(id: string): Promise<CalendarBook>;
  abstract cancelTimer(id: string): SqlEffect;
  abstract readonly mail: Mail;
  abstract readonly store: Pick<EventStore, 'append' | 'since' | 'findDossier' | 'load' | 'head'>;
}
