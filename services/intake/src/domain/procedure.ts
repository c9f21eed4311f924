import { limitOfTerms, type Bilingual, type Channel, type CountedLimit, type LimitTerms, type TacitOutcome } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';

// Events

export type ProcedureLearned = Fact<'ProcedureLearned', ProcedureVersion>;
export type ProcedureEvent = ProcedureLearned;

export type RequiredComponent = Readonly<{ code: string; name: Bilingual; mandatory: boolean; originals: number; copies: number; form: string }>;
/** `amount` is integer đồng; where the id of a decision is there, that says how much. */
export type ProcedureFee = Readonly<{ code: string; name: Bilingual; amount: number; decision?: string }>;

/** What intake needs of a published version: enough to check an application and to print a receipt without asking anybody. */
export type ProcedureVersion = Readonly<{
  code: string;
  version: number;
  name: Bilingual;
  /** YYYY-MM-DD */
  effectiveFrom: string;
  /** ISO 8601 (P10D, PT4H), in working or calendar days. */
  limit: Readonly<{ duration: string; unit: 'working' | 'calendar' }>;
  /** Which law gives it, where the procedure says. */
  limitBasis?: Bilingual;
  /** How the limit counts beside that; absent where the procedure says nothing of it, as versions of earlier releases. */
  terms?: Omit<LimitTerms, 'limit' | 'days'>;
  /** What silence until the due date means; absent where it means nothing. */
  tacit?: TacitOutcome;
  calendar: string;
  components: readonly RequiredComponent[];
  fees: readonly ProcedureFee[];
  /** What an application has to say, by name. Versions learnt before procedures told it have none, and are transfers. */
  variables?: readonly string[];
  /** The form-js schema (JSON) by which an application is filled in, where the procedure has one. */
  applicationForm?: string;
  /** What the catalogue tells the public beside: for the indicators of QĐ 766. Versions learnt before it was told have none of it. */
  publishedAt?: string;
  /** How many steps the procedure describes. */
  steps?: number;
  publicity?: Publicity;
  /** Who has something to do in it or in its child dossiers; versions learnt before it was told do not say. */
  agencies?: readonly string[];
}>;

/** Empty where the procedure does not say. `announcedOn`: day of the decision that announces it, by a ministry or a province. */
export type Publicity = Readonly<{
  announcedOn: string; level: 'ministry' | 'province' | ''; online: 'full' | 'partial' | 'none' | '';
  channels: readonly string[]; subjects: readonly string[]; yieldsDocument: boolean;
}>;

// State

/** All versions ever published: a dossier keeps the one in force at its receipt. */
export type Procedure = Readonly<{ versions: readonly ProcedureVersion[] }>;

export const unknownProcedure: Procedure = { versions: [] };

// Evolve

export function evolveProcedure(state: Procedure, { data }: ProcedureEvent): Procedure {
  return { versions: [...state.versions, data] };
}

// Questions

/** The version in force on a day: the latest that has begun; of two that begin together, the one published later. */
export function findVersionInForce({ versions }: Procedure, day: string): ProcedureVersion | undefined {
  return versions
    .filter((version) => version.effectiveFrom <= day)
    .toSorted((a, b) => (a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1);
}

/**
 * Who may have something to do with what is submitted on a day: it is received then or later, by whatever version is in force at that time.
 * Nothing where one of these versions does not say.
 */
export function agenciesFrom(procedure: Procedure, day: string): readonly string[] | undefined {
  const inForce = findVersionInForce(procedure, day);
  const told = procedure.versions.filter((version) => version === inForce || version.effectiveFrom > day).map(({ agencies }) => agencies);
  return told.length === 0 || told.includes(undefined) ? undefined : [...new Set(told.flatMap((agencies) => agencies ?? []))];
}

/** The limit for what comes by the channel, and the rules by which it counts. */
export function limitFor({ limit, terms }: ProcedureVersion, channel: Channel): CountedLimit {
  return limitOfTerms({ limit: limit.duration, days: limit.unit, ...terms }, channel);
}
