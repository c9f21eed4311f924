import type { Node } from '../definition.js';
import type { Json, OpenJob, Variables } from '../instance-state.js';
import { isHandedOn, type BranchValues, type ValuesByName } from './branch-values.js';
import { pick, triangular, type Chance, type Triangle } from './chance.js';
import type { Drawing } from './drawing.js';
import { openEntrances, publish, broadcast } from './mail.js';
import { readMoment, type Moment } from './moments.js';
import { answerOpening, openingsOf, type Opening } from './moves.js';
import type { Player } from './script.js';
import type { Stage } from './cast.js';
import { letterOf } from './stage.js';

/** How people, workers and senders behave. Durations in minutes; `due` turns one into a moment, by working time or by the clock. */
export type Manners = Readonly<{
  values: BranchValues;
  /** How long the work of a step takes. */
  durationOf: (job: OpenJob) => Triangle;
  /** After how long a message or signal comes. */
  message: Triangle;
  /** Share of the errors that a step may throw, and of the messages that interrupt it. */
  errorShare: number;
  /** Share of the steps that somebody forgets for a while, so that reminders and deadlines have their turn too. */
  slowShare: number;
  due: (from: Moment, minutes: number) => Moment;
}>;

/** A step that is forgotten takes this many times as long. */
const SLOW_TIMES = 15;

type Plan = Readonly<{ due: Moment | null; error: string | null }>;

/** Answers everything, after a while and with luck; the same seed gives the same case. */
export function randomPlayer(drawing: Drawing, manners: Manners, chance: Chance): Player {
  const plans = new Map<string, Plan>();
  const thrown = thrownNames(drawing);
  const errors = errorsOf(drawing);
  let hasEntered = false;
  return {
    next: (stage) => {
      if (stage.main === null && !hasEntered) {
        hasEntered = true;
        return enterMain(stage, manners, chance);
      }
      const openings = openingsOf(stage).filter((opening) => !isThrown(opening, thrown));
      for (const opening of openings) if (!plans.has(opening.key)) plans.set(opening.key, planFor(drawing.nodes, errors, opening, manners, chance));
      const ready = openings.find(({ key }) => (plans.get(key)?.due ?? Infinity) <= stage.now);
      if (ready === undefined) return false;
      const error = plans.get(ready.key)?.error ?? null;
      plans.delete(ready.key);
      const { completedBy } = ready.kind === 'job' ? ready.job : { completedBy: [] };
      answerOpening(stage, ready, { variables: variablesFor(drawing.nodes.get(ready.element), manners.values, chance), error, fact: pick(chance, completedBy) ?? null });
      return true;
    },
    nextDue: (stage) => {
      const dues = openingsOf(stage).flatMap(({ key }) => plans.get(key)?.due ?? []);
      return dues.length === 0 ? null : Math.min(...dues);
    },
  };
}

/** What the file throws itself needs no luck. */
function thrownNames({ nodes, model }: Drawing): ReadonlySet<string> {
  const throws = [...nodes.values()].flatMap((node) => ('throws' in node ? (Array.isArray(node.throws) ? node.throws : [node.throws]) : []));
  const names = throws.flatMap((each) => ((each.kind === 'message' || each.kind === 'signal') && typeof each.name === 'string' ? [each.name] : []));
  return new Set([...names, ...Object.keys(model.processes).map((process) => `${process}-ended`)]);
}

const isThrown = (opening: Opening, thrown: ReadonlySet<string>): boolean =>
  opening.kind === 'subscription' && (opening.subscription.kind === 'condition' || thrown.has(opening.subscription.name));

function planFor(nodes: Drawing['nodes'], errors: ReturnType<typeof errorsOf>, opening: Opening, manners: Manners, chance: Chance): Plan {
  const since = readMoment(opening.since) ?? 0;
  const node = nodes.get(opening.element);
  if (opening.kind === 'job') {
    const usual = triangular(chance, manners.durationOf(opening.job));
    const due = manners.due(since, chance.next() < manners.slowShare ? usual * SLOW_TIMES : usual);
    return { due, error: chance.next() < manners.errorShare ? (pick(chance, errors.get(opening.element) ?? []) ?? null) : null };
  }
  const isExpected = node?.kind === 'catchEvent' || node?.kind === 'receiveTask';
  if (!isExpected && chance.next() >= manners.errorShare) return { due: null, error: null };
  return { due: manners.due(since, triangular(chance, manners.message)), error: null };
}

/** Codes that boundary events of each step catch. */
function errorsOf({ model }: Drawing): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.values(model.processes).flatMap(({ nodes }) => nodes.map((node) => {
    const boundaries = 'boundaries' in node ? node.boundaries.map((index) => nodes[index]) : [];
    const triggers = boundaries.flatMap((each) => (each?.kind === 'boundaryEvent' ? each.triggers : []));
    return [node.id, triggers.flatMap((trigger) => (trigger.kind === 'error' ? [trigger.code ?? 'ERROR'] : []))] as const;
  })));
}

function enterMain(stage: Stage, { values }: Manners, chance: Chance): boolean {
  const entrance = pick(chance, openEntrances(stage).filter(({ process, trigger }) => process === stage.process && (trigger.kind === 'message' || trigger.kind === 'signal')));
  if (entrance === undefined) return false;
  const { trigger } = entrance;
  if (trigger.kind !== 'message' && trigger.kind !== 'signal') return false;
  const name = typeof trigger.name === 'string' ? trigger.name : '';
  const variables = randomVariables(values, chance);
  if (trigger.kind === 'signal') broadcast(stage, { name, variables, thrower: null });
  else publish(stage, letterOf(stage, { name, correlationKey: '', variables, sender: null }, stage.now));
  return true;
}

/** What a case starts with, or a message brings. */
export function randomVariables({ values, computed, initial }: BranchValues, chance: Chance): Variables {
  return { ...drawn(values, (name) => !computed.has(name), chance), ...drawn(initial, () => true, chance) };
}

function drawn(values: ValuesByName, isWanted: (name: string) => boolean, chance: Chance): Record<string, Json> {
  const variables: Record<string, Json> = {};
  for (const [path, candidates] of Object.entries(values)) {
    const [name = '', ...rest] = path.split('.');
    if (isWanted(name)) place(variables, [name, ...rest], pick(chance, candidates) ?? null);
  }
  return variables;
}

/** All that decides something. With output mappings nothing else is kept, so that whatever they ask for may be brought. */
function variablesFor(node: Node | undefined, { values, computed }: BranchValues, chance: Chance): Variables {
  const outputs = node?.outputs ?? [];
  const variables = drawn(values, (name) => outputs.length > 0 || !computed.has(name), chance);
  for (const mapping of outputs) {
    const candidates = Object.hasOwn(values, mapping.target) ? values[mapping.target] : undefined;
    if (candidates === undefined || typeof mapping.source === 'string' || !isHandedOn(mapping)) continue;
    place(variables, mapping.source.source.split('.'), pick(chance, candidates) ?? null);
  }
  return variables;
}

function place(variables: Record<string, Json>, [name = '', ...path]: readonly string[], value: Json): void {
  if (path.length === 0) {
    variables[name] = value;
    return;
  }
  const before = variables[name];
  const isContext = typeof before === 'object' && before !== null && !Array.isArray(before);
  const inner: Record<string, Json> = isContext ? { ...(before as Variables) } : {};
  place(inner, path, value);
  variables[name] = inner;
}
