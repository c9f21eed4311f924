import type { ActiveElement, InstanceState } from '../instance-state.js';
import { readMoment } from './moments.js';
import type { Stage } from './cast.js';

/** Below it nobody looks: a handful of reminders is no circle. */
const FIRST_LOOK = 64;

/** Remembers one state and compares with it (R. Brent, "An improved Monte Carlo factorization algorithm"). */
export type Watcher = { seen: string; renewAt: number };
export const newWatcher = (): Watcher => ({ seen: '', renewAt: FIRST_LOOK });

/**
 * True when nothing but the clock has moved since an earlier firing, so that the same will happen for ever. Only where no answer is
 * outstanding and no expression asks for the time.
 */
export function goesRound(stage: Stage, watcher: Watcher): boolean {
  if (stage.firings < FIRST_LOOK || stage.drawing.asksForTime) return false;
  const picture = pictureOf(stage);
  if (picture === watcher.seen) return true;
  if (stage.firings >= watcher.renewAt) {
    watcher.seen = picture;
    watcher.renewAt = stage.firings * 2;
  }
  return false;
}

/**
 * Keys are counted and times pass; what is left says what can happen. More of the same that waits for somebody changes nothing:
 * a reminder that opens one more task each time goes round as well.
 */
function pictureOf(stage: Stage): string {
  const waits = stage.watches.map(({ due, repetitions, isTrue }) => [due === null ? null : due - stage.now, repetitions, isTrue]);
  return JSON.stringify([stage.open.map(({ process, state }) => [process, pictureOfState(state, stage.now)]), stage.letters.length, waits]);
}

function pictureOfState({ elements, tokens, timers, subscriptions, incidents, variables }: InstanceState, now: number): unknown {
  const idOf = (key: string): string => key.slice(0, key.lastIndexOf('#'));
  const place = ({ element, scope, part, phase, variables: own, loop }: ActiveElement): unknown => [element, idOf(scope), part, phase, own, loop];
  return [
    distinct(Object.values(elements).map(place)),
    tokens.map(({ flow, scope }) => [flow, idOf(scope)]),
    Object.values(timers).map(({ element, dueAt, repetitions }) => [element, (readMoment(dueAt) ?? now) - now, repetitions]),
    distinct(Object.values(subscriptions).map(({ element, name, correlationKey, isTrue }) => [element, name, correlationKey, isTrue])),
    Object.keys(incidents),
    variables,
  ];
}

const distinct = (places: readonly unknown[]): readonly string[] => [...new Set(places.map((place) => JSON.stringify(place)))];
