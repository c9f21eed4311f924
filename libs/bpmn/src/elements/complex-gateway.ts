import type { ComplexGateway } from '../definition.js';
import { leaves, passes, type Departure, type ElementBehaviour } from '../engine/behaviour.js';
import { definitionIn, record, type Run } from '../engine/run.js';
import { lookupIn, lookupOf, over, verdictOf } from '../engine/scope.js';
import type { ActiveElement } from '../instance-state.js';
import { flowIds, noWay, tokensOn, undecided } from './default-behaviour.js';
import { isSomeoneComing } from './upstream.js';

/**
 * BPMN 2.0.2 §13.4.5. Waiting for start: fires as soon as its activation condition is true, with one token of each flow that
 * has one. Waiting for reset: takes the tokens of the other flows as they come, and is new when none is expected any more.
 */
export const complexGateway: ElementBehaviour<ComplexGateway> = {
  gather(run, node, scope, flow) {
    if (!isJoin(node)) return [flow];
    if (resetOf(run, node, scope) !== undefined) return null;
    const incoming = flowIds(run, scope, node.incoming);
    const arrived = incoming.filter((id) => tokensOn(run, scope, id) > 0);
    const activationCount = incoming.reduce((count, id) => count + tokensOn(run, scope, id), 0);
    const condition = node.activation;
    if (condition === null) return arrived.length === incoming.length ? arrived : null;
    const verdict = verdictOf(run, condition, over({ activationCount, waitingForStart: true }, lookupIn(run, scope)));
    return verdict === true ? arrived : null;
  },
  gatherAtRest(run, node, scope) {
    const reset = resetOf(run, node, scope);
    if (reset === undefined) return null;
    const rest = node.incoming.filter((index) => !reset.arrived.includes(flowIds(run, scope, [index])[0] ?? ''));
    const restIds = flowIds(run, scope, rest);
    if (isSomeoneComing(run, node, scope, rest)) return null;
    const late = restIds.filter((id) => tokensOn(run, scope, id) > 0);
    if (late.length > 0) return late;
    // Nothing came and nothing comes: it is new again, and no token passes.
    record(run, { type: 'GatewayReset', data: { scope, element: node.id } });
    return null;
  },
  activate(run, node, active) {
    const { scope } = active;
    if (!isJoin(node)) return passes;
    if (resetOf(run, node, scope) !== undefined) return passes;
    const arrived = active.arrived;
    if (arrived.length < node.incoming.length) record(run, { type: 'GatewayFired', data: { scope, element: node.id, arrived } });
    return passes;
  },
  depart: (run, node, active) => ways(run, node, active),
};

const isJoin = (node: ComplexGateway): boolean => node.incoming.length > 1;
const resetOf = ({ state }: Run, node: ComplexGateway, scope: string): Run['state']['resets'][number] | undefined =>
  state.resets.find((reset) => reset.scope === scope && reset.element === node.id);

function ways(run: Run, node: ComplexGateway, active: ActiveElement): Departure {
  const { flows } = definitionIn(run, active.scope);
  const reset = resetOf(run, node, active.scope);
  const isLate = reset !== undefined && active.arrived.every((flow) => !reset.arrived.includes(flow));
  const find = over({ waitingForStart: !isLate, activationCount: active.arrived.length }, lookupOf(run, active));
  const taken: number[] = [];
  for (const index of node.outgoing) {
    if (index === node.otherwise) continue;
    const condition = flows[index]?.condition ?? null;
    // A way without a condition belongs to the start: taken at the reset too, it would run everything behind the join twice.
    const verdict = condition === null ? !isLate : verdictOf(run, condition, find);
    if (typeof verdict !== 'boolean') return undecided(node, verdict);
    if (verdict) taken.push(index);
  }
  if (isLate) {
    record(run, { type: 'GatewayReset', data: { scope: active.scope, element: node.id } });
    // The default answers the conditions here as well; where it is the only way, it is one without a condition.
    return leaves(taken.length === 0 && node.otherwise !== null && node.outgoing.length > 1 ? [node.otherwise] : taken);
  }
  if (taken.length > 0) return leaves(taken);
  if (node.otherwise !== null) return leaves([node.otherwise]);
  return node.outgoing.length === 0 ? leaves([]) : noWay(node);
}
