import { evolveInstance, notStarted, type InstanceEvent as EngineEvent, type InstanceState as EngineState, type OpenedJob } from '@lienthong/bpmn';
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
}>;

type EngineData<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>['data'];

export type InstanceStarted = Fact<'InstanceStarted', EngineData<'InstanceStarted'> & Pin>;
/** `unit` is empty where the dossier names none for the agency; `dueAt` is the legal limit of the step in working time. */
export type JobOpened = Fact<'JobOpened', OpenedJob & Readonly<{ unit: string; dueAt: string }>>;
export type JobCompleted = Fact<'JobCompleted', EngineData<'JobCompleted'> & Readonly<{ agency: string }>>;

/** The engine's events, the three that leave the service completed with what only this service knows. */
export type InstanceEvent = Exclude<EngineEvent, { type: 'InstanceStarted' | 'JobOpened' | 'JobCompleted' }> | InstanceStarted | JobOpened | JobCompleted;

// State

/** A started instance is pinned; `run` is the engine's own state; `dueDates` has the legal limit of every open job. */
export type Instance = Readonly<{ pin: Pin | null; run: EngineState; dueDates: Readonly<Record<string, string>> }>;

export const noInstance: Instance = { pin: null, run: notStarted, dueDates: {} };

export function hasEnded({ run }: Instance): boolean {
  return run.status === 'completed' || run.status === 'terminated';
}

/** The citizen's turn: the open job that stops the legal clock, if there is one. */
export function findSuspendingJob({ run }: Instance): Readonly<{ ground: 'financial-obligation' | 'supplement'; legalBasis: string }> | undefined {
  return Object.values(run.jobs).find((job) => job.suspendsClock !== null)?.suspendsClock ?? undefined;
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

export function evolve({ pin, run, dueDates }: Instance, event: InstanceEvent): Instance {
  const advanced = evolveInstance(run, event);
  switch (event.type) {
    case 'InstanceStarted':
      return { pin: pinOf(event.data), run: advanced, dueDates };
    case 'JobOpened':
      return { pin, run: advanced, dueDates: { ...dueDates, [event.data.jobKey]: event.data.dueAt } };
    case 'JobCompleted':
    case 'JobCancelled':
      return { pin, run: advanced, dueDates: Object.fromEntries(Object.entries(dueDates).filter(([jobKey]) => jobKey !== event.data.jobKey)) };
    default:
      return { pin, run: advanced, dueDates };
  }
}

function pinOf({ procedure, procedureVersion, calendar, dueAt, units }: Pin): Pin {
  return { procedure, procedureVersion, calendar, dueAt, units };
}
