import { limitOfTerms, parseLimit, type Channel, type TimeLimit } from '@lienthong/calendar';
import { finding, type Doubt, type Finding } from '../findings.js';
import { extensionOf, textOf, type ModelElement } from '../model.js';
import type { Procedure } from '../procedure.js';
import { isContainer, isEventSubProcess, type Drawing } from './drawing.js';

/** 8 working hours are one working day (domain: §1.4). */
const DAY_MINUTES = 8 * 60;
/** At most: a month of 31 days that begins on a Monday, without holidays. */
const MONTH_WORKING_DAYS = 23;
const WEEK_DAYS = 7;
const WEEK_WORKING_DAYS = 5;

const CHANNELS: readonly Readonly<{ channel: Channel; vi: string; en: string }>[] = [
  { channel: 'online', vi: 'trực tuyến', en: 'for what is handed in online' },
  { channel: 'counter', vi: 'tại quầy', en: 'for what is handed in at the counter' },
  { channel: 'postal', vi: 'qua bưu chính', en: 'for what comes by post' },
];

/**
 * The longest way through counted steps, each loop once, must fit into the legal limit. A sub-process that states a limit of its own
 * takes that long and must hold what is in it; otherwise it takes as long as its longest way, and that of an event sub-process that
 * cuts in at the end. A call takes as long as the process, if the file has it.
 */
export function checkLimit(drawing: Drawing, { limit, counting }: Pick<Procedure, 'limit' | 'counting'>, drawings: readonly Drawing[]): readonly Finding[] {
  const findings: Finding[] = [];
  const needed = longestWay(drawing, { drawings, measured: new Map(), findings });
  return [...findings, ...exceeded(drawing.process.id, needed, minutesOf(limitOfTerms({ limit, ...counting }, null)))];
}

/** A channel with less time than the steps have is doubtful, not wrong: for what comes that way officers may have to be quicker than their steps say. */
export function checkChannelLimits(drawing: Drawing, { limit, counting }: Pick<Procedure, 'limit' | 'counting'>, drawings: readonly Drawing[]): readonly Doubt[] {
  const own = CHANNELS.filter(({ channel }) => counting[channel] !== undefined);
  if (own.length === 0) return [];
  const needed = longestWay(drawing, { drawings, measured: new Map(), findings: [] });
  return own.flatMap(({ channel, vi, en }): readonly Doubt[] => {
    const allowed = minutesOf(limitOfTerms({ limit, ...counting }, channel));
    if (allowed === 0 || needed <= allowed) return [];
    const text = {
      vi: `Các bước cộng lại ${hours(needed)} giờ làm việc, quá thời hạn ${hours(allowed)} giờ khi nộp ${vi}: hồ sơ có thể quá hạn dù từng bước đúng hạn`,
      en: `The steps add up to ${hours(needed)} working hours, over the limit of ${hours(allowed)} ${en}: a dossier may be late though every step is in time`,
    };
    return [{ element: drawing.process.id, rule: 'limit-of-channel-exceeded', text }];
  });
}

const hours = (minutes: number): number => Math.round(minutes / 6) / 10;

/** A limit that cannot be read has a finding of its own. */
function exceeded(element: string | null, needed: number, allowed: number): readonly Finding[] {
  if (allowed === 0 || needed <= allowed) return [];
  const [vi, en] = [
    `Các bước cộng lại ${hours(needed)} giờ làm việc, quá thời hạn ${hours(allowed)} giờ`,
    `The steps add up to ${hours(needed)} working hours, over the limit of ${hours(allowed)}`,
  ];
  return [finding(element, 'limit-exceeded', vi, en)];
}

/** Each process is measured once; one that calls itself counts once, as a loop does. */
type Measure = Readonly<{ drawings: readonly Drawing[]; measured: Map<Drawing, number>; findings: Finding[] }>;

function longestWay(drawing: Drawing, measure: Measure): number {
  const before = measure.measured.get(drawing);
  if (before !== undefined) return before;
  measure.measured.set(drawing, 0);
  const { elements, parents, outgoing, flows, boundaries } = drawing;
  const known = new Map<number, number | 'on the way'>();
  const inside = new Map<number, number[]>();
  parents.forEach((parent, place) => {
    const places = inside.get(parent) ?? [];
    places.push(place);
    inside.set(parent, places);
  });
  /** Of the element and of all that may follow it in its scope. */
  const from = (place: number): number => {
    const measured = known.get(place);
    if (measured !== undefined) return measured === 'on the way' ? 0 : measured;
    known.set(place, 'on the way');
    const next = [...(outgoing[place] ?? []).flatMap((flow) => flows[flow]?.target ?? []), ...(boundaries[place] ?? [])];
    const minutes = ownMinutes(place) + Math.max(0, ...next.map(from));
    known.set(place, minutes);
    return minutes;
  };
  const ofScope = (scope: number): number => {
    const places = inside.get(scope) ?? [];
    const isWatching = (place: number): boolean => isEventSubProcess(elements[place]);
    const ways = places.filter((place) => !isWatching(place)).map(from);
    return Math.max(0, ...ways) + Math.max(0, ...places.filter(isWatching).map(from));
  };
  const ownMinutes = (place: number): number => {
    const element = elements[place];
    if (element === undefined) return 0;
    const stated = minutesOfStep(element);
    const calls = measure.drawings.filter((called) => called.process.id !== null && called.process.id === calledBy(element));
    const held = isContainer(element) ? ofScope(place) : Math.max(0, ...calls.map((called) => longestWay(called, measure)));
    if (stated === null || held === 0) return stated ?? held;
    measure.findings.push(...exceeded(element.id, held, stated));
    return stated;
  };
  const longest = ofScope(-1);
  measure.measured.set(drawing, longest);
  return longest;
}

function calledBy(element: ModelElement): string | null {
  if (element.type !== 'bpmn:CallActivity') return null;
  return textOf(extensionOf(element, 'zeebe:CalledElement'), 'processId') ?? textOf(element, 'calledElement');
}

/** Null where the element states none; 0 where it does not count. */
function minutesOfStep(element: ModelElement): number | null {
  const step = extensionOf(element, 'lienthong:Step');
  if (step === null) return null;
  return textOf(step, 'counts') === 'true' ? minutesOf(parseLimit(textOf(step, 'limit') ?? '')) : 0;
}

/** The most working time that the limit can hold. */
function minutesOf(reading: Readonly<{ kind: 'limit'; limit: TimeLimit }> | Readonly<{ kind: 'refused' }>): number {
  if (reading.kind !== 'limit') return 0;
  const { unit, amount } = reading.limit;
  switch (unit) {
    case 'working-minutes':
      return amount;
    case 'same-day':
      return DAY_MINUTES;
    case 'working-days':
      return amount * DAY_MINUTES;
    case 'calendar-days':
      return workingDaysWithin(amount) * DAY_MINUTES;
    case 'months':
      return amount * MONTH_WORKING_DAYS * DAY_MINUTES;
  }
}

/** At most: in the best week to begin in, without holidays; one that ends on a weekend moves to Monday and holds no more for it. */
function workingDaysWithin(days: number): number {
  return Math.floor(days / WEEK_DAYS) * WEEK_WORKING_DAYS + Math.min(days % WEEK_DAYS, WEEK_WORKING_DAYS);
}
