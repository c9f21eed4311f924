import { isActivity, type Node } from '../definition.js';
import { leaves, faulted, type Departure } from '../engine/behaviour.js';
import { definitionIn, fault, type Run } from '../engine/run.js';
import { lookupOf, verdictOf, type Verdict } from '../engine/scope.js';
import type { ActiveElement, Token } from '../instance-state.js';

export const tokensOn = ({ state }: Pick<Run, 'state'>, scope: string, flow: string): number =>
  state.tokens.reduce((count, token: Token) => count + (token.flow === flow && token.scope === scope ? 1 : 0), 0);

export const flowIds = (run: Run, scope: string, indexes: readonly number[]): readonly string[] => {
  const { flows } = definitionIn(run, scope);
  return indexes.map((index) => flows[index]?.id ?? '');
};

/** One token, or as many as the start quantity says. BPMN 2.0.2 §13.3.2. */
export function gatherOne(run: Run, node: Node, scope: string, flow: string): readonly string[] | null {
  const quantity = isActivity(node) ? node.startQuantity : 1;
  if (quantity === 1) return [flow];
  const waiting = node.incoming.flatMap((index) => {
    const [id = ''] = flowIds(run, scope, [index]);
    return new Array<string>(tokensOn(run, scope, id)).fill(id);
  });
  return waiting.length < quantity ? null : waiting.slice(0, quantity);
}

/** Every flow without a condition and every one whose condition is true; the default where no condition is. §13.2.1. */
export function departAll(run: Run, node: Node, active: ActiveElement): Departure {
  const { flows } = definitionIn(run, active.scope);
  const taken: number[] = [];
  let hasConditions = false;
  let isAnyTrue = false;
  for (const index of node.outgoing) {
    const condition = index === node.otherwise ? undefined : (flows[index]?.condition ?? null);
    if (condition === undefined) continue;
    if (condition === null) {
      taken.push(index);
      continue;
    }
    hasConditions = true;
    const verdict = verdictOf(run, condition, lookupOf(run, active));
    if (typeof verdict !== 'boolean') return undecided(node, verdict);
    if (verdict) taken.push(index);
    isAnyTrue ||= verdict;
  }
  if (!isAnyTrue && node.otherwise !== null) return leaves(hasConditions || taken.length === 0 ? [...taken, node.otherwise] : taken);
  return taken.length === 0 && node.outgoing.length > 0 ? noWay(node) : leaves(taken);
}

export const undecided = (node: Node, verdict: Exclude<Verdict, boolean>): Departure =>
  faulted(fault('CONDITION_UNDECIDED', `Không quyết định được đường đi sau “${node.name}”: ${verdict.vi}`, `The way on after "${node.name}" cannot be decided: ${verdict.en}`));

export const noWay = (node: Node): Departure =>
  faulted(fault('CONDITION_UNDECIDED', `Không điều kiện nào sau “${node.name}” là đúng`, `No condition after "${node.name}" is true`));
