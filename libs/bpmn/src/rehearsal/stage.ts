import { evolveAll } from '../instance.js';
import type { InstanceCommand } from '../instance-command.js';
import { notStarted, type InstanceEvent, type Variables } from '../instance-state.js';
import { planTimer } from '../timer.js';
import type { Actor, Letter, Seen, Stage, Watch } from './cast.js';
import type { Drawing, Entrance } from './drawing.js';
import { codeOf, newsOfEnd, parentOf, variablesOfDossier } from './family.js';
import { MAX_YEARS, after, readMoment, writeMoment, type Moment } from './moments.js';

export type Options = Readonly<{
  /** The process to start; the file's main one otherwise. */
  process?: string;
  input: Variables;
  /** RFC 3339. */
  start: string;
  until: Moment | null;
  observe?: (seen: Seen) => void;
}>;

/** Far more than a case that is about something; a model that never comes to rest stops here. */
export const MAX_EVENTS = 200_000;
/** A timer that goes round for ever is seen much earlier in most cases; this ends the rest. */
export const MAX_FIRINGS = 10_000;
/** Instances at a time. */
export const MAX_OPEN = 1_000;
/** Messages that somebody may still take. */
export const MAX_LETTERS = 10_000;

export function openStage(drawing: Drawing, { process = drawing.model.main, input, start, until, observe }: Options): Stage {
  const started = readMoment(start) ?? 0;
  const horizon = after(started, `P${MAX_YEARS}Y`) ?? started;
  return {
    drawing, process, input, observe, horizon, until: Math.min(until ?? horizon, horizon),
    now: started, at: writeMoment(started), main: null, open: [], letters: [], outbox: [],
    watches: drawing.entrances.filter(({ trigger }) => trigger.kind === 'timer' || trigger.kind === 'condition').map((entrance) => watchOf(entrance, start)),
    actors: 1, ended: 0, events: 0, firings: 0, messages: 0, trouble: null,
  };
}

function watchOf(entrance: Entrance, start: string): Watch {
  const { trigger } = entrance;
  const none: Watch = { entrance, due: null, repetitions: 0, interval: null, isTrue: false };
  if (trigger.kind !== 'timer' || typeof trigger.timer.value !== 'string') return none;
  const plan = planTimer(trigger.timer, trigger.timer.value, start, null);
  return plan.kind === 'refused' ? none : { ...none, due: readMoment(plan.dueAt), repetitions: plan.repetitions, interval: plan.interval };
}

export const isSpent = (stage: Stage): boolean =>
  stage.trouble !== null || stage.events >= MAX_EVENTS || stage.firings >= MAX_FIRINGS || stage.open.length >= MAX_OPEN || stage.letters.length >= MAX_LETTERS;
export const hasEnded = (actor: Actor): boolean => actor.state.status === 'completed' || actor.state.status === 'terminated';
export const mainEnded = ({ main }: Stage): boolean => main !== null && hasEnded(main);

export function setClock(stage: Stage, moment: Moment): void {
  stage.now = moment;
  stage.at = writeMoment(moment);
}

/** How an instance came to be: by which event, brought by whose message. */
export type Cause = Readonly<{ startEvent: string; trigger: number; lock: string | null; sender: number | null }>;

/** Starts an instance; the first of the process that the case is about is the main one, and number 1. */
export function startActor(stage: Stage, process: string, variables: Variables, cause: Cause | null): boolean {
  const engine = stage.drawing.engines[process];
  if (engine === undefined) return false;
  const isMain = process === stage.process && stage.main === null;
  const number = isMain ? 1 : stage.actors + 1;
  if (!isMain) stage.actors = number;
  const parent = isMain ? null : parentOf(stage, process, cause?.sender ?? null);
  const brought = variablesOfDossier(stage, process, isMain ? { ...stage.input, ...variables } : variables, number, parent);
  const { code } = brought;
  const actor: Actor = { number, process, engine, lock: cause?.lock ?? null, code: typeof code === 'string' ? code : codeOf(number), parent, state: notStarted };
  if (isMain) stage.main = actor;
  stage.open.push(actor);
  const by = cause === null ? {} : { startEvent: cause.startEvent, trigger: cause.trigger };
  return act(stage, actor, { type: 'StartInstance', data: { variables: brought, ...by }, at: stage.at });
}

/** False where nothing happened. What the engine refuses here is a fault of the case, not of the model. */
export function act(stage: Stage, actor: Actor, command: InstanceCommand): boolean {
  const decision = actor.engine.decide(command, actor.state);
  if (decision.kind === 'rejected') {
    stage.trouble = decision.rejection.because;
    return false;
  }
  actor.state = evolveAll(actor.state, decision.events);
  for (const event of decision.events) take(stage, actor, event);
  if (hasEnded(actor)) {
    stage.open = stage.open.filter((other) => other !== actor);
    stage.ended += 1;
  }
  return decision.events.length > 0;
}

function take(stage: Stage, actor: Actor, event: InstanceEvent): void {
  stage.events += 1;
  stage.observe?.({ at: stage.at, process: actor.process, instance: actor.number, event });
  if (event.type === 'SignalThrown') stage.outbox.push({ name: event.data.name, variables: event.data.variables, thrower: actor.number });
  const news = event.type === 'InstanceCompleted' ? newsOfEnd(actor, event.data) : null;
  if (news !== null) stage.outbox.push(letterOf(stage, news, stage.horizon));
  if (event.type !== 'MessageThrown') return;
  const { name, correlationKey, variables, timeToLive } = event.data;
  const until = timeToLive === '' ? stage.horizon : (after(stage.now, timeToLive) ?? stage.now);
  stage.outbox.push(letterOf(stage, { name, correlationKey, variables, sender: actor.number }, until));
}

export function letterOf(stage: Stage, content: Pick<Letter, 'name' | 'correlationKey' | 'variables' | 'sender'>, until: Moment): Letter {
  stage.messages += 1;
  return { ...content, id: `message#${stage.messages}`, until, takenBy: new Set() };
}
