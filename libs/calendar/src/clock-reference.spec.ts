import {
  clockDueDate, clockNotStarted, compileCalendar, countingRulesOf, dueDateHistory, evolveClock, RELEASED_CALENDARS, VN_H56_2026,
  type CalendarData, type Clock, type ClockEvent, type ClockFacts, type ClockMove, type CountingRules, type StartedClock, type TimeLimit, type WorkingCalendar,
} from './index.js';

/**
 * The whole clock against an independent reading of the same rules: it walks day by day on JavaScript dates over lists of shifts, finds the
 * time waited by looking at every piece between two boundaries, and shares no code with the tables, only the calendar's data.
 */
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const OFFSET = 7 * 60 * MINUTE;
const SEED = 20_261_126;
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

type Office = Readonly<{ first: number; days: readonly (readonly (readonly [number, number])[])[] }>;

/** Shifts of every day in milliseconds of local time since 1970, day after day. */
function officeOf(data: CalendarData): Office {
  const [first, last] = [data.validFrom, data.validTo].map((date) => Date.parse(`${date}T00:00:00Z`)) as [number, number];
  const clock = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE;
  const days: (readonly (readonly [number, number])[])[] = [];
  for (let day = first; day <= last; day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    const like = data.swappedDays.find((swapped) => swapped.date === date)?.insteadOf ?? date;
    const isClosed = data.closedDays.some((closed) => closed.date === date);
    const shifts = data.week?.[NAMES[new Date(`${like}T00:00:00Z`).getUTCDay()] ?? 'sunday'] ?? [];
    days.push(isClosed ? [] : shifts.map(({ from, to }) => [day + clock(from), day + clock(to)]));
  }
  return { first, days };
}

const dayIn = ({ first }: Office, at: number): number => Math.floor((at - first) / DAY);
const shiftsOn = (office: Office, at: number): readonly (readonly [number, number])[] => office.days[dayIn(office, at)] ?? [];
const isIn = (office: Office, at: number): boolean => at >= office.first && dayIn(office, at) < office.days.length;
const startOf = (office: Office, at: number): number => office.first + dayIn(office, at) * DAY;

function nextOpening(office: Office, at: number): number {
  for (let day = startOf(office, at) + DAY; isIn(office, day); day += DAY) {
    const [shift] = shiftsOn(office, day);
    if (shift !== undefined) return shift[0];
  }
  return Number.NaN;
}

function normalised(office: Office, at: number): number {
  for (const [from, to] of shiftsOn(office, at)) {
    if (at < from) return from;
    if (at <= to) return at;
  }
  return nextOpening(office, at);
}

function added(office: Office, from: number, minutes: number): number {
  if (minutes === 0) return from;
  let left = minutes * MINUTE;
  for (let day = startOf(office, from); isIn(office, day); day += DAY) {
    for (const [open, close] of shiftsOn(office, day)) {
      const begin = Math.max(open, from);
      if (begin >= close) continue;
      if (left <= close - begin) return begin + left;
      left -= close - begin;
    }
  }
  return Number.NaN;
}

function workedIn(office: Office, from: number, to: number): number {
  let sum = 0;
  for (let day = startOf(office, from); day < to && isIn(office, day); day += DAY) {
    for (const [open, close] of shiftsOn(office, day)) sum += Math.max(0, Math.min(close, to) - Math.max(open, from));
  }
  return sum / MINUTE;
}

function fitted(office: Office, at: number): number {
  const shifts = shiftsOn(office, at);
  if (shifts.length === 0 || shifts.some(([from, to]) => at >= from && at <= to)) return at;
  return shifts.find(([from]) => from > at)?.[0] ?? shifts[shifts.length - 1]?.[1] ?? at;
}

/** What lies between two neighbouring boundaries is waited for as a whole or not at all. */
function piecesWaited(received: number, waits: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const bounds = [received, ...waits.flat()].sort((one, other) => one - other);
  return bounds.flatMap((bound, index) => {
    const next = bounds[index + 1] ?? bound;
    const middle = (bound + next) / 2;
    return bound >= received && next > bound && waits.some(([from, to]) => from <= middle && middle < to) ? [[bound, next] as const] : [];
  });
}

function limitPassed(office: Office, start: number, { unit, amount }: TimeLimit): number {
  if (unit === 'working-minutes') return added(office, start, amount);
  if (unit === 'same-day') return shiftsOn(office, start).at(-1)?.[1] ?? Number.NaN;
  if (unit === 'calendar-days') return start + amount * DAY;
  if (unit === 'months') {
    const date = new Date(start);
    const [day, month] = [date.getUTCDate(), date.getUTCMonth()];
    date.setUTCDate(1);
    date.setUTCMonth(month + amount + 1, 0); // the last day of the month
    date.setUTCDate(Math.min(day, date.getUTCDate()));
    return date.getTime();
  }
  let at = start;
  for (let left = amount; left > 0 && isIn(office, at); ) {
    at += DAY;
    if (shiftsOn(office, at).length > 0) left -= 1;
  }
  return fitted(office, at);
}

