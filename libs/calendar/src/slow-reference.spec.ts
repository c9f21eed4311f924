import { addWorkingTime, compileCalendar, dueDate, RELEASED_CALENDARS, VN_H56_2026, workingMinutesBetween, type CalendarData, type TimeLimit, type WorkingCalendar } from './index.js';

/**
 * The tables against an independent reading of the same rules that walks minute by minute on JavaScript dates and shares no code with
 * them, only the calendar's data. Draws are fixed by their seed.
 */
const MINUTE = 60_000;
const OFFSET = 7 * 60 * MINUTE;
const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const local = (ms: number): Date => new Date(ms + OFFSET);
const dateOf = (ms: number): string => local(ms).toISOString().slice(0, 10);
const written = (ms: number): string => `${local(ms).toISOString().slice(0, 19)}+07:00`;

const shiftsOn = (data: CalendarData, date: string): readonly { from: string; to: string }[] => {
  if (data.closedDays.some((day) => day.date === date)) return [];
  const like = data.swappedDays.find((day) => day.date === date)?.insteadOf ?? date;
  return data.week?.[DAY_NAMES[new Date(`${like}T00:00:00Z`).getUTCDay()] ?? 'sunday'] ?? [];
};
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Which minutes of a day are worked, as a plain row of flags; kept per date, since walking asks for the same days again and again. */
const rows = new Map<string, readonly boolean[]>();
const rowOf = (data: CalendarData, ms: number): readonly boolean[] => {
  const day = Math.floor((ms + OFFSET) / (1440 * MINUTE));
  const key = `${data.id} ${day}`;
  const known = rows.get(key);
  if (known !== undefined) return known;
  const shifts = shiftsOn(data, dateOf(ms));
  const row = Array.from({ length: 1440 }, (_, minute) => shifts.some((shift) => minute >= minuteOf(shift.from) && minute < minuteOf(shift.to)));
  rows.set(key, row);
  return row;
};
const worksIn = (data: CalendarData, ms: number): boolean => rowOf(data, ms)[((ms + OFFSET) / MINUTE) % 1440] === true;
const touches = (data: CalendarData, ms: number): boolean => worksIn(data, ms) || worksIn(data, ms - MINUTE);

function slowStart(data: CalendarData, from: number): number {
  let at = from;
  while (!touches(data, at)) at += MINUTE;
  return at;
}

function slowAdd(data: CalendarData, from: number, minutes: number): number {
  let at = from;
  for (let left = minutes; left > 0; at += MINUTE) if (worksIn(data, at)) left -= 1;
  return at;
}

function slowBetween(data: CalendarData, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += MINUTE) if (worksIn(data, at)) count += 1;
  return count;
}

function slowDue(data: CalendarData, from: number, limit: TimeLimit): number {
  let at = slowStart(data, from);
  if (limit.unit === 'working-minutes') return slowAdd(data, at, limit.amount);
  if (limit.unit === 'calendar-days') {
    at += limit.amount * 1440 * MINUTE;
    while (shiftsOn(data, dateOf(at)).length === 0) at += 1440 * MINUTE;
    return at;
  }
  for (let left = limit.amount; left > 0; ) {
    at += 1440 * MINUTE;
    if (shiftsOn(data, dateOf(at)).length > 0) left -= 1;
  }
  return at;
}

/** Numerical Recipes' linear congruence: enough to spread draws, and the same on every machine. */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const START = Date.UTC(2026, 0, 1) - OFFSET;
const drawMoment = (draw: (below: number) => number): number => START + draw(2 * 365 * 1440 - 60 * 1440) * MINUTE;
const drawLimit = (draw: (below: number) => number): TimeLimit => {
  const unit = (['working-days', 'calendar-days', 'working-minutes'] as const)[draw(3)] ?? 'working-days';
  return { unit, amount: unit === 'working-minutes' ? draw(40 * 60) : draw(25) };
};

function compiled(data: CalendarData): WorkingCalendar {
  const result = compileCalendar(data);
  if (result.kind === 'refused') throw new Error(result.findings[0]?.text.en);
  return result.calendar;
}

/** Saturday mornings, one long shift on Wednesdays and an evening shift: shapes that the released calendar does not have. */
const uneven: CalendarData = {
  ...VN_H56_2026,
  id: 'sample-uneven',
  week: {
    ...VN_H56_2026.week,
    wednesday: [{ from: '08:00', to: '16:00' }],
    friday: [{ from: '07:00', to: '11:00' }, { from: '13:00', to: '16:00' }, { from: '18:00', to: '20:00' }],
    saturday: [{ from: '07:30', to: '11:30' }],
  },
};

describe.each([
  ['vn-h56-2026', VN_H56_2026],
  ['sample-uneven', uneven],
] as const)('calendar %s against a minute-by-minute reference', (id, data) => {
  const calendar = RELEASED_CALENDARS.find(id) ?? compiled(data);

  it('adds working time', () => {
    const draw = drawsFrom(1);
    for (let round = 0; round < 150; round += 1) {
      const from = drawMoment(draw);
      const minutes = draw(30 * 60);
      expect(addWorkingTime(calendar, written(from), minutes)).toEqual({ kind: 'moment', at: written(slowAdd(data, from, minutes)) });
    }
  });

  it('measures working time', () => {
    const draw = drawsFrom(2);
    for (let round = 0; round < 150; round += 1) {
      const from = drawMoment(draw);
      const to = from + draw(9 * 1440) * MINUTE;
      expect(workingMinutesBetween(calendar, written(from), written(to))).toEqual({ kind: 'minutes', minutes: slowBetween(data, from, to) });
    }
  });

  it('finds due dates, and their lines chain and sum to them', () => {
    const draw = drawsFrom(3);
    for (let round = 0; round < 200; round += 1) {
      const from = drawMoment(draw);
      const limit = drawLimit(draw);
      const due = dueDate(calendar, written(from), limit);
      if (due.kind === 'refused') throw new Error(due.rejection.because);
      // The reference keeps the time of day; where shifts differ by day, the last line fits it into the day's own shifts.
      if (data === VN_H56_2026) expect(due.dueAt).toBe(written(slowDue(data, from, limit)));
      else expect(due.dueAt.slice(0, 10)).toBe(dateOf(slowDue(data, from, limit)));
      expect(Date.parse(due.dueAt)).toBe(from + due.derivation.reduce((sum, line) => sum + line.movesMinutes, 0) * MINUTE);
      expect(due.derivation.filter((line) => line.step === 'counted').reduce((sum, line) => sum + line.counts, 0)).toBe(limit.amount);
      expect(due.derivation.every((line, index) => line.from === (due.derivation[index - 1]?.to ?? written(from)))).toBe(true);
      expect(due.derivation.at(-1)?.to).toBe(due.dueAt);
    }
  });
});
