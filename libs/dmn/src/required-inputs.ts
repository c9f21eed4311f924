import type { Node } from './link.js';
import type { DecisionModel } from './model.js';

/** The names of all input data that a decision rests on in the end, in the models that it imports too; none where there is no such decision. */
export function requiredInputs({ linked }: DecisionModel, decision: string): readonly string[] {
  const first = linked.nodes.get(decision);
  const open: Node[] = first === undefined ? [] : [first];
  const seen = new Set<Node>();
  // Each element is looked at once.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...node.requires.map((required) => required.node));
  }
  return [...new Set([...seen].flatMap(({ source }) => (source.kind === 'input' ? [source.name] : [])))];
}