/** NaN where any of it lies outside the calendar. */
function referenceDue(office: Office, received: number, limit: TimeLimit, rules: CountingRules, waits: readonly (readonly [number, number])[]): number {
  let start = isIn(office, received) ? normalised(office, received) : Number.NaN;
  if (Number.isNaN(start)) return start;
  if (rules.cutOff !== null && new Date(start).toISOString().slice(11, 16) > rules.cutOff) start = nextOpening(office, start);
  let due = Number.isNaN(start) ? start : limitPassed(office, start, limit);
  const isCalendar = limit.unit === 'calendar-days' || limit.unit === 'months';
  const pieces = piecesWaited(received, waits);
  due = isCalendar ? pieces.reduce((sum, [from, to]) => sum + to - from, due) : added(office, due, pieces.reduce((sum, [from, to]) => sum + workedIn(office, from, to), 0));
  if (!isCalendar || !isIn(office, due)) return due;
  const step = { 'next-working-day': DAY, 'previous-working-day': -DAY, none: 0 }[rules.rollForward];
  while (step !== 0 && isIn(office, due) && shiftsOn(office, due).length === 0) due += step;
  return fitted(office, due);
}

/** Numerical Recipes' linear congruence: enough to spread draws, and the same on every machine. */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const uneven: CalendarData = {
  ...VN_H56_2026, id: 'sample-uneven',
  week: {
    ...VN_H56_2026.week, wednesday: [{ from: '08:00', to: '16:00' }], saturday: [{ from: '07:30', to: '11:30' }],
    friday: [{ from: '07:00', to: '11:00' }, { from: '13:00', to: '16:00' }, { from: '18:00', to: '20:00' }],
  },
};
/** Two leap years and the years between; Saturdays worked, New Year's Eve off. */
const leap: CalendarData = {
  ...VN_H56_2026, id: 'sample-leap', validFrom: '2024-01-01', validTo: '2028-12-31',
  closedDays: ['2024', '2025', '2026', '2027', '2028'].flatMap((year) => ['01-01', '02-29', '04-30', '05-01', '12-31'].flatMap((day) =>
    day === '02-29' && Number(year) % 4 !== 0 ? [] : [{ date: `${year}-${day}`, name: { vi: 'nghỉ', en: 'off' }, confidence: 'decided' as const }])),
  swappedDays: [{ date: '2024-03-02', insteadOf: '2024-02-29', confidence: 'decided' }, { date: '2025-01-04', insteadOf: '2024-12-31', confidence: 'decided' }],
};

function compiled(data: CalendarData): WorkingCalendar {
  const result = compileCalendar(data);
  if (result.kind === 'refused') throw new Error(result.findings[0]?.text.en);
  return result.calendar;
}

const written = (local: number): string => `${new Date(local).toISOString().slice(0, 19)}+07:00`;
const inUtc = (local: number): string => new Date(local - OFFSET).toISOString();

type Case = Readonly<{ received: number; limit: TimeLimit; rules: CountingRules; waits: readonly (readonly [number, number])[] }>;

function drawCase(draw: (below: number) => number, office: Office): Case {
  const received = office.first + draw(office.days.length * 1440) * MINUTE;
  const unit = (['working-days', 'working-minutes', 'calendar-days', 'months', 'same-day'] as const)[draw(5)] ?? 'same-day';
  const limit = { unit, amount: { 'working-days': draw(40), 'working-minutes': draw(60 * 60), 'calendar-days': draw(60), months: draw(7), 'same-day': 0 }[unit] };
  const cutOff = draw(2) === 0 ? countingRulesOf(limit).cutOff : (['15:00', '16:30', '08:00', null] as const)[draw(4)] ?? null;
  const rollForward = (['next-working-day', 'previous-working-day', 'none'] as const)[draw(3)] ?? 'none';
  const waits = Array.from({ length: draw(4) }, () => {
    const from = received + (draw(30 * 1440) - 2 * 1440) * MINUTE;
    return [from, from + draw(12 * 1440) * MINUTE] as const;
  }).filter(([from, to]) => isIn(office, from) && isIn(office, to));
  return { received, limit, rules: { cutOff, rollForward }, waits };
}

const factsOf = ({ received, limit, rules, waits }: Case): ClockFacts => ({
  calendar: '', receivedAt: inUtc(received), limit, rules,
  moves: waits.map(([from, to]): ClockMove => ({ kind: 'suspension', from: inUtc(from), to: written(to), ground: 'supplement' })),
});

