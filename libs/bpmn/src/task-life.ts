import type { InstanceEvent, OpenedJob, Person } from './instance-events.js';

/** What happened to an open task besides being opened. The work of machines has one too, in which nothing ever happens. */
export type TaskState = Readonly<{
  /** Whoever works on it now. */
  claimed: Readonly<{ by: Person; at: string }> | null;
  /** Who delegated it and gets it back; null: it is the claimant's own. */
  owner: Person | null;
  /** How it last came to its claimant otherwise than by a claim. */
  assigned: Assignment | null;
  /** RFC 3339, or whatever the model says; null: only the legal limit. */
  dueDate: string | null;
  followUpDate: string | null;
  /** 0 to 100. */
  priority: number;
  /** How many; the texts are in the history alone. */
  comments: number;
  /** Roles that may do it too since it lay too long. */
  escalatedTo: readonly string[];
}>;
export type Assignment = Readonly<Pick<TaskEventOf<'TaskAssigned'>['data'], 'how' | 'by' | 'reason' | 'at'>>;

type TaskEventOf<Type extends InstanceEvent['type']> = Extract<InstanceEvent, { type: Type }>;
export type TaskEvent = TaskEventOf<'TaskClaimed' | 'TaskReleased' | 'TaskAssigned' | 'TaskScheduled' | 'TaskCommented' | 'TaskEscalated'>;

/** As Zeebe and Tasklist count. */
export const USUAL_PRIORITY = 50;

/** A task that the model gives to somebody is theirs from the start. The model knows a subject and no name. */
export function newTask({ task, openedAt }: Pick<OpenedJob, 'task' | 'openedAt'>): TaskState {
  const { assignee, dueDate = null, followUpDate = null, priority = USUAL_PRIORITY } = task ?? {};
  return {
    claimed: assignee === undefined ? null : { by: { subject: assignee, name: assignee }, at: openedAt },
    owner: null, assigned: null, dueDate, followUpDate, priority, comments: 0, escalatedTo: [],
  };
}

export function evolveTask(task: TaskState, event: TaskEvent): TaskState {
  switch (event.type) {
    case 'TaskClaimed':
      return { ...task, claimed: { by: event.data.by, at: event.data.at } };
    case 'TaskReleased':
      return { ...task, claimed: null, owner: null, assigned: null };
    case 'TaskAssigned': {
      const { how, to, by, reason, at } = event.data;
      return { ...task, claimed: { by: to, at }, owner: ownerAfter(task, event.data), assigned: { how, by, reason, at } };
    }
    case 'TaskScheduled': {
      const { dueDate = task.dueDate, followUpDate = task.followUpDate, priority = task.priority } = event.data;
      return { ...task, dueDate, followUpDate, priority };
    }
    case 'TaskCommented':
      return { ...task, comments: task.comments + 1 };
    case 'TaskEscalated':
      return { ...task, escalatedTo: task.escalatedTo.includes(event.data.toRole) ? task.escalatedTo : [...task.escalatedTo, event.data.toRole] };
  }
}

/** A delegate may delegate again: the first owner stays it. Absence moves the work, not what was agreed about it. */
function ownerAfter({ owner, claimed }: TaskState, { how }: TaskEventOf<'TaskAssigned'>['data']): Person | null {
  if (how === 'delegated') return owner ?? claimed?.by ?? null;
  return how === 'handed-over' ? owner : null;
}
