import type { Variables } from '../instance-state.js';
import type { Drawing } from './drawing.js';
import { goesRound, newWatcher, type Watcher } from './endless.js';
import { deliverLetters, emptyOutbox } from './mail.js';
import type { Moment } from './moments.js';
import { after, readMoment } from './moments.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { fireDue, lookAtConditions, nextFiring } from './schedule.js';
import { scripted, type Answer, type Player } from './script.js';
import type { Seen, Stage } from './cast.js';
import { isSpent, mainEnded, MAX_EVENTS, openStage, setClock, startActor } from './stage.js';

/** A Monday morning; every rehearsal that says nothing else begins here, so that two runs are alike. */
export const REHEARSAL_START = '2026-01-05T08:00:00+07:00';

/** Twice the events that a case may have. */
const MAX_TURNS = 2 * MAX_EVENTS;

/** One case. `until`: an ISO 8601 duration after the start, or a moment. */
export type Case = Readonly<{
  process?: string;
  input?: Variables;
  answers?: readonly Answer[];
  until?: string;
  start?: string;
}>;

/** Plays one instance of the file and all that it calls forth, until nothing can happen any more. The same case gives the same events. */
export function rehearse(drawing: Drawing, given: Case, observe?: (seen: Seen) => void): Outcome {
  const start = given.start ?? REHEARSAL_START;
  const started = readMoment(start) ?? 0;
  return play(drawing, given, scripted(drawing, given.answers ?? [], started), observe);
}

/** As `rehearse`, with somebody else who answers. */
export function play(drawing: Drawing, { process, input = {}, until, start = REHEARSAL_START }: Case, player: Player, observe?: (seen: Seen) => void): Outcome {
  const end = until === undefined ? null : untilOf(until, readMoment(start) ?? 0);
  const stage = openStage(drawing, { input, start, until: end, ...(process !== undefined && { process }), ...(observe !== undefined && { observe }) });
  if (!Object.hasOwn(drawing.engines, stage.process)) stage.trouble = `Expected to start process ${stage.process}, but the file has no such executable process`;
  else if (drawing.selfStarting.has(stage.process)) startActor(stage, stage.process, {}, null);
  const watcher = newWatcher();
  // Every turn makes an event, takes an answer, fires a timer or moves the clock; the count is for the one that does not.
  for (let turn = 0; turn < MAX_TURNS && !isSpent(stage); turn += 1) {
    if (settle(stage) || fireDue(stage) || player.next(stage)) continue;
    if (!advance(stage, player, watcher)) break;
  }
  return outcomeOf(stage);
}

export const untilOf = (text: string, started: Moment): Moment | null => after(started, text) ?? readMoment(text);

/** What follows of itself at this moment. */
const settle = (stage: Stage): boolean => emptyOutbox(stage) || deliverLetters(stage) || lookAtConditions(stage);

/** Moves the clock to the next thing that will happen; false when there is none, or none that changes anything. */
function advance(stage: Stage, player: Player, watcher: Watcher): boolean {
  if (mainEnded(stage) && stage.open.length === 0) return false;
  const [firing, answer] = [nextFiring(stage), player.nextDue(stage)];
  if (firing === null && answer === null) return false;
  const next = Math.min(firing ?? Infinity, answer ?? Infinity);
  if (next > stage.until || (answer === null && goesRound(stage, watcher))) return false;
  setClock(stage, Math.max(stage.now, next));
  return true;
}
