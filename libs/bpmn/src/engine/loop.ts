import type { Activity, Loop, Node, Throw } from '../definition.js';
import type { ActiveElement, Json, Variables } from '../instance-state.js';
import { cutOffInside } from './cut-off.js';
import { activeOf, childrenOf, fault, nodeOf, PAUSE_AFTER, record, type Fault, type Run } from './run.js';
import { evaluateIn, lookupOf, over, verdictOf, type Lookup } from './scope.js';

/** A collection longer than this is a list for a worker, not for people's steps. */
const MOST_ROUNDS = 10_000;

/** Works out how many rounds there are; null is well. BPMN 2.0.2 §13.3.7. */
export function planLoop(run: Run, active: ActiveElement, loop: Loop): Fault | null {
  const { elementKey, element } = active;
  if (loop.kind === 'standard') {
    record(run, { type: 'LoopPlanned', data: { elementKey, element, total: null, items: null } });
    return null;
  }
  const source = loop.collection ?? loop.cardinality;
  const result = source === null ? null : evaluateIn(run, source, lookupOf(run, active));
  if (result?.kind === 'failed') return fault('LOOP_FAILED', result.vi, result.en);
  const value = result?.value ?? null;
  if (loop.collection !== null) {
    if (!Array.isArray(value)) return fault('LOOP_FAILED', `“${loop.collection.source}” không phải danh sách`, `"${loop.collection.source}" is not a list`);
    const items = value as readonly Json[];
    return plan(run, active, items.length, items);
  }
  const total = typeof value === 'number' ? value : NaN;
  return Number.isSafeInteger(total) && total >= 0
    ? plan(run, active, total, null)
    : fault('LOOP_FAILED', 'Số lần lặp không phải số nguyên không âm', 'The number of rounds is not a whole number from 0');
}

function plan(run: Run, { elementKey, element }: ActiveElement, total: number, items: readonly Json[] | null): Fault | null {
  if (total > MOST_ROUNDS) return fault('LOOP_FAILED', `Nhiều hơn ${MOST_ROUNDS} lần lặp`, `More than ${MOST_ROUNDS} rounds`);
  record(run, { type: 'LoopPlanned', data: { elementKey, element, total, items } });
  return null;
}

/** Starts the next rounds of a loop, or ends it. True when something happened. */
export function stepLoop(run: Run, body: ActiveElement, node: Activity): boolean {
  const { loop } = body;
  if (loop === null || node.loop === null) return false;
  const open = loop.started - loop.completed - loop.terminated;
  if (node.loop.kind === 'standard') return open === 0 && stepStandard(run, body, node, node.loop);
  if (loop.total === null) return false;
  if (loop.started >= loop.total) {
    if (open > 0) return false;
    run.errands.push({ kind: 'complete', elementKey: body.elementKey });
    return true;
  }
  if (node.loop.isSequential && open > 0) return false;
  // Entered one by one here, since the state counts them; a long list goes on after a pause.
  const output = ownOutput(node.loop);
  const item = node.loop.item === null ? {} : { [node.loop.item]: loop.items?.[loop.started] ?? null };
  startRound(run, body, node, loop.started + 1, { ...(output !== null && { [output]: null }), ...item });
  return true;
}

const VARIABLE = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?=$|\s*\.)/u;

/** As in Zeebe: what a round collects from a variable is the round's own, so that parallel rounds do not overwrite each other. */
export const ownOutput = ({ outputElement }: Extract<Loop, { kind: 'multi' }>): string | null =>
  outputElement === null ? null : (VARIABLE.exec(outputElement.source.trim())?.[0] ?? null);

export const mayStepLoop = (run: Run): boolean => run.events.length < PAUSE_AFTER;

function startRound(run: Run, body: ActiveElement, node: Node, counter: number, variables: Variables): void {
  run.errands.push({ kind: 'enter', node, scope: body.elementKey, via: [], entry: { part: 'inner', counter, variables: { ...variables, loopCounter: counter } } });
}

