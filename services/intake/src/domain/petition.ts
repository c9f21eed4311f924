import type { DerivationLine, PetitionComplexity, PetitionMatter, PetitionStage, TimeLimit } from '@lienthong/calendar';
import type { Fact, Text } from '@lienthong/kernel';
import type { Officer } from './dossier.js';

// Petitions (domain §7): complaints, denunciations, reflections, and feedback about administrative rules (PAKN). Three flows that are not one: none of
// them is a rating of a service.

export const PETITION_SOURCES = ['reception', 'post', 'portal', 'transferred'] as const;
export type PetitionSource = (typeof PETITION_SOURCES)[number];

/** Why a petition cannot be taken up (domain §7.1). */
export const OBSTACLES = ['anonymous', 'no-address', 'no-signature', 'already-resolved', 'time-barred', 'no-competence'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Who wrote it; of a denunciation, known to few. */
export type Author = Readonly<{ name: string; identifier: string; address: string; phone: string }>;

/** How it is classed: `round` of a complaint, `aspect` of feedback about rules: what the rule says, or how somebody applied it. */
export type PetitionClass = Readonly<{ matter: PetitionMatter; aspect: 'policy' | 'behaviour' | null; round: 1 | 2; complexity: PetitionComplexity; isRemote: boolean; obstacles: readonly Obstacle[] }>;

/** A date by which a stage has to be done, with everything that it was computed from. */
export type PetitionClock = Readonly<{ stage: PetitionStage; rule: string; limit: TimeLimit; source: Text; from: string; dueAt: string; calendar: string; derivation: readonly DerivationLine[] }>;

// Events. `clocks` are those that begin with the event; one of a stage that had a clock replaces it.

export type PetitionReceived = Fact<'PetitionReceived', {
  number: string; unit: string; source: PetitionSource; petition: PetitionClass; subject: string; text: string; author: Author | null;
  /** Reference of the dossier that it is about, so that it can be kept when that is destroyed. */
  dossierRef: string | null; isRepeated: boolean; receivedAt: string; by: Officer; clocks: readonly PetitionClock[];
}>;
export type PetitionClassified = Fact<'PetitionClassified', { number: string; petition: PetitionClass; classifiedAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
/** `unit` null: to a body that does not work here, and done for us. */
export type PetitionTransferred = Fact<'PetitionTransferred', { number: string; unit: string | null; to: string; reason: string; transferredAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
export type PetitionReturned = Fact<'PetitionReturned', { number: string; guidance: string; returnedAt: string; by: Officer }>;
export type PetitionAccepted = Fact<'PetitionAccepted', { number: string; acceptedAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
export type PetitionExtended = Fact<'PetitionExtended', { number: string; times: number; complexity: PetitionComplexity; reason: string; extendedAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
/** `clocks`: by when it had to be asked, where the law says so. */
export type AuthorAsked = Fact<'AuthorAsked', { number: string; question: string; askedAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
export type AuthorReplied = Fact<'AuthorReplied', { number: string; reply: string; repliedAt: string }>;
export type PetitionResolved = Fact<'PetitionResolved', { number: string; answer: string; resolvedAt: string; by: Officer; clocks: readonly PetitionClock[] }>;
export type AnswerPublished = Fact<'AnswerPublished', { number: string; publishedAt: string; by: Officer }>;
export type AnswerRated = Fact<'AnswerRated', { number: string; isSatisfied: boolean; ratedAt: string }>;

export type PetitionEvent =
  | PetitionReceived | PetitionClassified | PetitionTransferred | PetitionReturned | PetitionAccepted | PetitionExtended
  | AuthorAsked | AuthorReplied | PetitionResolved | AnswerPublished | AnswerRated;

// State

export const PETITION_STATUSES = ['received', 'accepted', 'transferred', 'returned', 'resolved', 'published'] as const;
export type PetitionStatus = (typeof PETITION_STATUSES)[number];

export type RunningClock = PetitionClock & Readonly<{ doneAt: string | null }>;

export type KnownPetition = Readonly<{
  kind: 'known'; number: string; unit: string; status: PetitionStatus; source: PetitionSource; petition: PetitionClass; subject: string; text: string; author: Author | null;
  dossierRef: string | null; isRepeated: boolean; receivedAt: string; acceptedAt: string | null; extensions: number; clocks: readonly RunningClock[];
  questions: readonly Readonly<{ question: string; askedAt: string; reply: string | null }>[];
  /** The answer, or how it ended without one: where it went, or what the author was told to do. */
  ending: Readonly<{ text: string; at: string }> | null; isSatisfied: boolean | null;
}>;
export type Petition = Readonly<{ kind: 'none' }> | KnownPetition;

export const noPetition: Petition = { kind: 'none' };

// Evolve

export function evolvePetition(state: Petition, event: PetitionEvent): Petition {
  if (event.type === 'PetitionReceived') return begin(event);
  return state.kind === 'none' ? state : proceed(state, event);
}

function begin({ data: { number, unit, source, petition, subject, text, author, dossierRef, isRepeated, receivedAt, clocks } }: PetitionReceived): KnownPetition {
  return {
    kind: 'known', number, unit, status: 'received', source, petition, subject, text, author, dossierRef, isRepeated, receivedAt, acceptedAt: null, extensions: 0,
    clocks: started([], clocks), questions: [], ending: null, isSatisfied: null,
  };
}

function proceed(state: KnownPetition, event: Exclude<PetitionEvent, PetitionReceived>): KnownPetition {
  switch (event.type) {
    // Clocks of another matter were never this petition's.
    case 'PetitionClassified': return { ...state, petition: event.data.petition, clocks: started(state.clocks.filter(({ doneAt }) => doneAt !== null), event.data.clocks) };
    case 'PetitionTransferred': return transferred(state, event);
    case 'PetitionReturned': return { ...state, status: 'returned', clocks: over(state.clocks, event.data.returnedAt), ending: { text: event.data.guidance, at: event.data.returnedAt } };
    case 'PetitionAccepted': return { ...state, status: 'accepted', acceptedAt: event.data.acceptedAt, clocks: started(done(state.clocks, FIRST_STAGES, event.data.acceptedAt), event.data.clocks) };
    case 'PetitionExtended': return { ...state, extensions: event.data.times, petition: { ...state.petition, complexity: event.data.complexity }, clocks: started(state.clocks, event.data.clocks) };
    case 'AuthorAsked': return {
      ...state, questions: [...state.questions, { question: event.data.question, askedAt: event.data.askedAt, reply: null }],
      clocks: done(started(state.clocks, event.data.clocks), ['more-information'], event.data.askedAt),
    };
    case 'AuthorReplied': return { ...state, questions: state.questions.map((each) => (each.reply === null ? { ...each, reply: event.data.reply } : each)) };
    case 'PetitionResolved': return { ...state, status: 'resolved', clocks: started(over(state.clocks, event.data.resolvedAt), event.data.clocks), ending: { text: event.data.answer, at: event.data.resolvedAt } };
    case 'AnswerPublished': return { ...state, status: 'published', clocks: over(state.clocks, event.data.publishedAt) };
    case 'AnswerRated': return { ...state, isSatisfied: event.data.isSatisfied };
  }
}

/** Stages that are over when a petition is taken up. */
export const FIRST_STAGES: readonly PetitionStage[] = ['acceptance', 'processing'];

function transferred(state: KnownPetition, { data: { unit, to, transferredAt, clocks } }: PetitionTransferred): KnownPetition {
  if (unit === null) return { ...state, status: 'transferred', clocks: over(state.clocks, transferredAt), ending: { text: to, at: transferredAt } };
  return { ...state, unit, clocks: started(done(state.clocks, FIRST_STAGES, transferredAt), clocks) };
}

/** A clock that ran and is done stays beside the new one of its stage: that it was late does not pass with a transfer. */
function started(clocks: readonly RunningClock[], begun: readonly PetitionClock[]): readonly RunningClock[] {
  const kept = clocks.filter(({ stage, doneAt }) => doneAt !== null || !begun.some((clock) => clock.stage === stage));
  return [...kept, ...begun.map((clock) => ({ ...clock, doneAt: null }))];
}

function done(clocks: readonly RunningClock[], stages: readonly PetitionStage[], at: string): readonly RunningClock[] {
  return clocks.map((clock) => (clock.doneAt === null && stages.includes(clock.stage) ? { ...clock, doneAt: at } : clock));
}

function over(clocks: readonly RunningClock[], at: string): readonly RunningClock[] {
  return clocks.map((clock) => (clock.doneAt === null ? { ...clock, doneAt: at } : clock));
}
