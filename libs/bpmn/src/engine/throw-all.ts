import type { Node, Throw } from '../definition.js';
import type { ActiveElement, Variables } from '../instance-state.js';
import { entriesFor, entriesInside } from './compensation.js';
import { cutOffInside } from './cut-off.js';
import { openJob } from './open-job.js';
import { activeOf, definitionIn, fault, nodeOf, record, type Fault, type Run } from './run.js';
import { openBoundaries } from './waits.js';
import { throwMessageOrSignal } from './throwing.js';

/** Everything the event throws, in its order; it completes unless something of it has to be waited for. */
export function throwAll(run: Run, active: ActiveElement, node: Node, throws: readonly Throw[], inputs: Variables): Fault | null {
  let isDone = true;
  for (const thrown of throws) {
    const thrownNow = throwOne(run, active, node, thrown, inputs);
    if (thrownNow.kind === 'faulted') return thrownNow.fault;
    if (thrownNow.kind === 'waits') isDone = false;
  }
  if (isDone) run.errands.push({ kind: 'complete', elementKey: active.elementKey });
  return null;
}

type Thrown = Readonly<{ kind: 'done' | 'waits' }> | Readonly<{ kind: 'faulted'; fault: Fault }>;
const done: Thrown = { kind: 'done' };
const waits: Thrown = { kind: 'waits' };
const or = (failure: Fault | null, thrown: Thrown): Thrown => (failure === null ? thrown : { kind: 'faulted', fault: failure });

function throwOne(run: Run, active: ActiveElement, node: Node, thrown: Throw, inputs: Variables): Thrown {
  const { elementKey } = active;
  switch (thrown.kind) {
    case 'message':
      if (thrown.job !== null) return or(openJob(run, active, thrown.job, node.name, inputs) ?? openBoundaries(run, active, node), waits);
      return or(throwMessageOrSignal(run, active, thrown, inputs), done);
    case 'signal':
      return or(throwMessageOrSignal(run, active, thrown, inputs), done);
    case 'error':
    case 'escalation':
      run.errands.push({ kind: 'throw', elementKey, of: thrown.kind, code: thrown.code, variables: inputs, text: null, jobKey: null });
      // What an error end event leaves behind is cut off with the scope that catches it.
      return thrown.kind === 'error' ? waits : done;
    case 'compensation': {
      const entries = entriesFor(run, active, thrown.activity);
      if (entries.length === 0) return done;
      record(run, { type: 'CompensationStarted', data: { throwerKey: elementKey, element: node.id, entries, waits: thrown.waits } });
      run.errands.push({ kind: 'compensate', throwerKey: elementKey });
      return thrown.waits ? waits : done;
    }
    case 'cancel':
      return cancel(run, active, node);
    case 'terminate':
      cutOffInside(run, active.scope, 'terminated', [elementKey]);
      return done;
    case 'link': {
      const target = definitionIn(run, active.scope).nodes[thrown.target];
      if (target !== undefined) run.errands.push({ kind: 'enter', node: target, scope: active.scope, via: [] });
      return done;
    }
  }
}

/** Everything else in the transaction stops, what was done is undone, and the token leaves at the cancel boundary event. §13.5.5 */
function cancel(run: Run, active: ActiveElement, node: Node): Thrown {
  const transaction = transactionAround(run, active);
  if (transaction === undefined)
    return { kind: 'faulted', fault: fault('CANCEL_OUTSIDE', `“${node.name}” không nằm trong giao dịch`, `"${node.name}" is in no transaction`) };
  const keep = keysAround(run, active, transaction.elementKey);
  cutOffInside(run, transaction.elementKey, 'interrupted', keep);
  const entries = entriesInside(run, transaction.elementKey);
  record(run, {
    type: 'CompensationStarted',
    data: { throwerKey: active.elementKey, element: node.id, entries, waits: true, cancels: transaction.elementKey },
  });
  run.errands.push({ kind: 'compensate', throwerKey: active.elementKey });
  return waits;
}

function transactionAround(run: Run, active: ActiveElement): ActiveElement | undefined {
  let around = activeOf(run, active.scope);
  // Each turn goes one scope outwards.
  while (around !== undefined) {
    const node = nodeOf(run, around);
    if (node?.kind === 'subProcess' && node.variant === 'transaction' && around.part !== 'body') return around;
    around = activeOf(run, around.scope);
  }
  return undefined;
}

/** The cancel event itself, and what contains it inside the transaction. */
function keysAround(run: Run, active: ActiveElement, transaction: string): readonly string[] {
  const keys: string[] = [];
  let around: ActiveElement | undefined = active;
  while (around !== undefined && around.elementKey !== transaction) {
    keys.push(around.elementKey);
    around = activeOf(run, around.scope);
  }
  return keys;
}
