import { dueDate, parseLimit, RELEASED_CALENDARS, type CalendarBook, type LimitReading } from '@lienthong/calendar';
import type { Expression } from '@lienthong/feel';
import { Temporal } from 'temporal-polyfill';
import { isCron, nextByCron } from './cron.js';
import type { Text } from './instance.js';

/** `isWorkingTime`: the value counts working days or hours of the procedure's calendar, as a legal limit does. */
export type TimerSpec = Readonly<{ kind: TimerKind; value: Expression | string; isWorkingTime: boolean }>;
export type TimerKind = 'duration' | 'date' | 'cycle';

/** `repetitions`: how many more firings follow the first, null endlessly. `interval` is for `nextOccurrence` alone to read. */
export type TimerPlan =
  | Readonly<{ kind: 'planned'; dueAt: string; repetitions: number | null; interval: string | null }>
  | Readonly<{ kind: 'refused'; because: Text }>;

/** Longer than any administrative wait; keeps a slip of the pen from becoming a timer nobody will see. */
const MAX_YEARS = 10;
/** A cycle shorter than a second is a mistake, and a load nobody asked for. */
const MIN_CYCLE_MS = 1_000;
/** Missed turns of an old cycle that are stepped over one by one, and turns counted up to an end. */
const MAX_TURNS = 100_000;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const CYCLE = /^R(-1|\d{0,9})\/([^/]+)(?:\/([^/]+))?$/;
const WORKING = /^working:([^/]+)\/(.+)$/;

/** The spec with its value worked out, at the moment when the wait begins. `calendar` is the procedure's, for working time: its newest version counts. */
export function planTimer(spec: Omit<TimerSpec, 'value'>, text: string, at: string, calendar: string | null, calendars: CalendarBook = RELEASED_CALENDARS): TimerPlan {
  try {
    if (spec.isWorkingTime) return planWorking(spec.kind, text.trim(), at, calendar, calendars);
    if (spec.kind === 'cycle') return planCycle(text.trim(), at);
    const dueAt = spec.kind === 'date' ? momentOf(text.trim(), at) : later(text.trim(), at);
    return dueAt === null ? unreadable(spec.kind, text) : { kind: 'planned', dueAt, repetitions: 0, interval: null };
  } catch {
    return unreadable(spec.kind, text); // Temporal refuses by throwing
  }
}

/** What an author wrote as plain text, looked at before anybody waits for it. */
export function isReadableTimer(spec: Omit<TimerSpec, 'value'>, text: string, calendar: string | null): boolean {
  const isLocal = spec.kind === 'date' && !/(Z|[+-]\d{2}:\d{2})(\[[^\]]+\])?$/.test(text);
  // The calendar decides on the day itself; here any readable limit will do.
  if (spec.isWorkingTime) return calendar !== null && spec.kind !== 'date' && workingLimit(turnOf(spec.kind, text)).kind === 'limit';
  return !isLocal && planTimer(spec, text, '2026-01-01T00:00:00+07:00', calendar).kind === 'planned';
}

/** The turn after `from`; null when the calendar or the cron text knows none. */
export function nextOccurrence(from: string, interval: string, calendars: CalendarBook = RELEASED_CALENDARS): string | null {
  try {
    const working = WORKING.exec(interval);
    if (working !== null) return workingEnd(calendars, working[1] ?? '', from, working[2] ?? '');
    return isCron(interval) ? nextByCron(interval, from) : plus(from, Temporal.Duration.from(interval));
  } catch {
    return null;
  }
}

export function isDue(dueAtText: string, at: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(dueAtText)) >= 0;
}

export function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

// ── Calendar time: a timer waits thirty days, a step has two working days ──────────────────────────────

