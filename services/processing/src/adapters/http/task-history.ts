import type { Person, Text } from '@lienthong/bpmn';
import type { InstanceEvent } from '../../domain/instance.js';

/** One thing that happened to a task. `text`: a comment, a reason, or what was changed, in both languages. */
export type HistoryEntry = Readonly<{ what: string; at: string; by: string | null; to: string | null; text: Text | null }>;

const entry = (what: string, at: string, by: Person | null, more: Partial<Pick<HistoryEntry, 'to' | 'text'>> = {}): HistoryEntry => ({ what, at, by: by?.name ?? null, to: null, text: null, ...more });
const same = (text: string): Text | null => (text === '' ? null : { vi: text, en: text });

/** Everything that happened to the task of the key, in order; of an instance's whole stream. */
export function historyOf(events: readonly InstanceEvent[], jobKey: string): readonly HistoryEntry[] {
  return events.flatMap((event): readonly HistoryEntry[] => {
    if (!('jobKey' in event.data) || event.data.jobKey !== jobKey) return [];
    switch (event.type) {
      case 'JobOpened': {
        const { openedAt, reason, task } = event.data;
        return [entry('opened', openedAt, null, { text: reason, to: task?.assignee ?? null })];
      }
      case 'TaskClaimed':
        return [entry('claimed', event.data.at, event.data.by)];
      case 'TaskReleased':
        return [entry('released', event.data.at, event.data.by)];
      case 'TaskAssigned':
        return [entry(event.data.how, event.data.at, event.data.by, { to: event.data.to.name, text: same(event.data.reason) })];
      case 'TaskScheduled':
        return [entry('scheduled', event.data.at, event.data.by, { text: scheduleText(event.data) })];
      case 'StepDateMoved':
        return [entry('date-moved', event.data.at, null, { text: movedText(event.data) })];
      case 'JobInputsCorrected':
        return [entry('corrected', event.data.at, null, { text: same(event.data.reason) })];
      case 'TaskCommented':
        return [entry('commented', event.data.at, event.data.by, { text: same(event.data.text) })];
      case 'TaskEscalated':
        return [entry('escalated', event.data.at, null, { to: event.data.toRole })];
      case 'JobCompleted':
        return [entry('completed', event.data.at, event.data.by)];
      case 'JobCancelled':
        return [entry('withdrawn', event.data.at, null)];
      case 'IncidentRaised':
        return [entry('stuck', event.data.at, null, { text: event.data.text })];
      default:
        return [];
    }
  });
}

function scheduleText({ dueDate, followUpDate, priority, reason }: Extract<InstanceEvent, { type: 'TaskScheduled' }>['data']): Text {
  const parts: readonly Text[] = [
    ...(dueDate === undefined ? [] : [{ vi: `hạn ${dueDate}`, en: `due ${dueDate}` }]),
    ...(followUpDate === undefined ? [] : [{ vi: `xem lại ${followUpDate}`, en: `to be looked at again ${followUpDate}` }]),
    ...(priority === undefined ? [] : [{ vi: `mức ưu tiên ${priority}`, en: `priority ${priority}` }]),
  ];
  const said = (language: keyof Text): string => `${parts.map((part) => part[language]).join(', ')}: ${reason}`;
  return { vi: said('vi'), en: said('en') };
}

/** Times are written with the offset of Việt Nam: day and hour as they stand there. */
function movedText({ from, to }: Extract<InstanceEvent, { type: 'StepDateMoved' }>['data']): Text {
  const [old, now] = [from, to].map((at) => `${at.slice(11, 16)} ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`);
  return { vi: `Hạn của bước chuyển từ ${old} sang ${now}`, en: `The date of the step moved from ${old} to ${now}` };
}
