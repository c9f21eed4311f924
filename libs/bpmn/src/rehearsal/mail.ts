import { evaluate } from '@lienthong/feel';
import type { Value } from '../definition.js';
import type { OpenSubscription, Variables } from '../instance-state.js';
import type { Entrance } from './drawing.js';
import type { Actor, Broadcast, Letter, Stage } from './cast.js';
import { act, startActor } from './stage.js';

/** Delivers what was thrown last; false when there is nothing. */
export function emptyOutbox(stage: Stage): boolean {
  const thrown = stage.outbox.shift();
  if (thrown === undefined) return false;
  if ('takenBy' in thrown) publish(stage, thrown);
  else broadcast(stage, thrown);
  return true;
}

/** Whoever waits takes it now, once for each process; the rest of its life it waits for others. */
export function publish(stage: Stage, letter: Letter): void {
  deliver(stage, letter);
  if (letter.until > stage.now && mayBeTaken(stage, letter)) stage.letters.push(letter);
}

/** One message that somebody waits for by now; false when there is none. */
export function deliverLetters(stage: Stage): boolean {
  if (stage.letters.length === 0) return false;
  const living = stage.letters.filter((letter) => letter.until > stage.now && mayBeTaken(stage, letter));
  if (living.length < stage.letters.length) stage.letters.splice(0, stage.letters.length, ...living);
  const names = awaitedNames(stage, 'message');
  return living.some((letter) => names.has(letter.name) && deliver(stage, letter));
}

/** By some process that has not had it yet. */
function mayBeTaken({ drawing: { awaited } }: Stage, { name, takenBy }: Letter): boolean {
  return Object.entries(awaited).some(([process, names]) => !takenBy.has(process) && names?.has(name) !== false);
}

function deliver(stage: Stage, letter: Letter): boolean {
  let isTaken = false;
  for (const process of Object.keys(stage.drawing.engines)) {
    if (letter.takenBy.has(process) || !takeIn(stage, process, letter)) continue;
    letter.takenBy.add(process);
    isTaken = true;
  }
  return isTaken;
}

/** A running instance goes before a start event of the same process. */
function takeIn(stage: Stage, process: string, letter: Letter): boolean {
  const { id: messageId, name, correlationKey, variables } = letter;
  const actor = stage.open.find((each) => each.process === process && subscriptionOf(each, letter) !== undefined);
  if (actor !== undefined) return act(stage, actor, { type: 'CorrelateMessage', data: { name, correlationKey, variables, messageId }, at: stage.at });
  const entrance = entrancesFor(stage, 'message', name).find((each) => each.process === process);
  if (entrance === undefined || isLocked(stage, process, correlationKey)) return false;
  enterBy(stage, entrance, variables, letter);
  return true;
}

const isLocked = (stage: Stage, process: string, key: string): boolean =>
  key !== '' && stage.open.some((actor) => actor.process === process && actor.lock === key);

/** Would somebody take it if it came now? */
export function isAwaited(stage: Stage, name: string, correlationKey: string): boolean {
  if (stage.open.some((actor) => subscriptionOf(actor, { name, correlationKey }) !== undefined)) return true;
  return entrancesFor(stage, 'message', name).some(({ process }) => !isLocked(stage, process, correlationKey));
}

function subscriptionOf(actor: Actor, { name, correlationKey }: Pick<Letter, 'name' | 'correlationKey'>): OpenSubscription | undefined {
  return Object.values(actor.state.subscriptions).find(
    (open) => open.kind === 'message' && open.name === name && (open.correlationKey === undefined || correlationKey === '' || open.correlationKey === correlationKey),
  );
}

/** Everybody who waits now: instances first, then start events. Nobody waiting, it is gone. The thrower's own events have heard it. */
export function broadcast(stage: Stage, { name, variables, thrower }: Broadcast): void {
  const waiting = stage.open.filter((actor) => actor.number !== thrower && Object.values(actor.state.subscriptions).some((open) => open.kind === 'signal' && open.name === name));
  for (const actor of waiting) act(stage, actor, { type: 'DeliverSignal', data: { name, variables }, at: stage.at });
  for (const entrance of entrancesFor(stage, 'signal', name)) enterBy(stage, entrance, variables);
}

/** Names of the messages or signals that somebody waits for at this moment. */
export function awaitedNames(stage: Stage, kind: 'message' | 'signal'): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { state } of stage.open) for (const open of Object.values(state.subscriptions)) if (open.kind === kind) names.add(open.name);
  for (const entrance of openEntrances(stage)) if (entrance.trigger.kind === kind) names.add(entranceName(entrance));
  return names;
}

/** The main process is started once; the others of the file as often as something calls them. */
export function openEntrances(stage: Stage): readonly Entrance[] {
  const { entrances, selfStarting } = stage.drawing;
  const isTaken = stage.main !== null && !selfStarting.has(stage.process);
  return isTaken ? entrances.filter(({ process }) => process !== stage.process) : entrances;
}

function entrancesFor(stage: Stage, kind: 'message' | 'signal', name: string): readonly Entrance[] {
  return openEntrances(stage).filter((entrance) => entrance.trigger.kind === kind && entranceName(entrance) === name);
}

function entranceName({ trigger }: Entrance): string {
  return trigger.kind === 'message' || trigger.kind === 'signal' ? nameOf(trigger.name) : '';
}

/** Outside any instance there are no variables. */
function nameOf(value: Value): string {
  if (typeof value === 'string') return value;
  const name = evaluate(value, {}).value;
  return typeof name === 'string' ? name : '';
}

/** An event that starts a process happened; one that needs several triggers goes on waiting inside the instance. */
export function enterBy(stage: Stage, { process, element, index }: Entrance, variables: Variables, letter: Letter | null = null): void {
  const lock = letter === null || letter.correlationKey === '' ? null : letter.correlationKey;
  startActor(stage, process, variables, { startEvent: element, trigger: index, lock, sender: letter?.sender ?? null });
}
