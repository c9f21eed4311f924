import type { CallActivity } from '../definition.js';
import { faulted, type ElementBehaviour } from '../engine/behaviour.js';
import { activeOf, fault, record, type Run } from '../engine/run.js';
import { lookupOf, textOf, valueOf } from '../engine/scope.js';
import type { ActiveElement, Json, Variables } from '../instance-state.js';

/** A chain of calls this long calls itself. */
const MOST_CALLS = 20;

/** Binds a version of the called process and runs it inside this instance, with variables of its own. BPMN 2.0.2 §13.3.6. */
export const callActivity: ElementBehaviour<CallActivity> = {
  activate(run, node, active, inputs) {
    const callee = valueOf(run, node.process, lookupOf(run, active));
    if (callee.kind === 'failed') return faulted(fault('CALL_FAILED', callee.vi, callee.en));
    const id = textOf(callee.value);
    if (callsAround(run, active) >= MOST_CALLS)
      return faulted(fault('CALL_TOO_DEEP', `Quy trình gọi nhau quá ${MOST_CALLS} tầng: “${id}”`, `Processes call each other more than ${MOST_CALLS} deep: "${id}"`));
    const called = run.resolve(id, node.binding);
    if (called === undefined)
      return faulted(fault('PROCESS_UNKNOWN', `Không có quy trình “${id}” để gọi`, `There is no process "${id}" to call`));
    const variables = node.propagateAllParent ? { ...everythingSeen(run, active.elementKey), ...inputs } : inputs;
    record(run, { type: 'ProcessCalled', data: { elementKey: active.elementKey, element: node.id, process: id, version: called.version, variables } });
    return { kind: 'opens', contents: called.definition.contents, definition: called.definition };
  },
};

function callsAround(run: Run, active: ActiveElement): number {
  let calls = 0;
  let around = activeOf(run, active.scope);
  // Each turn goes one scope outwards.
  while (around !== undefined) {
    if (around.called !== null) calls += 1;
    around = activeOf(run, around.scope);
  }
  return calls;
}

function everythingSeen(run: Run, scope: string): Variables {
  const layers: Variables[] = [];
  let key = scope;
  while (key !== '') {
    const active = activeOf(run, key);
    if (active === undefined) break;
    layers.unshift(active.variables);
    if (active.called !== null) return merged(layers);
    key = active.scope;
  }
  return merged([run.state.variables, ...layers]);
}

const merged = (layers: readonly Variables[]): Variables => Object.fromEntries(layers.flatMap((layer) => Object.entries<Json>(layer)));
