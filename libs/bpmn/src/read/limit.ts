import { parseLimit } from '@lienthong/calendar';
import { finding, type Finding } from '../findings.js';
import { extensionOf, textOf } from '../model.js';
import { isContainer, type Drawing } from './drawing.js';
import { isEventSubProcess } from './drawing.js';

/** 8 working hours are one working day (domain: §1.4). */
const DAY_MINUTES = 8 * 60;
/** Calls of calls: as deep as the file nests at most. */
const MAX_CALLS = 20;

/**
 * The longest way through counted steps, each loop once, must fit into the legal limit. A sub-process takes as long as its own
 * longest way, and that of an event sub-process that cuts in at the end; a call as long as the process, if the file has it.
 */
export function checkLimit(drawing: Drawing, limit: string, drawings: readonly Drawing[]): readonly Finding[] {
  const [needed, allowed] = [longestWay(drawing, drawings, 0), minutesOf(limit)];
  // A limit that cannot be read has a finding of its own.
  if (allowed === 0 || needed <= allowed) return [];
  const hours = (minutes: number): number => Math.round(minutes / 6) / 10;
  const [vi, en] = [
    `Các bước cộng lại ${hours(needed)} giờ làm việc, quá thời hạn ${hours(allowed)} giờ`,
    `The steps add up to ${hours(needed)} working hours, over the limit of ${hours(allowed)}`,
  ];
  return [finding(drawing.process.id, 'limit-exceeded', vi, en)];
}

function longestWay(drawing: Drawing, drawings: readonly Drawing[], depth: number): number {
  const { elements, parents, outgoing, flows, boundaries } = drawing;
  const known = new Map<number, number | 'on the way'>();
  const inside = new Map<number, number[]>();
  parents.forEach((parent, place) => inside.set(parent, [...(inside.get(parent) ?? []), place]));
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
    const step = extensionOf(element, 'lienthong:Step');
    const own = textOf(step, 'counts') === 'true' ? minutesOf(textOf(step, 'limit') ?? '') : 0;
    if (isContainer(element)) return own + ofScope(place);
    const called = element.type === 'bpmn:CallActivity' ? calledBy(element.attributes['calledElement'] ?? textOf(extensionOf(element, 'zeebe:CalledElement'), 'processId')) : undefined;
    return called === undefined || depth >= MAX_CALLS ? own : own + longestWay(called, drawings, depth + 1);
  };
  const calledBy = (name: string | null): Drawing | undefined => drawings.find(({ process }) => process.id !== null && process.id === name);
  return ofScope(-1);
}

function minutesOf(text: string): number {
  const reading = parseLimit(text);
  if (reading.kind !== 'limit') return 0;
  return reading.limit.unit === 'working-minutes' ? reading.limit.amount : reading.limit.amount * DAY_MINUTES;
}
