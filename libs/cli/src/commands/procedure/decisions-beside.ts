import type { CalledDecision, FindDecision, Model } from '@lienthong/bpmn';
import { evaluateDecision, requiredInputs } from '@lienthong/dmn';
import { dirname } from 'node:path';
import { modelsIn, openModels, type File } from '../decision/models.js';

/** The folder itself and one below. */
const LEVELS = 1;

export const asksDecisions = ({ processes }: Model): boolean => Object.values(processes).some(({ nodes }) => nodes.some(({ kind }) => kind === 'businessRuleTask'));

/** What says whether a file of decisions beside the model was added or changed. */
export const stampOfDecisions = async (path: string): Promise<string> => stampOf(await modelsIn(dirname(path), LEVELS));

const stampOf = (files: readonly File[]): string => files.map((file) => `${file.path}:${file.stamp}`).join('|');

/** The decisions of the DMN files beside a model; of several with one id the last by name, so that `2027-01-01.dmn` goes before `2026-01-01.dmn`. Null where there is no such file. */
export const decisionsBeside = (path: string): Promise<FindDecision | null> => decisionsIn(dirname(path));

export async function decisionsIn(folder: string): Promise<FindDecision | null> {
  const files = await modelsIn(folder, LEVELS);
  if (files.length === 0) return null;
  const models = openModels();
  const called = new Map<string, CalledDecision>();
  for (const file of files) {
    const reading = await models.load(file.path);
    if (!('kind' in reading) || reading.kind !== 'read') continue;
    const { model } = reading;
    for (const { id, name } of model.decisions)
      called.set(id, { name, model: model.id, version: 1, effectiveFrom: '', inputs: requiredInputs(model, id), evaluate: (input, now) => evaluateDecision(model, id, input, { now }) });
  }
  return (decision) => called.get(decision);
}