/** A moment with its offset stays as it was written; one without is meant in the offset of `at`, a day at its beginning. */
function momentOf(text: string, at: string): string | null {
  const written = text.replace(/(?:\[[^\]]+\]|@[A-Za-z_]+\/[A-Za-z_/]+)$/, '');
  if (RFC_3339.test(written)) return Temporal.Instant.from(written) === null ? null : written;
  const offset = offsetOf(at);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00` : written;
  return RFC_3339.test(`${whole}${offset}`) && Temporal.Instant.from(`${whole}${offset}`) !== null ? `${whole}${offset}` : null;
}

/** A duration of nothing, or one that a computation made negative, is due at once. */
function later(text: string, at: string): string | null {
  const duration = Temporal.Duration.from(text);
  if (duration.sign <= 0) return plus(at, Temporal.Duration.from('PT0S'));
  return isBounded(duration) ? plus(at, duration) : null;
}

function isBounded(duration: Temporal.Duration): boolean {
  const reference = Temporal.PlainDate.from('2026-01-01');
  return Temporal.Duration.compare(duration, { years: MAX_YEARS }, { relativeTo: reference }) <= 0;
}

const offsetOf = (at: string): string => RFC_3339.exec(at)?.[1] ?? 'Z';

/** RFC 3339 in the offset of `at`. Việt Nam keeps no summer time, so an offset is a zone. */
function plus(at: string, duration: Temporal.Duration): string {
  const offset = offsetOf(at);
  const zone = offset === 'Z' ? 'UTC' : offset;
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).add(duration).toString({ timeZoneName: 'never' });
}

// ── Cycles ─────────────────────────────────────────────────────────────────────────────────────────────

/** `R3/PT1H`, `R/<start>/PT1H`, `R/PT1H/<end>`, `R/<start>/<end>` of ISO 8601; or cron text as Zeebe takes it. */
function planCycle(text: string, at: string): TimerPlan {
  if (isCron(text)) {
    const dueAt = nextByCron(text, at);
    return dueAt === null ? unreadable('cycle', text) : { kind: 'planned', dueAt, repetitions: null, interval: text };
  }
  const [, count = '', first = '', second] = CYCLE.exec(text) ?? [];
  const turns = count === '' || count === '-1' ? null : Number(count);
  if (first === '' || turns === 0) return unreadable('cycle', text);
  const [isStart, isEnd] = [!first.startsWith('P'), second !== undefined && !second.startsWith('P')];
  const start = isStart ? momentOf(first, at) : null;
  const end = isEnd ? momentOf(second ?? '', at) : null;
  if ((isStart && start === null) || (isEnd && end === null) || (!isStart && !isEnd && second !== undefined)) return unreadable('cycle', text);
  const written = isStart ? second : first;
  const duration =
    start !== null && end !== null ? Temporal.Instant.from(start).until(Temporal.Instant.from(end)) : Temporal.Duration.from(written ?? '');
  if (!isBounded(duration) || !isLongEnough(duration)) return unreadable('cycle', text);
  return planTurns(duration, turns, start, start === null ? end : null, at);
}

const isLongEnough = (duration: Temporal.Duration): boolean =>
  duration.sign > 0 && duration.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDate.from('2026-01-01') }) >= MIN_CYCLE_MS;

/** Turns that were missed before the wait began are not made up for; when all were, the last is due at once. */
function planTurns(duration: Temporal.Duration, turns: number | null, start: string | null, end: string | null, at: string): TimerPlan {
  let due = start ?? plus(at, duration);
  let left = turns;
  for (let turn = 0; turn < MAX_TURNS && start !== null && left !== 1 && !isDue(at, due); turn += 1) {
    due = plus(due, duration);
    left = left === null ? null : left - 1;
  }
  const within = end === null ? null : turnsUntil(due, duration, end);
  if (within === 0) return unreadable('cycle', `R/${duration.toString()}/${end ?? ''}`);
  const total = within === null ? left : Math.min(left ?? within, within);
  return { kind: 'planned', dueAt: due, repetitions: total === null ? null : total - 1, interval: duration.toString() };
}

function turnsUntil(first: string, duration: Temporal.Duration, end: string): number {
  let count = 0;
  for (let due = first; count < MAX_TURNS && isDue(due, end); due = plus(due, duration)) count += 1;
  return count;
}

// ── Working time ───────────────────────────────────────────────────────────────────────────────────────

const turnOf = (kind: TimerKind, text: string): string => (kind === 'cycle' ? (CYCLE.exec(text)?.[2] ?? '') : text);

function planWorking(kind: TimerKind, text: string, at: string, calendar: string | null, calendars: CalendarBook): TimerPlan {
  const count = kind === 'cycle' ? (CYCLE.exec(text)?.[1] ?? '0') : '1';
  const turns = count === '' || count === '-1' ? null : Number(count);
  const turn = turnOf(kind, text);
  const dueAt = calendar === null || turns === 0 || kind === 'date' ? null : workingEnd(calendars, calendar, at, turn);
  if (dueAt === null) {
    return {
      kind: 'refused',
      because: {
        vi: `Không tính được “${text}” giờ làm việc theo lịch “${calendar ?? 'không có'}”`,
        en: `"${text}" of working time cannot be counted with calendar "${calendar ?? 'none'}"`,
      },
    };
  }
  const repetitions = turns === null ? null : turns - 1;
  return { kind: 'planned', dueAt, repetitions, interval: repetitions === 0 ? null : `working:${calendar ?? ''}/${turn}` };
}

/** Months and "the same day" are limits of the law; a timer that waits so long does it without working time. */
function workingLimit(text: string): LimitReading | Readonly<{ kind: 'other' }> {
  const reading = parseLimit(text);
  return reading.kind === 'limit' && !reading.limit.unit.startsWith('working-') ? { kind: 'other' } : reading;
}

function workingEnd(calendars: CalendarBook, calendarId: string, from: string, text: string): string | null {
  const [calendar, reading] = [calendars.latest(calendarId), workingLimit(text)];
  if (calendar === undefined || reading.kind !== 'limit') return null;
  const due = dueDate(calendar, from, reading.limit);
  return due.kind === 'due' ? due.dueAt : null;
}

function unreadable(kind: TimerKind, text: string): TimerPlan {
  const expected = {
    duration: { vi: `một thời lượng như P30D, không quá ${MAX_YEARS} năm`, en: `a duration such as P30D of at most ${MAX_YEARS} years` },
    date: { vi: 'một thời điểm có múi giờ', en: 'a moment with an offset' },
    cycle: { vi: 'một chu kỳ như R3/PT1H', en: 'a cycle such as R3/PT1H' },
  }[kind];
  return { kind: 'refused', because: { vi: `Hẹn giờ “${text}” phải là ${expected.vi}`, en: `Timer "${text}" has to be ${expected.en}` } };
}
