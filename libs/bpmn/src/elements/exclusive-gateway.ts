import { evaluate } from '@lienthong/feel';
import { faulted, leaves, leavesNothingOpen, passes, type Departure, type ElementBehaviour, type Scope } from '../behaviour.js';
import type { ExclusiveGateway } from '../definition.js';

/**
 * The first true condition in the order of the file, else the default. A condition that is neither true nor false,
 * or that met a problem on the way, is an incident: a dossier must not take a branch by accident.
 */
export const exclusiveGateway: ElementBehaviour<ExclusiveGateway> = {
  activate: passes,
  complete: choose,
  terminate: leavesNothingOpen,
};

function choose(node: ExclusiveGateway, { definition, state }: Scope): Departure {
  for (const index of node.outgoing) {
    const flow = definition.flows[index];
    if (flow === undefined) continue;
    if (flow.condition === null) return leaves([index]);
    const { value, problems } = evaluate(flow.condition, state.variables);
    const [problem] = problems;
    if (problem !== undefined || typeof value !== 'boolean') {
      const source = flow.condition.source.trim();
      const [vi, en] =
        problem === undefined
          ? [`kết quả là ${JSON.stringify(value)}`, `it is ${JSON.stringify(value)}`]
          : [problem.text.vi, problem.text.en];
      return faulted(
        'CONDITION_UNDECIDED',
        `Điều kiện “${source}” không đúng cũng không sai: ${vi}`,
        `Condition "${source}" is neither true nor false: ${en}`,
      );
    }
    if (value) return leaves([index]);
  }
  if (node.otherwise !== null) return leaves([node.otherwise]);
  return faulted('NO_BRANCH', `Không nhánh nào của “${node.name}” đúng`, `No branch of "${node.name}" is true`);
}
