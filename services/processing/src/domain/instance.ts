import { evolveInstance, notStarted, type InstanceEvent as EngineEvent, type InstanceState as EngineState, type OpenedJob } from '@lienthong/bpmn';
import type { Bilingual, Channel } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';

// Events

/** What a dossier keeps from its receipt to its end: the version of its procedure, its calendar, and who acts for each agency. */
export type Pin = Readonly<{
  procedure: string;
  procedureVersion: number;
  calendar: string;
  /** The date on the receipt. */
  dueAt: string;
  /** Organisation by agency: `{"tax": "H56.T7"}`. */
  units: Readonly<Record<string, string>>;
  /** Identifiers of the parties, to whom their own due date is shown and nothing else. Dossiers of the first release have none. */
  parties?: readonly string[];
  /** By which it came, and when the citizen handed it in; absent in dossiers of earlier releases and in children. */
  channel?: Channel;
  submittedAt?: string;
  /** Fields of the application that a source filled in, as the one-stop unit tells it; absent where none was. */
  prefilled?: readonly PrefilledField[];
  /** Only of a child dossier: the day of its case, by whose decision tables it is decided as by its version of the procedure. YYYY-MM-DD. */
  receivedOn?: string;
  /** Only of a child dossier. */
  child?: ChildOf;
}>;

/** `field` as the application has it: `content.street`, `parcel.address`. `words` say from where, and whether the applicant corrected it. */
export type PrefilledField = Readonly<{ field: string; words: Bilingual }>;

/**
 * What makes an instance a child dossier. A case is one dossier to every log: its instances share the reference of the dossier that
 * intake accepted, `case`, and each has a code of its own. `file` is the code under which the file with its process was published.
 */
export type ChildOf = Readonly<{ parent: string; case: string; file: string; process: string; name: Bilingual; agency: string; unit: string }>;

type EngineData<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>['data'];

export type InstanceStarted = Fact<'InstanceStarted', EngineData<'InstanceStarted'> & Pin>;
/** `unit` is empty where the dossier names none for the agency; `dueAt` is the legal limit of the step in working time, as it stands at its opening; `nearAt`: from when on it is near. */
export type JobOpened = Fact<
  'JobOpened',
  OpenedJob & Readonly<{ unit: string; dueAt: string; nearAt?: string; /** When it is handed up to which role, if it still waits. */ escalatesAt?: readonly Readonly<{ at: string; toRole: string }>[] }>
>;
export type JobCompleted = Fact<'JobCompleted', EngineData<'JobCompleted'> & Readonly<{ agency: string }>>;
/** `parent`: of a child dossier, whose end is its parent's news. */
export type InstanceCompleted = Fact<'InstanceCompleted', EngineData<'InstanceCompleted'> & Readonly<{ parent?: string }>>;
export type InstanceTerminated = Fact<'InstanceTerminated', EngineData<'InstanceTerminated'> & Readonly<{ parent?: string }>>;
/** In the parent's stream: a message started a child dossier. */
export type ChildStarted = Fact<'ChildStarted', { childCode: string; process: string; procedure: string; name: Bilingual; agency: string; unit: string; dueAt: string; at: string }>;
/** Intake keeps a file of this dossier that an officer attached, and says what it is. */
export type FileAttached = Fact<'FileAttached', { sha256: string; size: number; mediaType: string; at: string }>;
/** The clock has moved the date of an open step: `at` is when that became known. */
export type StepDateMoved = Fact<'StepDateMoved', { jobKey: string; element: string; from: string; to: string; /** From when on the date is near. */ nearAt?: string; at: string }>;
export type ChildEnded = Fact<'ChildEnded', { childCode: string; outcome: string; name: string; at: string }>;

/** Nobody is told of them and no list shows them: they only make the state. */
export type InnerStep = Extract<
  EngineEvent,
  { type: 'ElementActivated' | 'ElementCompleted' | 'ElementTerminated' | 'TokensDropped' | 'LoopPlanned' | 'GatewayFired' | 'GatewayReset' | 'ConditionChanged' | 'VariablesSet' }
>;
/** What the engine did between two steps that somebody sees (`inner-steps.ts`). */
export type StepsTaken = Fact<'StepsTaken', { steps: readonly InnerStep[] }>;

type Completed = InstanceStarted | JobOpened | JobCompleted | InstanceCompleted | InstanceTerminated;

/** The engine's events, those that leave the service completed with what only this service knows. */
export type InstanceEvent = Exclude<EngineEvent, { type: Completed['type'] }> | Completed | ChildStarted | ChildEnded | FileAttached | StepDateMoved | StepsTaken;

// State

/** A started instance is pinned; `run` is the engine's own state; `dueDates` has the date of every open job. */
export type Instance = Readonly<{
  pin: Pin | null;
  run: EngineState;
  /** The day of its valid receipt: it is decided by what was in force then. */
  receivedOn: string;
  dueDates: Readonly<Record<string, string>>;
  /** Since when there is a result that nobody can take back any more: nothing ends the procedure but its own end. Null: there is none. */
  decidedAt: string | null;
  /** By code, in the order in which they began. */
  children: Readonly<Record<string, Child>>;
  /** By hash: what officers have attached. */
  files?: Readonly<Record<string, Readonly<{ size: number; mediaType: string }>>>;
}>;
export type Child = Omit<ChildStarted['data'], 'childCode'> & Readonly<{ ended: Omit<ChildEnded['data'], 'childCode'> | null }>;