function stepStandard(run: Run, body: ActiveElement, node: Activity, loop: Extract<Loop, { kind: 'standard' }>): boolean {
  const started = body.loop?.started ?? 0;
  const complete = (): boolean => {
    run.errands.push({ kind: 'complete', elementKey: body.elementKey });
    return true;
  };
  if (loop.maximum !== null && started >= loop.maximum) return complete();
  if (loop.condition !== null && (loop.testBefore || started > 0)) {
    const verdict = verdictOf(run, loop.condition, lookupOf(run, body));
    if (typeof verdict !== 'boolean') {
      run.errands.push({ kind: 'failed', elementKey: body.elementKey, fault: fault('LOOP_FAILED', verdict.vi, verdict.en) });
      return true;
    }
    if (!verdict) return complete();
  }
  startRound(run, body, node, started + 1, {});
  return true;
}

/**
 * What the end of one round may bring about: thrown events, and the end of the whole. Its conditions see what the round
 * that ended had of its own, as in Zeebe (`= result.isApproved`).
 */
export function roundEnded(run: Run, bodyKey: string, round: Variables): Fault | null {
  const body = activeOf(run, bodyKey);
  const node = body === undefined ? undefined : nodeOf(run, body);
  const loop = node !== undefined && 'loop' in node ? node.loop : null;
  if (body === undefined || loop?.kind !== 'multi') return null;
  const find = over(round, lookupOf(run, body));
  for (const thrown of throwsOf(run, body, loop, find)) if (thrown !== null) run.errands.push({ kind: 'throw-from-loop', bodyKey, throws: thrown });
  if (loop.completion === null) return null;
  const verdict = verdictOf(run, loop.completion, find);
  if (typeof verdict !== 'boolean') return fault('LOOP_FAILED', verdict.vi, verdict.en);
  if (!verdict) return null;
  cutOffInside(run, bodyKey, 'interrupted');
  run.errands.push({ kind: 'complete', elementKey: bodyKey });
  return null;
}

/** BPMN 2.0.2 §10.3.8: None throws for each round, One for the first, Complex where its conditions say so. */
function throwsOf(run: Run, body: ActiveElement, loop: Extract<Loop, { kind: 'multi' }>, find: Lookup): readonly (Throw | null)[] {
  const completed = body.loop?.completed ?? 0;
  switch (loop.behaviour) {
    case 'none':
      return [loop.throws];
    case 'one':
      return completed === 1 ? [loop.throws] : [];
    case 'complex':
      return loop.complex.filter(({ condition }) => verdictOf(run, condition, find) === true).map(({ throws }) => throws);
    default:
      return [];
  }
}

/** Starts the next activity of an ad-hoc sub-process, or ends it. True when something happened. */
export function stepAdHoc(run: Run, active: ActiveElement, node: Extract<Node, { kind: 'subProcess' }>, nodes: readonly Node[], isOver: boolean): boolean {
  const { adHoc } = node;
  const { loop } = active;
  if (adHoc === null || loop === null) return false;
  const open = childrenOf(run, active.elementKey).length + run.state.tokens.filter((token) => token.scope === active.elementKey).length;
  const isLast = loop.started >= (loop.total ?? 0);
  if (isOver) {
    if (adHoc.cancelRemaining) cutOffInside(run, active.elementKey, 'interrupted');
    else if (open > 0) return false;
    run.errands.push({ kind: 'complete', elementKey: active.elementKey });
    return true;
  }
  if (!isLast && (!adHoc.isSequential || open === 0)) {
    const id = loop.items?.[loop.started];
    const next = nodes.find((each) => each.id === id);
    if (next === undefined) return false;
    run.errands.push({ kind: 'enter', node: next, scope: active.elementKey, via: [], entry: { counter: loop.started + 1 } });
    return true;
  }
  if (open > 0 || !isLast) return false;
  if (adHoc.completion !== null) {
    run.errands.push({ kind: 'failed', elementKey: active.elementKey, fault: fault('AD_HOC_STALLED', `Mọi bước của “${node.name}” đã xong nhưng điều kiện kết thúc chưa đúng`, `Every activity of "${node.name}" is done, but its completion condition is not true`) });
    return true;
  }
  run.errands.push({ kind: 'complete', elementKey: active.elementKey });
  return true;
}
