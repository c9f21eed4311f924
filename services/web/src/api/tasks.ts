import type { CorrectionRound } from './corrections.js';
import type { Bilingual } from '../language/bilingual.js';
import type { DeadlineState } from './deadlines.js';
import { request, requestJson } from './request.js';

// Work that waits for people at an agency: the list, one task, what can be done with it. Owned by processing.

export const TASK_VIEWS = ['unit', 'mine', 'unclaimed', 'overdue', 'follow-up', 'delegated'] as const;
export const TASK_SORTS = ['due', 'priority', 'opened'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];
export type TaskSort = (typeof TASK_SORTS)[number];
export type TaskFilter = Readonly<{ show: TaskView; sort: TaskSort; dossier: string }>;

export type TaskItem = Readonly<{
  taskId: string; dossierCode: string; procedure: string | null; element: string; name: string; nameEn: string; reason: Bilingual; role: string;
  dueAt: string; deadline: DeadlineState | null; isWaiting: boolean; plannedFor: string | null; followUpAt: string | null; priority: number; comments: number; hasForm: boolean; isMine: boolean; isOwner: boolean;
  claimed: Readonly<{ name: string; at: string; how: string }> | null; owner: Readonly<{ name: string }> | null; escalatedTo: readonly string[];
}>;

type Holder = Readonly<{ by: Readonly<{ name: string }>; at: string }>;
export type FormSchema = Readonly<Record<string, unknown>>;
/** Where a field of a task's form was filled in from, to be put after "from", and as of when. */
export type FieldOrigin = Readonly<{ field: string; words: Bilingual; at: string; isCorrectable: boolean }>;
export type Task = Readonly<{
  /** `caseCode`: the dossier that intake knows; of a child dossier its case. */
  taskId: string; dossierCode: string; caseCode: string; name: string; nameEn: string; reason: Bilingual; agency: string; role: string | null; dueAt: string; deadline: DeadlineState | null; isWaiting: boolean; offeredAt: string;
  status: 'open' | 'completed' | 'cancelled'; isMine: boolean; isOwner: boolean; mayAssign: boolean; claimed: Holder | null; owner: Readonly<{ name: string }> | null;
  assigned: Readonly<{ how: string; by: Readonly<{ name: string }>; reason: string }> | null; plannedFor: string | null; followUpAt: string | null; priority: number | null;
  form: Readonly<{ id: string; schema: FormSchema; data: Readonly<Record<string, unknown>>; sources?: readonly FieldOrigin[] }> | null;
  /** What supplements have set right since it opened. */
  corrections?: readonly CorrectionRound[];
}>;
export type HistoryEntry = Readonly<{ number: number; what: string; at: string; by: string | null; to: string | null; text: Bilingual | null }>;
export type Colleague = Readonly<{ subject: string; name: string; roles: readonly string[] }>;
export type AbsenceItem = Readonly<{
  absenceId: string; person: Readonly<{ subject: string; name: string }>; substitute: Readonly<{ subject: string; name: string }>; from: string; to: string; reason: string; recordedBy: string;
}>;
export type TaskPage<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;
export type BulkAnswer = Readonly<{ taskId: string; completed: boolean; problem?: Readonly<{ title: string; whatToDo: string }> }>;

const AT = '/api/processing';
const taskAt = (id: string): string => `${AT}/tasks/${encodeURIComponent(id)}`;

/** Lists are filled behind the log: what this page has just done is to be in the next one it reads. */
let newest = 0;

function queried(path: string, values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).filter((each): each is [string, string] => each[1] !== null && each[1] !== '');
  return `${path}?${new URLSearchParams([...given, ...(newest > 0 ? [['min-position', String(newest)]] : [])])}`;
}

export function listTasks({ show, sort, dossier }: TaskFilter, cursor: string | null, signal?: AbortSignal): Promise<TaskPage<TaskItem>> {
  return requestJson(queried(`${AT}/tasks`, { show, sort, dossier, cursor }), signal);
}

export const getTask = (id: string, signal?: AbortSignal): Promise<Task> => requestJson(taskAt(id), signal);

export function getHistory(id: string, cursor: string | null, signal?: AbortSignal): Promise<TaskPage<HistoryEntry>> {
  return requestJson(queried(`${taskAt(id)}/history`, { cursor }), signal);
}

/** More colleagues than a unit has; a name typed narrows them. */
export const listColleagues = (q: string, signal?: AbortSignal): Promise<TaskPage<Colleague>> => requestJson(queried(`${AT}/officers`, { q, limit: '50' }), signal);

export const listAbsences = (signal?: AbortSignal): Promise<TaskPage<AbsenceItem>> => requestJson(queried(`${AT}/absences`, { limit: '200' }), signal);

export type TaskAct = 'claim' | 'release' | 'completion' | 'assignment' | 'delegation' | 'return' | 'comments' | 'schedule';

export const actOnTask = (id: string, act: TaskAct, body: object = {}): Promise<object> => post(`${taskAt(id)}/${act}`, body);

export const completeTasks = (ids: readonly string[]): Promise<TaskPage<BulkAnswer>> =>
  post(`${AT}/tasks/completions`, { items: ids.map((taskId) => ({ taskId, variables: {} })) });

export const recordAbsence = (absence: Readonly<{ person?: string; substitute: string; from: string; to: string; reason: string }>): Promise<object> => post(`${AT}/absences`, absence);

export const endAbsence = (id: string): Promise<object> => post(`${AT}/absences/${encodeURIComponent(id)}/end`, {});

async function post<Body>(path: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const response = await request(path, { method: 'POST', body: JSON.stringify(body), headers });
  const answer = (await response.json()) as Body & Partial<TaskPage<Readonly<{ position?: number }>>>;
  newest = Math.max(newest, Number(response.headers.get('position') ?? 0), ...(answer.items ?? []).map(({ position }) => position ?? 0));
  return answer;
}
