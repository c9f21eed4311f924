import { isActivity, type Node } from '../definition.js';
import { BEHAVIOURS } from '../elements/behaviours.js';
import { departAll, flowIds } from '../elements/default-behaviour.js';
import { nextKey, type ActiveElement, type Completion, type Json, type Variables } from '../instance-state.js';
import type { Activation, Departure, ElementBehaviour } from './behaviour.js';
import { planLoop, ownOutput } from './loop.js';
import { activeOf, definitionIn, fault, nodeOf, raise, record, resolveIncidents, step, type Entry, type Fault, type Occurrence, type Run } from './run.js';
import { evaluateIn, fieldsOf, lookupIn, lookupOf, mapAll, over, propagate, setIn } from './scope.js';
import { throwAll } from './throw-all.js';
import { closeWaits, openBoundaries, openEventSubProcesses } from './waits.js';

/** The lookup in a table of everything cannot keep the pair of kind and node together; the table itself is total. */
export const behaviourOf = (node: Node): ElementBehaviour<Node> => BEHAVIOURS[node.kind] as ElementBehaviour<Node>;

/** A token arrives, and the element begins. */
export function enter(run: Run, node: Node, scope: string, via: readonly string[], entry: Entry = {}): void {
  const elementKey = nextKey(run.state, node.id);
  const part = entry.part ?? (isActivity(node) && node.loop !== null ? 'body' : 'whole');
  const { counter = 0, variables = {}, compensates, thrower } = entry;
  record(run, {
    type: 'ElementActivated',
    data: {
      elementKey, element: node.id, via,
      ...(scope !== '' && { scope }), ...(part !== 'whole' && { part }), ...(counter > 0 && { counter }),
      ...(Object.keys(variables).length > 0 && { variables }),
      ...(compensates !== undefined && { compensates }), ...(thrower !== undefined && { thrower }),
    },
  });
  if (!step(run, node)) return raise(run, node, { elementKey }, endlessLoop(run));
  if (entry.occurred !== undefined && node.kind !== 'subProcess') happened(run, elementKey, node, entry.occurred, entry.trigger ?? 0);
  else begin(run, elementKey, entry);
}

/** An event that has happened before its token came: what it brought is its own, then it goes on. */
function happened(run: Run, elementKey: string, node: Node, occurred: Occurrence, trigger: number): void {
  const { kind, name, variables, messageId, isRecorded } = occurred;
  const isPartial = 'parallelMultiple' in node && node.parallelMultiple && node.triggers.length > 1;
  // That a timer fired is known already.
  if (isRecorded !== true) {
    record(run, {
      type: 'EventOccurred',
      data: { elementKey, element: node.id, trigger, kind, name, variables, at: run.at, ...(messageId !== undefined && { messageId }), ...(isPartial && { partial: true }) },
    });
  }
  if (isPartial) begin(run, elementKey, {});
  else complete(run, elementKey);
}

