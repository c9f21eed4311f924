import { caseInvalid, readCase, rehearse, type Json } from '@lienthong/bpmn';
import { resolve } from 'node:path';
import { answerOf, internalLine, refusedLine, type AnswerLine, type Language } from './answer-line.js';
import type { Models } from './models.js';
import { parseJson, plain } from './variables-json.js';

export type Setting = Readonly<{ folder: string; lang: Language; withOthers: boolean; models: Models }>;

/** One line of a file of cases in, one out. Never rejects. */
export async function playLine(line: string, setting: Setting): Promise<string> {
  const json = parsed(line);
  const id = isFields(json) ? plain((json['id'] ?? null) as Json) : null;
  try {
    return JSON.stringify({ id, ...(await answerTo(json, setting)) });
  } catch (error) {
    return JSON.stringify(internalLine(id, error instanceof Error ? error.message : String(error), setting.lang));
  }
}

async function answerTo(json: unknown, { folder, lang, withOthers, models }: Setting): Promise<AnswerLine> {
  if (!isFields(json)) return refusedLine([caseInvalid('Expected to read a case, but the line is no JSON object', 'dòng này không phải đối tượng JSON')], lang);
  const reading = readCase(json);
  if (reading.kind === 'refused') return refusedLine([caseInvalid(reading.because, reading.vi)], lang);
  if (typeof json['model'] !== 'string') return refusedLine([caseInvalid('Expected to read model, but it is not the path of a file', 'model không phải đường dẫn của tệp')], lang);
  const loaded = await models.load(resolve(folder, json['model']));
  if (loaded.kind === 'unusable') return refusedLine([caseInvalid(loaded.because, loaded.vi)], lang);
  if (loaded.kind === 'refused') return refusedLine(loaded.findings, lang);
  return answerOf(rehearse(loaded.drawing, reading.case), lang, withOthers);
}

const isFields = (json: unknown): json is Readonly<Record<string, unknown>> => typeof json === 'object' && json !== null && !Array.isArray(json);

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
