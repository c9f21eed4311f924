import type { ComplexGateway, InclusiveGateway } from '../definition.js';
import { childrenOf, definitionIn, type Run } from '../engine/run.js';
import { flowIds, tokensOn } from './default-behaviour.js';

/**
 * BPMN 2.0.2 §13.4.3: the gateway waits while a token is on its way to an incoming flow that has none, unless the same token
 * may also come to one that has. A token on its way stands on a flow or in an active element of the scope.
 */
export function isSomeoneComing(run: Run, node: InclusiveGateway | ComplexGateway, scope: string, awaited: readonly number[]): boolean {
  const { nodes, flows, nodeIndex, flowIndex } = definitionIn(run, scope);
  const ids = flowIds(run, scope, node.incoming);
  const hasToken = ids.map((id) => tokensOn(run, scope, id) > 0);
  const places = new Set<number>();
  for (const token of run.state.tokens) {
    const flow = token.scope === scope ? flows[flowIndex[token.flow] ?? -1] : undefined;
    if (flow !== undefined && flow.target !== node.index) places.add(flow.target);
  }
  for (const { element } of childrenOf(run, scope)) {
    const index = nodeIndex[element];
    if (index !== undefined && nodes[index] !== undefined && index !== node.index) places.add(index);
  }
  return [...places].some((place) => {
    const reaches = (incoming: number): boolean => node.upstream[incoming]?.includes(place) === true;
    const isExpected = node.incoming.some((flow, at) => awaited.includes(flow) && hasToken[at] === false && reaches(at));
    return isExpected && !node.incoming.some((_, at) => hasToken[at] === true && reaches(at));
  });
}
