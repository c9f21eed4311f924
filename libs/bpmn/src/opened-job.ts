import type { WarningPoint } from '@lienthong/calendar';

/** What JSON can hold. A decimal beyond 15 digits is `{"@type": "number", "@value": "…"}`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Variables = Readonly<Record<string, Json>>;
/** What people read: Vietnamese first, English second. */
export type Text = Readonly<{ vi: string; en: string }>;
/** Who did it, as shown to the next person. */
export type Person = Readonly<{ subject: string; name: string }>;
export type ClockSuspension = Readonly<{ ground: SuspensionGround; legalBasis: string }>;
export type SuspensionGround = 'financial-obligation' | 'supplement';
export type JobKind = 'service' | 'user' | 'receive';

/** Everything a reader of "who has it, since when, why" needs; nothing has to be looked up in the model again. */
export type OpenedJob = Readonly<{
  jobKey: string;
  elementKey: string;
  element: string;
  /** Vietnamese. */
  name: string;
  /** Empty where the model gives none. */
  nameEn: string;
  kind: JobKind;
  /** `<service>.<verb-noun>` for a service task of a procedure; the element id for tasks of people. */
  type: string;
  agency: string;
  role: string | null;
  reason: Text;
  /** Only what the model's input mappings name leaves the instance. They are the element's local variables too. */
  inputs: Variables;
  stepNumber: string;
  /** Working time, e.g. `P2D` or `PT4H`. The calendar turns it into a due date; the engine does not. */
  limit: string;
  /** False: the step is outside the procedure's legal limit. */
  counts: boolean;
  /** The step's own points; absent where those of the procedure hold. */
  warnings?: readonly WarningPoint[];
  dossierState: number | null;
  suspendsClock: ClockSuspension | null;
  /** Full names of the public facts that complete it; empty when only a worker or an officer can. */
  completedBy: readonly string[];
  openedAt: string;
  /** How many more times a worker may try, when it is a worker's. */
  retries?: number;
  headers?: Readonly<Record<string, string>>;
  task?: OpenedTask;
}>;
/** What the model says about the person, worked out when the task opened. */
export type OpenedTask = Readonly<{
  assignee?: string;
  candidateGroups?: readonly string[];
  candidateUsers?: readonly string[];
  dueDate?: string;
  followUpDate?: string;
  /** 0 to 100; 50 unless said. */
  priority?: number;
  form?: string;
  fourEyes?: readonly string[];
  escalations?: readonly Readonly<{ after: string; toRole: string }>[];
}>;

