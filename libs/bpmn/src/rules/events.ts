import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { ALLOWED, KIND_NAMES, PLACE_NAMES, placeOf, type EventPlace } from './event-places.js';
import type { EventKind, Part, Plan } from './plan.js';

/** Which definitions an event may have where it stands. */
export function checkEventPlaces({ scopes }: Plan): readonly Finding[] {
  return scopes.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      const place = placeOf(part);
      return place === null ? [] : [...checkKinds(part, place), ...checkCount(part, place)];
    }),
  );
}

function checkKinds(part: Part, place: EventPlace): readonly Finding[] {
  const wrong = part.events.filter(({ kind }) => !ALLOWED[place].includes(kind));
  if (place === 'embeddedStart' && wrong.length > 0) return [broken('sub-process-start', part.element)];
  return [...new Set(wrong.map(({ kind }) => kind))].map((kind) => forbidden(part, place, kind));
}

const NONE = { vi: 'không định nghĩa', en: 'none' };

function forbidden({ element }: Part, place: EventPlace, kind: EventKind): Finding {
  const names = ALLOWED[place].map((allowed) => (allowed === 'none' ? NONE : KIND_NAMES[allowed]));
  const allowed = { vi: names.map(({ vi }) => vi).join(', '), en: names.map(({ en }) => en).join(', ') };
  return broken('event-forbidden', element, { place: PLACE_NAMES[place], kind: KIND_NAMES[kind], allowed });
}

/** An event in the flow that catches says what, and a link leads to one place only. */
function checkCount({ element, events }: Part, place: EventPlace): readonly Finding[] {
  const count = String(events.length);
  if ((place === 'catch' || place === 'boundary') && events.length === 0)
    return [broken('event-definition-count', element, { expected: { vi: 'một định nghĩa', en: 'a definition' }, count })];
  if (events.length > 1 && events.some(({ kind }) => kind === 'link'))
    return [broken('event-definition-count', element, { expected: { vi: 'chỉ định nghĩa liên kết', en: 'the link definition alone' }, count })];
  return [];
}
