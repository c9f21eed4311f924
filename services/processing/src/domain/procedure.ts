import type { Bilingual, LimitTerms, TacitOutcome, WarningPoint } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';

export type ProcedureComponent = Readonly<{ code: string; name: Bilingual; mandatory: boolean; originals: number; copies: number; form: string }>;
/** `amount` is integer đồng; 0 where a decision says how much. Versions of earlier releases name no decision. */
export type ProcedureFee = Readonly<{ code: string; name: Bilingual; amount: number; decision?: string }>;
/** A step that waits for somebody; `counts` is false where the legal clock stands still. */
export type ProcedureStep = Readonly<{ element: string; name: string; nameEn: string; agency: string; role: string; limit: string; counts: boolean; /** Its own; absent where those of the procedure hold. */ warnings?: readonly WarningPoint[] }>;

/** What an analyst publishes: the model as it was written, and what the model says. */
export type ProcedureContent = Readonly<{
  code: string;
  name: Bilingual;
  /** Date: dossiers received from that day on follow this version. */
  effectiveFrom: string;
  /** ISO 8601 duration, `P10D`. */
  limit: string;
  /** Which law gives it, where the procedure says. */
  limitBasis?: Bilingual;
  /** How it counts; absent in what says nothing of it, which counts in working time. */
  counting?: Omit<LimitTerms, 'limit'>;
  /** What silence until the due date means; absent where it means nothing. */
  tacit?: TacitOutcome;
  calendar: string;
  components: readonly ProcedureComponent[];
  fees: readonly ProcedureFee[];
  steps: readonly ProcedureStep[];
  /** When who is told that a date comes near or has passed; absent: as usual. */
  warnings?: readonly WarningPoint[];
  /** Who has something to do in it or in its child dossiers; versions of earlier releases did not say so here. */
  agencies?: readonly string[];
  /** What it wants to know of an application; versions of earlier releases did not say so here. */
  variables: readonly string[];
  /** Form-js schema in JSON of the application, where the procedure has one. */
  applicationForm?: string;
  /** What the public is told beside, where the procedure says so. */
  publicity?: Readonly<{ announcedOn: string; level: string; online: string; channels: readonly string[]; subjects: readonly string[]; yieldsDocument: boolean }>;
  modelSha256: string;
  /** The original bytes of the BPMN file in base64: they are the legal source, a parsed and rewritten file would not be. */
  model: string;
}>;

// Events

export type ProcedurePublished = Fact<'ProcedurePublished', ProcedureContent & Readonly<{ version: number; publishedAt: string }>>;
export type ProcedureEvent = ProcedurePublished;

// State

/** The models themselves stay in the stream: a decision needs only which version each of them became. */
export type Procedure = Readonly<{ version: number; effectiveFrom: string; versionBySha256: Readonly<Record<string, number>> }>;

export const unpublished: Procedure = { version: 0, effectiveFrom: '', versionBySha256: {} };

// Evolve

export function evolveProcedure(procedure: Procedure, { data }: ProcedureEvent): Procedure {
  return { version: data.version, effectiveFrom: data.effectiveFrom, versionBySha256: { ...procedure.versionBySha256, [data.modelSha256]: data.version } };
}
