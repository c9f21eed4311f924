/** Who has a dossier, since when and why: a fold over the facts of every agency, in the order in which audit heard them. */

// Events: what a fact of some agency means for custody.

export type Bilingual = Readonly<{ vi: string; en: string }>;

export type OpenTask = Readonly<{
  taskId: string;
  element: string;
  name: Bilingual;
  agency: string;
  unit: string;
  role: string;
  reason: Bilingual;
  since: string;
  /** Legal limit of the step; null where the law gives none. */
  dueAt: string | null;
}>;

export type CustodyChange =
  | Readonly<{ type: 'Submitted'; procedureCode: string; unit: string; at: string }>
  | Readonly<{ type: 'Accepted'; procedureCode: string; procedureVersion: number; unit: string; dueAt: string; at: string }>
  | Readonly<{ type: 'Offered'; task: OpenTask; dossierState: number }>
  | Readonly<{ type: 'TaskDateMoved'; taskId: string; dueAt: string }>
  | Readonly<{ type: 'TaskEnded'; taskId: string; at: string }>
  | Readonly<{ type: 'StateReached'; state: NationalState; at: string; reason: Bilingual | null }>
  | Readonly<{ type: 'Supplemented'; at: string }>
  | Readonly<{ type: 'Refused'; at: string; reason: Bilingual }>
  | Readonly<{ type: 'Withdrawn'; at: string; reason: Bilingual }>
  | Readonly<{ type: 'ClockSuspended'; ground: string; at: string }>
  | Readonly<{ type: 'ClockResumed'; at: string }>
  | Readonly<{ type: 'DueDateMoved'; dueAt: string; at: string }>
  | Readonly<{ type: 'Migrated'; procedureVersion: number }>
  | Readonly<{ type: 'IncidentRaised'; incidentId: string; agency: string; reason: Bilingual; at: string }>
  | Readonly<{ type: 'IncidentResolved'; incidentId: string; at: string }>;

// State

/** States of the National Portal, 1 to 10 (domain: mới đăng ký … đã trả kết quả). */
export type NationalState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export type Custody = Readonly<{
  procedureCode: string;
  procedureVersion: number;
  receivingUnit: string;
  state: NationalState;
  tasks: readonly OpenTask[];
  incidents: readonly Readonly<{ incidentId: string; agency: string; reason: Bilingual }>[];
  /** Legal ground on which the clock stands still, or null. */
  suspended: string | null;
  dueAt: string | null;
  /** Since when nothing about holder and state has changed. */
  since: string;
  reason: Bilingual | null;
}>;

export type Holder = Readonly<{ agency: string; unit: string; role: string }>;

export const nobody: Custody = {
  procedureCode: '', procedureVersion: 0, receivingUnit: '', state: 1, tasks: [], incidents: [], suspended: null, dueAt: null, since: '', reason: null,
};

const ENDED: readonly NationalState[] = [3, 8, 10];

/** True once nothing can be late any more. */
export const hasEnded = (custody: Custody): boolean => ENDED.includes(custody.state);

/** The agency at which the dossier waits; the longest waiting task speaks for several. Null when the dossier has ended. */
export function holderOf(custody: Custody): Holder | null {
  if (hasEnded(custody)) return null;
  const task = custody.tasks[0];
  if (task) return { agency: task.agency, unit: task.unit, role: task.role };
  if (custody.state <= 2 || custody.state === 5) return { agency: 'one-stop', unit: custody.receivingUnit, role: 'clerk' };
  return { agency: 'processing', unit: '', role: 'service' };
}

/** Nothing is late that waits for the citizen, lies ready (9) or has ended. `at` RFC 3339. */
export function isLateAt(custody: Custody, at: string): boolean {
  return custody.dueAt !== null && custody.suspended === null && !hasEnded(custody) && custody.state !== 9 && Date.parse(custody.dueAt) < Date.parse(at);
}

// Evolve

export function evolveCustody(custody: Custody, change: CustodyChange): Custody {
  switch (change.type) {
    case 'Submitted':
      return { ...custody, procedureCode: change.procedureCode, receivingUnit: change.unit, since: custody.since || change.at };
    case 'Accepted':
      return accepted(custody, change);
    case 'Offered':
      return offered(custody, change);
    case 'TaskDateMoved':
      return { ...custody, tasks: custody.tasks.map((task) => (task.taskId === change.taskId ? { ...task, dueAt: change.dueAt } : task)) };
    case 'TaskEnded':
      return { ...custody, tasks: custody.tasks.filter((task) => task.taskId !== change.taskId), since: change.at };
    case 'StateReached':
      return moved(custody, change.state, change.at, change.reason);
    case 'Supplemented':
      // Back where it was: newly submitted before acceptance, in work after it.
      return moved(custody, custody.dueAt === null ? 1 : 4, change.at, null);
    case 'Refused':
      // Before acceptance it was never taken on (3); afterwards it is stopped (8).
      return moved(custody, custody.dueAt === null ? 3 : 8, change.at, change.reason);
    case 'Withdrawn':
      // Before acceptance no procedure runs that would have to be ended first.
      return moved(custody, custody.dueAt === null ? 8 : 7, change.at, change.reason);
    case 'ClockSuspended':
      return { ...custody, suspended: change.ground };
    case 'ClockResumed':
      return { ...custody, suspended: null };
    case 'DueDateMoved':
      return { ...custody, dueAt: change.dueAt };
    case 'Migrated':
      return { ...custody, procedureVersion: change.procedureVersion };
    case 'IncidentRaised':
      return { ...custody, incidents: [...custody.incidents, { incidentId: change.incidentId, agency: change.agency, reason: change.reason }] };
    case 'IncidentResolved':
      return { ...custody, incidents: custody.incidents.filter(({ incidentId }) => incidentId !== change.incidentId) };
  }
}

/** The first end stands. What another agency sent before it heard of that moves nothing; why it ended may still be told. */
function moved(custody: Custody, state: NationalState, at: string, reason: Bilingual | null): Custody {
  // The citizen's reason for withdrawing stays the reason when the procedure has ended upon it.
  if (!hasEnded(custody)) return { ...custody, state, since: at, reason: reason ?? (custody.state === 7 ? custody.reason : null) };
  return state === 7 || ENDED.includes(state) ? { ...custody, reason: custody.reason ?? reason } : custody;
}

/** Facts of two agencies may be heard in either order: what processing has said already is not taken back by intake's older fact. */
function accepted(custody: Custody, change: Extract<CustodyChange, { type: 'Accepted' }>): Custody {
  const facts = { procedureCode: change.procedureCode, procedureVersion: change.procedureVersion, receivingUnit: change.unit, dueAt: custody.dueAt ?? change.dueAt };
  return custody.state === 1 ? { ...custody, ...facts, state: 2, since: change.at } : { ...custody, ...facts };
}

function offered(custody: Custody, { task, dossierState }: Extract<CustodyChange, { type: 'Offered' }>): Custody {
  const others = custody.tasks.filter(({ taskId }) => taskId !== task.taskId);
  // An ended dossier is not reopened by an offer that another agency sent before it heard of the end.
  if (hasEnded(custody)) return { ...custody, tasks: [...others, task] };
  return { ...custody, tasks: [...others, task], state: isNationalState(dossierState) ? dossierState : custody.state, since: task.since, reason: task.reason };
}

export function isNationalState(value: number): value is NationalState {
  return Number.isInteger(value) && value >= 1 && value <= 10;
}
