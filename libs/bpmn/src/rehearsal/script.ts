import { hasJob } from '../definition.js';
import type { Variables } from '../instance-state.js';
import { nameKey, type Drawing } from './drawing.js';
import { awaitedNames, broadcast, isAwaited, publish } from './mail.js';
import { after, readMoment, type Moment } from './moments.js';
import { answerOpening, openingsOf, type Opening } from './moves.js';
import type { Stage } from './cast.js';
import { letterOf } from './stage.js';

/** One line of an answers file. `after` and `timeToLive` are ISO 8601 durations. */
export type Answer = Readonly<{
  to: 'element' | 'message' | 'signal';
  name: string;
  variables: Variables;
  error: string | null;
  /** The public fact that completes the step, by its name or by the outcome that the model gives it. */
  fact: string | null;
  after: string | null;
  correlationKey: string;
  timeToLive: string | null;
}>;

/** Who does what the model waits for. `next` does one thing that can be done now; `nextDue` says when there will be another. */
export type Player = Readonly<{ next: (stage: Stage) => boolean; nextDue: (stage: Stage) => Moment | null }>;

type Line = Readonly<{ answer: Answer; place: number; due: Moment | null }>;
type Promised = Readonly<{ line: Line; due: Moment }>;
/** What is left of the file. */
type Script = {
  /** By element id, each in the order of the file. */
  readonly elements: Map<string, Line[]>;
  /** Messages and signals, by their names. */
  readonly calls: Line[];
  /** Answers that belong to a step already and come later. */
  readonly promised: Map<string, Promised>;
};
type Candidate = Readonly<{ place: number; play: () => void }>;

/**
 * Answers from a file: each is used once, in the order of the file where several could be given at the same moment. An answer with
 * `after` belongs to the step from the moment it opens, even when the step is cut off before.
 */
export function scripted(drawing: Drawing, answers: readonly Answer[], started: Moment): Player {
  const script: Script = { elements: new Map(), calls: [], promised: new Map() };
  for (const [place, answer] of answers.entries()) {
    if (answer.to === 'element') {
      const line = { answer, place, due: null };
      // Of several elements with one name the first that waits takes it.
      const shared = elementsCalled(drawing, answer.name);
      for (const id of shared) script.elements.set(id, [...(script.elements.get(id) ?? []), line]);
    } else script.calls.push({ answer: named(drawing, answer), place, due: answer.after === null ? null : after(started, answer.after) });
  }
  return { next: (stage) => playNext(stage, script), nextDue: () => nextDue(script) };
}

function elementsCalled({ nodes, named: names }: Drawing, name: string): readonly string[] {
  return nodes.has(name) ? [name] : (names.get(nameKey(name)) ?? []);
}

function named(drawing: Drawing, answer: Answer): Answer {
  const table = answer.to === 'message' ? drawing.messages : drawing.signals;
  const isName = [...table.values()].includes(answer.name);
  return isName ? answer : { ...answer, name: table.get(answer.name) ?? answer.name };
}

function playNext(stage: Stage, script: Script): boolean {
  const candidates = [...elementCandidates(stage, script), ...callCandidates(stage, script)];
  const [first] = candidates.toSorted((left, right) => left.place - right.place);
  first?.play();
  return first !== undefined;
}

function elementCandidates(stage: Stage, script: Script): readonly Candidate[] {
  if (script.elements.size === 0 && script.promised.size === 0) return [];
  const openings = openingsOf(stage);
  forgetClosed(script, openings);
  const deal = dealer(script);
  return openings.flatMap((opening): readonly Candidate[] => {
    const ready = readyFor(stage, script, opening, deal);
    return ready === undefined ? [] : [{ place: ready.place, play: () => give(stage, script, opening, ready) }];
  });
}

/** The first line for each opening of an element, the second for the next; a line that several elements share is dealt once. */
function dealer({ elements }: Script): (element: string) => Line | undefined {
  const left = new Map<string, Iterator<Line>>();
  const dealt = new Set<Line>();
  return (element) => {
    const lines = left.get(element) ?? (elements.get(element) ?? [])[Symbol.iterator]();
    left.set(element, lines);
    for (let { value, done } = lines.next(); done !== true; { value, done } = lines.next()) {
      if (dealt.has(value)) continue;
      dealt.add(value);
      return value;
    }
    return undefined;
  };
}

function readyFor({ now }: Stage, script: Script, opening: Opening, deal: (element: string) => Line | undefined): Line | undefined {
  const known = script.promised.get(opening.key);
  const line = known === undefined ? deal(opening.element) : known.line;
  if (line === undefined || line.answer.after === null) return line;
  const { due } = known ?? promise(script, opening, line);
  return due <= now ? line : undefined;
}

function promise(script: Script, opening: Opening, line: Line): Promised {
  const since = readMoment(opening.since) ?? 0;
  const promised = { line, due: after(since, line.answer.after ?? 'PT0S') ?? since };
  useUp(script, line);
  script.promised.set(opening.key, promised);
  return promised;
}

function forgetClosed(script: Script, openings: readonly Opening[]): void {
  if (script.promised.size === 0) return;
  const open = new Set(openings.map(({ key }) => key));
  for (const key of script.promised.keys()) if (!open.has(key)) script.promised.delete(key);
}

function give(stage: Stage, script: Script, opening: Opening, line: Line): void {
  script.promised.delete(opening.key);
  useUp(script, line);
  const { variables, error, fact } = line.answer;
  answerOpening(stage, opening, { variables, error, fact: fact === null ? null : factMeant(stage, opening, fact) });
}

function factMeant({ drawing }: Stage, { element }: Opening, name: string): string | null {
  const node = drawing.nodes.get(element);
  const facts = node !== undefined && hasJob(node) ? node.job.completedBy : [];
  return facts.find(({ fact, outcome }) => fact === name || outcome === name || fact.endsWith(`.${name}`))?.fact ?? null;
}

function useUp(script: Script, used: Line): void {
  for (const [id, lines] of script.elements) {
    const left = lines.filter((line) => line !== used);
    if (left.length === 0) script.elements.delete(id);
    else if (left.length < lines.length) script.elements.set(id, left);
  }
}

function callCandidates(stage: Stage, script: Script): readonly Candidate[] {
  if (script.calls.length === 0) return [];
  const [messages, signals] = [awaitedNames(stage, 'message'), awaitedNames(stage, 'signal')];
  const isReady = ({ due, answer: { to, name, correlationKey } }: Line): boolean => {
    if (due !== null) return due <= stage.now;
    return to === 'signal' ? signals.has(name) : messages.has(name) && isAwaited(stage, name, correlationKey);
  };
  const line = script.calls.find(isReady);
  return line === undefined ? [] : [{ place: line.place, play: () => call(stage, script, line) }];
}

function call(stage: Stage, script: Script, line: Line): void {
  script.calls.splice(script.calls.indexOf(line), 1);
  const { to, name, variables, correlationKey, timeToLive } = line.answer;
  if (to === 'signal') return broadcast(stage, { name, variables, thrower: null });
  const until = timeToLive === null ? stage.horizon : (after(stage.now, timeToLive) ?? stage.now);
  publish(stage, letterOf(stage, { name, correlationKey, variables, sender: null }, until));
}

function nextDue({ calls, promised }: Script): Moment | null {
  const moments = [...calls.flatMap(({ due }) => (due === null ? [] : [due])), ...[...promised.values()].map(({ due }) => due)];
  return moments.length === 0 ? null : Math.min(...moments);
}
