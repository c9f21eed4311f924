import type { CalledDecision } from '@lienthong/bpmn';
import { evaluateDecision, requiredInputs } from '@lienthong/dmn';
import type { PublishedDecisions } from '@lienthong/service-host';

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
  return { name, model: modelId, version, effectiveFrom, inputs: requiredInputs(model, decision), evaluate: (input, now) => evaluateDecision(model, decision, input, { now }) };
}
