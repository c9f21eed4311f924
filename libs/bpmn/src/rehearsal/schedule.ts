import { evaluate } from '@lienthong/feel';
import type { InstanceState } from '../instance-state.js';
import { nextOccurrence } from '../timer.js';
import { enterBy, openEntrances } from './mail.js';
import { readMoment, type Moment } from './moments.js';
import type { Actor, Stage, Watch } from './cast.js';
import { act, mainEnded } from './stage.js';

type Due = Readonly<{ moment: Moment; fire: () => void }>;

/** Fires one timer that is due by the clock, the earliest first, then in the order in which they came. */
export function fireDue(stage: Stage): boolean {
  const due = earliest(stage);
  if (due === null || due.moment > stage.now) return false;
  stage.firings += 1;
  due.fire();
  return true;
}

export const nextFiring = (stage: Stage): Moment | null => earliest(stage)?.moment ?? null;

function earliest(stage: Stage): Due | null {
  let first: Due | null = null;
  for (const actor of stage.open) {
    const timer = firstTimer(actor.state);
    if (timer !== null && (first === null || timer.moment < first.moment)) first = { moment: timer.moment, fire: () => fireTimer(stage, actor, timer.timerKey) };
  }
  for (const watch of openWatches(stage)) {
    if (watch.due !== null && (first === null || watch.due < first.moment)) first = { moment: watch.due, fire: () => fireWatch(stage, watch) };
  }
  return first;
}

type FirstTimer = Readonly<{ timerKey: string; moment: Moment }>;
/** States are never changed, so that what was found in one holds as long as it does. */
const found = new WeakMap<InstanceState, FirstTimer | Readonly<{ timerKey: null }>>();

function firstTimer(state: InstanceState): FirstTimer | null {
  const before = found.get(state);
  if (before !== undefined) return before.timerKey === null ? null : before;
  let first: FirstTimer | null = null;
  for (const { timerKey, dueAt } of Object.values(state.timers)) {
    const moment = readMoment(dueAt) ?? -Infinity;
    if (first === null || moment < first.moment) first = { timerKey, moment };
  }
  found.set(state, first ?? { timerKey: null });
  return first;
}

function fireTimer(stage: Stage, actor: Actor, timerKey: string): void {
  act(stage, actor, { type: 'FireTimer', data: { timerKey }, at: stage.at });
}

/** What starts processes by itself goes on only as long as the case is not over. */
function openWatches(stage: Stage): readonly Watch[] {
  if (stage.watches.length === 0 || mainEnded(stage)) return [];
  const open = new Set(openEntrances(stage));
  return stage.watches.filter(({ entrance }) => open.has(entrance));
}

function fireWatch(stage: Stage, watch: Watch): void {
  const { entrance, interval, repetitions } = watch;
  const isOver = interval === null || repetitions === 0;
  const next = isOver ? null : nextOccurrence(stage.at, interval, stage.drawing.calendars);
  watch.due = next === null ? null : readMoment(next);
  watch.repetitions = repetitions === null ? null : repetitions - 1;
  enterBy(stage, entrance, {});
}

/**
 * Conditional start events look at the variables of the main instance (before there is one, at the input) and happen when their
 * condition becomes true; the process they start gets the variables that the condition reads.
 */
export function lookAtConditions(stage: Stage): boolean {
  let hasHappened = false;
  for (const watch of openWatches(stage)) {
    const { trigger } = watch.entrance;
    if (trigger.kind !== 'condition') continue;
    const seen = stage.main?.state.variables ?? stage.input;
    const isTrue = evaluate(trigger.expression, seen).value === true;
    const becomes = isTrue && !watch.isTrue;
    watch.isTrue = isTrue;
    if (!becomes) continue;
    const read = trigger.expression.variables.filter((name) => Object.hasOwn(seen, name));
    enterBy(stage, watch.entrance, Object.fromEntries(read.map((name) => [name, seen[name] ?? null])));
    hasHappened = true;
  }
  return hasHappened;
}