describe.each([['the released calendar', VN_H56_2026, 40_000], ['uneven shifts', uneven, 30_000], ['leap years', leap, 30_000]] as const)('the clock against a day-by-day reference: %s', (_name, data, rounds) => {
  it(`agrees in ${rounds} cases drawn from seed ${SEED}, and its lines sum to the date`, () => {
    const calendar = compiled(data);
    const office = officeOf(data);
    const draw = drawsFrom(SEED);
    const wrong: string[] = [];
    const kinds = { due: 0, refused: 0 };
    for (let round = 0; round < rounds && wrong.length < 3; round += 1) {
      const one = drawCase(draw, office);
      const expected = referenceDue(office, one.received, one.limit, one.rules, one.waits);
      const due = clockDueDate(calendar, factsOf(one));
      kinds[due.kind] += 1;
      // A date outside the calendar's years is refused, also where it could be added up.
      const isRight = due.kind === 'refused' ? !isIn(office, expected) : isIn(office, expected) && due.dueAt === written(expected) && sumsUp(due, one);
      if (!isRight) wrong.push(JSON.stringify({ round, one, received: written(one.received), expected: Number.isNaN(expected) ? null : written(expected), due }));
    }
    expect(wrong).toEqual([]);
    expect(kinds.due).toBeGreaterThan(rounds * 0.8);
    expect(kinds.refused).toBeGreaterThan(10);
  });
});

function sumsUp(due: Extract<ReturnType<typeof clockDueDate>, { kind: 'due' }>, { received, limit }: Case): boolean {
  const { derivation, dueAt } = due;
  const moved = derivation.reduce((sum, line) => sum + line.movesMinutes, 0);
  const counted = derivation.reduce((sum, line) => sum + (line.step === 'counted' ? line.counts : 0), 0);
  const isChain = derivation.every((line, index) => line.from === (derivation[index - 1]?.to ?? written(received)));
  const isSourced = derivation.every(({ source, text }) => source.vi !== '' && source.en !== '' && text.vi !== '' && text.en !== '');
  return isChain && isSourced && counted === limit.amount && derivation.at(-1)?.to === dueAt && Date.parse(dueAt) === received - OFFSET + moved * MINUTE;
}

describe('corrections of past facts', () => {
  it('come to the date of a clock that had known the right facts from the start, and keep the wrong one', () => {
    const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
    const office = officeOf(VN_H56_2026);
    const draw = drawsFrom(SEED + 1);
    for (let round = 0; round < 2_000; round += 1) {
      const right = drawCase(draw, office);
      const wrong = { ...right, received: right.received + draw(5_000) * MINUTE, waits: right.waits.map(([from, to]) => [from + draw(3_000) * MINUTE, to + draw(3_000) * MINUTE] as const) };
      const started: ClockEvent = { type: 'ClockStarted', data: { receivedAt: written(wrong.received), limit: wrong.limit, rules: wrong.rules, calendar: 'vn-h56-2026' } };
      const waits = wrong.waits.flatMap(([from, to]): readonly ClockEvent[] => [{ type: 'ClockSuspended', data: { at: written(from), ground: 'supplement' } }, { type: 'ClockResumed', data: { at: written(to) } }]);
      const reason = { vi: 'mẫu', en: 'sample' };
      const at = '2027-12-31T10:00:00+07:00';
      const corrections = [
        { what: 'receipt', receivedAt: written(right.received) } as const,
        ...right.waits.flatMap(([from, to], index) => [{ what: 'suspension-begin', suspension: index + 1, from: written(from) } as const, { what: 'suspension-end', suspension: index + 1, to: written(to) } as const]),
      ].map((correction): ClockEvent => ({ type: 'ClockCorrected', data: { at, correction, reason } }));
      const before = [started, ...waits].reduce<Clock>(evolveClock, clockNotStarted) as StartedClock;
      const after = corrections.reduce<Clock>(evolveClock, before) as StartedClock;
      const [expected, found] = [clockDueDate(calendar, factsOf(right)), clockDueDate(calendar, after)];
      expect(found.kind === 'due' ? found.dueAt : found.kind).toEqual(expected.kind === 'due' ? expected.dueAt : expected.kind);
      const history = dueDateHistory(RELEASED_CALENDARS, after);
      const promised = clockDueDate(calendar, { ...factsOf(wrong), moves: [] });
      if (history.kind === 'history' && promised.kind === 'due') expect([history.dates[0]?.dueAt, history.dates.at(-1)?.dueAt]).toEqual([promised.dueAt, found.kind === 'due' ? found.dueAt : '']);
    }
  });
});
