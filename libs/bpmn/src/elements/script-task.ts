import type { ScriptTask } from '../definition.js';
import { faulted, passes, type ElementBehaviour } from '../engine/behaviour.js';
import { fault } from '../engine/run.js';
import { evaluateIn, lookupOf, propagate, setIn } from '../engine/scope.js';

/**
 * Evaluates FEEL and writes the result in the same step, so that parallel branches that add to one variable lose nothing.
 * With output mappings the result is the task's own; without, it goes where the variable is.
 */
export const scriptTask: ElementBehaviour<ScriptTask> = {
  activate(run, node, active) {
    const result = evaluateIn(run, node.script, lookupOf(run, active));
    if (result.kind === 'failed') return faulted(fault('SCRIPT_FAILED', `Không tính được “${node.name}”: ${result.vi}`, `"${node.name}" cannot be worked out: ${result.en}`));
    if (node.resultVariable !== null) {
      if (node.outputs.length > 0) setIn(run, active.elementKey, { [node.resultVariable]: result.value });
      else propagate(run, active.elementKey, { [node.resultVariable]: result.value });
    }
    return passes;
  },
};