export const noInstance: Instance = { pin: null, run: notStarted, receivedOn: '', dueDates: {}, decidedAt: null, children: {} };

/** Facts of which the law knows no way back: the right is the buyer's. */
const DECIDING_FACTS: readonly string[] = ['lienthong.land_registry.v1.CertificateIssued'];
/** A step of state 9 hands out what is finished already. */
const FINISHED = 9;

/** Times are written with the offset of Vietnam (`vietnamTime`), so that their first ten characters are the day. */
export const dayOfReceipt = (pin: Pick<Pin, 'receivedOn'>, startedAt: string): string => pin.receivedOn ?? startedAt.slice(0, 10);

/** The dossier to which the logs count everything of this instance: the case's. */
export function caseOf({ pin }: Instance, code: string): string {
  return pin?.child?.case ?? code;
}

/** Where the process of the instance is published. */
export function fileOf({ procedure, procedureVersion, child }: Pin): Readonly<{ procedure: string; version: number; process: string | undefined }> {
  return { procedure: child?.file ?? procedure, version: procedureVersion, process: child?.process };
}

export function hasEnded({ run }: Instance): boolean {
  return run.status === 'completed' || run.status === 'terminated';
}

/** The citizen's turn: the open job that stops the legal clock, if there is one. */
export function findSuspendingJob({ run }: Instance): Readonly<{ ground: 'financial-obligation' | 'supplement'; legalBasis: string }> | undefined {
  return Object.values(run.jobs).find((job) => job.suspendsClock !== null)?.suspendsClock ?? undefined;
}

/** True while an agency may be deciding this very moment: only that agency knows what came first, and it will say so. */
export function awaitsDecision({ run }: Instance): boolean {
  return Object.values(run.jobs).some(({ completedBy }) => completedBy.some((fact) => DECIDING_FACTS.includes(fact)));
}

/** Ids that stand in addresses without being escaped: `H56.17-20261125-000001~verify~1` for job `verify#1`. */
export function taskIdOf(code: string, key: string): string {
  return `${code}~${key.replace('#', '~')}`;
}

export function readTaskId(id: string): Readonly<{ code: string; key: string }> | undefined {
  const match = /^([A-Za-z0-9.-]{1,60})~([\p{L}\p{N}_.-]{1,100})[~#](\d{1,6})$/u.exec(id);
  return match === null ? undefined : { code: match[1] ?? '', key: `${match[2]}#${match[3]}` };
}

// Evolve

export function evolve(before: Instance, event: InstanceEvent): Instance {
  const { dueDates, decidedAt } = before;
  if (event.type === 'StepsTaken') return event.data.steps.reduce(evolve, before);
  if (event.type === 'ChildStarted' || event.type === 'ChildEnded') return { ...before, children: withChild(before.children, event) };
  if (event.type === 'FileAttached') return { ...before, files: { ...before.files, [event.data.sha256]: { size: event.data.size, mediaType: event.data.mediaType } } };
  if (event.type === 'StepDateMoved') return Object.hasOwn(dueDates, event.data.jobKey) ? { ...before, dueDates: { ...dueDates, [event.data.jobKey]: event.data.to } } : before;
  const instance = { ...before, run: evolveInstance(before.run, event) };
  switch (event.type) {
    case 'InstanceStarted':
      return { ...instance, pin: pinOf(event.data), receivedOn: dayOfReceipt(event.data, event.data.at) };
    case 'JobOpened':
      return { ...instance, dueDates: { ...dueDates, [event.data.jobKey]: event.data.dueAt }, decidedAt: decidedAt ?? (event.data.dossierState === FINISHED ? event.data.openedAt : null) };
    case 'JobCompleted':
      return { ...instance, dueDates: without(dueDates, event.data.jobKey), decidedAt: decidedAt ?? (DECIDING_FACTS.includes(event.data.fact ?? '') ? event.data.at : null) };
    case 'JobCancelled':
      return { ...instance, dueDates: without(dueDates, event.data.jobKey) };
    case 'InstanceMigrated':
      return instance.pin === null ? instance : { ...instance, pin: { ...instance.pin, procedureVersion: Number(event.data.to) } };
    default:
      return instance;
  }
}

function withChild(children: Instance['children'], event: ChildStarted | ChildEnded): Instance['children'] {
  const { childCode, ...data } = event.data;
  if (event.type === 'ChildStarted') return { ...children, [childCode]: { ...(data as Omit<ChildStarted['data'], 'childCode'>), ended: null } };
  const child = children[childCode];
  return child === undefined ? children : { ...children, [childCode]: { ...child, ended: data as Omit<ChildEnded['data'], 'childCode'> } };
}

function without(dueDates: Instance['dueDates'], closed: string): Instance['dueDates'] {
  return Object.fromEntries(Object.entries(dueDates).filter(([jobKey]) => jobKey !== closed));
}

function pinOf({ procedure, procedureVersion, calendar, dueAt, units, parties, channel, submittedAt, prefilled, receivedOn, child }: Pin): Pin {
  return { procedure, procedureVersion, calendar, dueAt, units, ...(parties !== undefined && { parties }), ...(receivedOn !== undefined && { receivedOn }), ...(channel !== undefined && { channel }), ...(submittedAt !== undefined && { submittedAt }), ...(prefilled !== undefined && { prefilled }), ...(child !== undefined && { child }) };
}
