import type { CalledDecision } from '@lienthong/bpmn';
import { evaluateDecision, type DecisionModel } from '@lienthong/dmn';
import type { PublishedDecisions } from '@lienthong/service-host';

type Node = NonNullable<ReturnType<DecisionModel['linked']['nodes']['get']>>;

/** A published decision as the engine asks it, in the version of the day. */
export async function calledDecision(published: PublishedDecisions, decision: string, day: string): Promise<CalledDecision | undefined> {
  const looked = await published.lookUp(decision, day);
  if (looked.kind === 'unknown') return undefined;
  if (looked.kind === 'broken') {
    const { model: element, because } = looked;
    const text = { vi: `không đọc được bảng quyết định: ${because}`, en: `the model cannot be read: ${because}` };
    return { name: decision, model: element, version: 0, effectiveFrom: day, inputs: [], evaluate: () => ({ value: null, errors: [{ element, text }], trace: [] }) };
  }
  const { name, model, modelId, version, effectiveFrom } = looked.found;
  return { name, model: modelId, version, effectiveFrom, inputs: inputsOf(model, decision), evaluate: (input, now) => evaluateDecision(model, decision, input, { now }) };
}

/** The names of all that the decision rests on in the end, in the models that it imports too. */
function inputsOf({ linked }: DecisionModel, decision: string): readonly string[] {
  const seen = new Set<Node>();
  const open = [linked.nodes.get(decision)];
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (node === undefined || seen.has(node)) continue;
    seen.add(node);
    open.push(...node.requires.map((required) => required.node));
  }
  return [...new Set([...seen].flatMap(({ source }) => (source.kind === 'input' ? [source.name] : [])))];
}