/** Also for an activation whose beginning failed before. */
export function begin(run: Run, elementKey: string, entry: Entry = {}): void {
  const active = activeOf(run, elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (active === undefined || node === undefined) return;
  const failure = active.part === 'body' && isActivity(node) && node.loop !== null ? beginLoop(run, active, node) : beginWhole(run, active, node, entry);
  if (failure !== null) raise(run, node, { elementKey }, failure);
}

function beginLoop(run: Run, active: ActiveElement, node: Extract<Node, { loop: unknown }>): Fault | null {
  if (node.loop === null) return null;
  return planLoop(run, active, node.loop) ?? openBoundaries(run, active, node);
}

function beginWhole(run: Run, active: ActiveElement, node: Node, entry: Entry): Fault | null {
  const { elementKey } = active;
  const mapped = mapAll(run, node.inputs, lookupOf(run, active));
  if (mapped.kind === 'failed') return fault('INPUT_FAILED', mapped.vi, mapped.en);
  const hadOpened = active.hasOpened;
  // A job carries its inputs; every other element gets them as variables of its own.
  const carries = 'job' in node && node.job !== null && (node.kind !== 'businessRuleTask' || run.findDecision === null);
  if (!carries && node.kind !== 'callActivity') setIn(run, elementKey, mapped.variables);
  const activation = behaviourOf(node).activate(run, node, activeOf(run, elementKey) ?? active, mapped.variables);
  switch (activation.kind) {
    case 'faulted':
      return activation.fault;
    case 'passes':
      complete(run, elementKey);
      return null;
    case 'waits':
      return hadOpened || active.part === 'inner' ? null : openBoundaries(run, activeOf(run, elementKey) ?? active, node);
    case 'opens':
      return open(run, active, node, activation, entry);
    case 'throws':
      return throwAll(run, activeOf(run, elementKey) ?? active, node, activation.throws, activation.inputs);
  }
}

function open(run: Run, active: ActiveElement, node: Node, { contents, definition }: Extract<Activation, { kind: 'opens' }>, entry: Entry): Fault | null {
  const { elementKey } = active;
  const data = contents.data.filter(({ name }) => !Object.hasOwn(activeOf(run, elementKey)?.variables ?? {}, name));
  setIn(run, elementKey, Object.fromEntries(data.map(({ name, isCollection }): [string, Json] => [name, isCollection ? [] : null])));
  const failure = (active.part === 'inner' ? null : openBoundaries(run, active, node)) ?? openEventSubProcesses(run, elementKey, contents.eventSubProcesses);
  if (failure !== null) return failure;
  if (node.kind === 'subProcess' && node.adHoc !== null) return null;
  for (const index of contents.starts) {
    const start = definition.nodes[index];
    const isEvent = start?.kind === 'startEvent' && start.triggers.length > 0;
    if (start === undefined || (isEvent && entry.occurred === undefined)) continue;
    run.errands.push({ kind: 'enter', node: start, scope: elementKey, via: [], ...(entry.occurred !== undefined && { entry: { occurred: entry.occurred } }) });
  }
  return null;
}

/** The work is done: results are kept, waits end, and the token leaves. */
export function complete(run: Run, elementKey: string): void {
  const active = activeOf(run, elementKey);
  const node = active === undefined ? undefined : nodeOf(run, active);
  if (active === undefined || node === undefined) return;
  const failure = keepResults(run, active, node);
  if (failure !== null) return raise(run, node, { elementKey, leaving: true }, failure);
  const departure = active.part === 'inner' || active.compensates !== null ? null : departureOf(run, active, node);
  if (departure?.kind === 'faulted') return raise(run, node, { elementKey, leaving: true }, departure.fault);
  const output = outputOf(run, active, node);
  if (output !== undefined && 'text' in output) return raise(run, node, { elementKey, leaving: true }, output);
  closeWaits(run, elementKey);
  resolveIncidents(run, elementKey, 'completed');
  const flows = departure === null ? [] : flowIds(run, active.scope, departure.flows);
  const quantity = isActivity(node) ? node.completionQuantity : 1;
  const taken = flows.flatMap((flow) => new Array<string>(quantity).fill(flow));
  const round = active.part === 'inner' ? ofRound(run, active, node) : {};
  record(run, {
    type: 'ElementCompleted',
    data: { elementKey, element: node.id, taken, ...(output !== undefined && { output: output.value }), ...(isCompensable(run, active, node) && { compensable: true }) },
  });
  afterwards(run, active, node, round);
}

const departureOf = (run: Run, active: ActiveElement, node: Node): Departure => behaviourOf(node).depart?.(run, node, active) ?? departAll(run, node, active);

function keepResults(run: Run, active: ActiveElement, node: Node): Fault | null {
  const completion = active.completion;
  const current = activeOf(run, active.elementKey) ?? active;
  if (active.part === 'body') {
    const loop = isActivity(node) ? node.loop : null;
    if (loop?.kind === 'multi' && loop.outputCollection !== null) propagate(run, active.scope, { [loop.outputCollection]: padded(current) });
    return null;
  }
  if (node.outputs.length > 0) {
    const returned = completion === null ? {} : returnedBy(completion);
    const find = active.called === null ? lookupOf(run, current) : over(current.variables, lookupIn(run, active.scope));
    const mapped = mapAll(run, node.outputs, over(returned, find));
    if (mapped.kind === 'failed') return fault('OUTPUT_FAILED', mapped.vi, mapped.en);
    handOver(run, active, node, mapped.variables);
    return null;
  }
  if (current.called !== null && node.kind === 'callActivity') {
    const { given } = current.called;
    // What an input mapping made the call's own stays there, as Zeebe merges.
    const own = new Set(node.inputs.map(({ target }) => target.split('.')[0]));
    const isNew = (name: string, value: Json): boolean => !own.has(name) && JSON.stringify(given[name]) !== JSON.stringify(value);
    if (node.propagateAllChild) handOver(run, active, node, current.variables, isNew);
    return null;
  }
  if (completion === null || completion.fact !== null) return null;
  const result = (node.kind === 'serviceTask' || node.kind === 'businessRuleTask') && node.resultVariable !== null ? resultOf(completion.variables, node.resultVariable) : completion.variables;
  propagate(run, active.elementKey, result);
  return null;
}

/** To the scope around; the round of a loop keeps what is its own: its item, and what it adds to the collection (as Zeebe). */
function handOver(run: Run, active: ActiveElement, node: Node, variables: Variables, isChanged?: (name: string, value: Json) => boolean): void {
  const loop = active.part === 'inner' && isActivity(node) ? node.loop : null;
  const own = new Set(loop?.kind === 'multi' ? [loop.item, ownOutput(loop), 'loopCounter'] : []);
  const [inside, outside] = [true, false].map((isOwn) => Object.fromEntries(Object.entries(variables).filter(([name]) => own.has(name) === isOwn)));
  setIn(run, active.elementKey, inside ?? {});
  propagate(run, active.scope, outside ?? {}, isChanged);
}

/** The fact that completed it and the short name of that; a worker or a message may have a variable of that name, where no fact came. */
function returnedBy({ variables, outcome, fact }: Completion): Variables {
  return { outcome, fact, ...variables, ...(fact !== null && { outcome, fact }) };
}

/** A worker that names no result variable returns the result as a whole. */
const resultOf = (variables: Variables, name: string): Variables => (Object.hasOwn(variables, name) ? variables : { [name]: fieldsOf(variables) });

function padded({ loop }: ActiveElement): readonly Json[] {
  const outputs = [...(loop?.outputs ?? [])];
  while (outputs.length < (loop?.total ?? 0)) outputs.push(null);
  return outputs;
}

function outputOf(run: Run, active: ActiveElement, node: Node): Readonly<{ value: Json }> | Fault | undefined {
  const loop = active.part === 'inner' && isActivity(node) ? node.loop : null;
  if (loop?.kind !== 'multi' || loop.outputElement === null) return undefined;
  const result = evaluateIn(run, loop.outputElement, over(ofRound(run, active, node), lookupOf(run, active)));
  return result.kind === 'failed' ? fault('OUTPUT_FAILED', result.vi, result.en) : { value: result.value };
}

/** What a round has of its own at its end, for what is collected from it and for the conditions of its loop. */
function ofRound(run: Run, active: ActiveElement, node: Node): Variables {
  const current = activeOf(run, active.elementKey) ?? active;
  // What the output mappings made of it goes before what came back under the same name.
  const mapped = new Set(node.outputs.map(({ target }) => target.split('.')[0]));
  const returned = Object.entries(active.completion?.variables ?? {}).filter(([name]) => !mapped.has(name));
  return { ...current.variables, ...Object.fromEntries(returned) };
}

/** Has a handler, or parts that have one. */
function isCompensable(run: Run, active: ActiveElement, node: Node): boolean {
  if (!isActivity(node) || active.compensates !== null) return false;
  if (node.kind === 'subProcess' && node.variant === 'event') return false;
  const hasParts = run.state.compensable.some((entry) => entry.scope === active.elementKey);
  // The handler of a loop is called once for all its rounds.
  return active.part === 'inner' ? hasParts : hasParts || node.compensation !== null || hasHandlerInside(run, active, node);
}

function hasHandlerInside(run: Run, active: ActiveElement, node: Node): boolean {
  if (node.kind !== 'subProcess') return false;
  const { nodes } = definitionIn(run, active.scope);
  return node.contents.eventSubProcesses.some((index) => {
    const handler = nodes[index];
    const start = handler?.kind === 'subProcess' ? nodes[handler.contents.starts[0] ?? -1] : undefined;
    return start?.kind === 'startEvent' && start.triggers.some(({ kind }) => kind === 'compensation');
  });
}

function afterwards(run: Run, active: ActiveElement, node: Node, round: Variables): void {
  if (active.compensates !== null && active.thrower !== null) {
    record(run, { type: 'CompensationDone', data: { throwerKey: active.thrower, entry: active.compensates } });
    run.errands.push({ kind: 'compensate', throwerKey: active.thrower });
  }
  if (active.part === 'inner') run.errands.push({ kind: 'round-ended', bodyKey: active.scope, round });
  else if (isActivity(node)) run.errands.push({ kind: 'ad-hoc-step', elementKey: active.scope });
}

function endlessLoop(run: Run): Fault {
  const last = run.trail.at(-1) ?? '';
  const before = run.trail.lastIndexOf(last, run.trail.length - 2);
  const cycle = run.trail.slice(Math.max(before, 0)).join(' → ');
  return fault(
    'ENDLESS_LOOP',
    `Quy trình chạy ${run.steps} bước liền không chờ ai: ${cycle}`,
    `The procedure took ${run.steps} steps without a wait: ${cycle}`,
  );
}
