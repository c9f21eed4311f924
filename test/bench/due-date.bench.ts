import { addWorkingTime, clockDueDate, dueDate, RELEASED_CALENDARS, type ClockFacts, type TimeLimit, type WorkingCalendar } from '@lienthong/calendar';

/** Two years of receipts, each minute as likely as another; leaves room for the longest limit at the end of the calendar. */
const RECEIPTS = 20_000;
const FIRST = Date.parse('2026-01-01T00:00:00+07:00');
const MINUTES = 600 * 1440;
const ROUND_MS = 1_500;
const WORKING_DAY_MINUTES = 480;

/** What procedures state, in the proportion in which the sample procedures do: mostly ten working days, some hours, days and months. */
const LIMITS: readonly TimeLimit[] = [
  { unit: 'working-days', amount: 10 }, { unit: 'working-days', amount: 5 }, { unit: 'working-days', amount: 15 }, { unit: 'working-minutes', amount: 480 },
  { unit: 'calendar-days', amount: 30 }, { unit: 'months', amount: 2 }, { unit: 'same-day', amount: 0 },
];

export type DueDateFigures = Readonly<{ receipts: number; perSecond: number; suspendedPerSecond: number; floorPerSecond: number; linesEach: number; ofFloor: number }>;

/** On one core, in this process. The floor is the same dates by the same tables without any account of how they came about. */
export function dueDateBench(): DueDateFigures {
  const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
  const facts = Array.from({ length: RECEIPTS }, (_, index) => receivedAs(index));
  const suspended = facts.map((one): ClockFacts => ({ ...one, moves: [{ kind: 'suspension', from: one.receivedAt, to: later(one.receivedAt), ground: 'supplement' }] }));
  let lines = 0;
  for (const { receivedAt, limit } of facts) {
    const due = dueDate(calendar, receivedAt, limit);
    lines += due.kind === 'due' ? due.derivation.length : 0;
  }
  const perSecond = rateOf((index) => dueDate(calendar, facts[index]?.receivedAt ?? '', facts[index]?.limit ?? WHOLE_DAY).kind);
  const suspendedPerSecond = rateOf((index) => clockDueDate(calendar, suspended[index] as ClockFacts).kind);
  const floorPerSecond = rateOf((index) => addWorkingTime(calendar, facts[index]?.receivedAt ?? '', 10 * WORKING_DAY_MINUTES).kind);
  return { receipts: RECEIPTS, perSecond, suspendedPerSecond, floorPerSecond, linesEach: Math.round((lines / RECEIPTS) * 10) / 10, ofFloor: perSecond / floorPerSecond };
}

const WHOLE_DAY: TimeLimit = { unit: 'same-day', amount: 0 };

/** A step that has no common factor with the span spreads them evenly, the same in every run. */
function receivedAs(index: number): ClockFacts {
  const receivedAt = new Date(FIRST + ((index * 104_729) % MINUTES) * 60_000).toISOString();
  return { calendar: 'vn-h56-2026', receivedAt, limit: LIMITS[index % LIMITS.length] ?? WHOLE_DAY, moves: [] };
}

function later(moment: string): string {
  return new Date(Date.parse(moment) + 3 * 1440 * 60_000).toISOString();
}

/** The best of three rounds after one to warm up: a machine that others use is never faster than it is. */
function rateOf(once: (index: number) => unknown): number {
  const rounds = Array.from({ length: 4 }, () => {
    const begin = performance.now();
    let done = 0;
    while (performance.now() - begin < ROUND_MS) {
      for (let index = 0; index < 1_000; index += 1) once((done + index) % RECEIPTS);
      done += 1_000;
    }
    return (done / (performance.now() - begin)) * 1_000;
  });
  return Math.round(Math.max(...rounds.slice(1)));
}
