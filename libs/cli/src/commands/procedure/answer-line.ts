import { caseInvalid, readCase, rehearse, type CaseFinding, type Finding, type Json, type Outcome } from '@lienthong/bpmn';
import { resolve } from 'node:path';
import type { Models } from './models.js';
import { parseJson, plain, plainVariables } from './variables-json.js';

export type Language = 'vi' | 'en';

/** The answer to one case, or the last line of a run. The order of the fields is that of the issue. */
export type AnswerLine = Readonly<Record<string, unknown>>;

export function answerOf(outcome: Outcome, lang: Language, withOthers = false): AnswerLine {
  const { variables, events, others } = outcome;
  return {
    outcome: outcome.outcome,
    variables: plainVariables(variables),
    ...(outcome.outcome === 'waiting' && { waiting: outcome.waiting }),
    ...(outcome.outcome === 'incident' && { incident: { ...outcome.incident, text: outcome.incident.text[lang] } }),
    ...(outcome.outcome === 'refused' && { findings: findingLines(outcome.findings, lang) }),
    events,
    ...(withOthers && { others }),
  };
}

export const findingLines = (findings: readonly (Finding | CaseFinding)[], lang: Language): readonly AnswerLine[] =>
  findings.map(({ element, rule, text }) => ({ element, rule, text: text[lang] }));

export const refusedLine = (findings: readonly (Finding | CaseFinding)[], lang: Language): AnswerLine => ({
  outcome: 'refused', variables: {}, findings: findingLines(findings, lang), events: 0,
});

/** Something went wrong that no model should be able to cause; the batch goes on. */
export function internalLine(id: unknown, because: string, lang: Language): AnswerLine {
  const text = { vi: `Lỗi bên trong: ${because}`, en: `Internal error: ${because}` }[lang];
  return { id, outcome: 'incident', variables: {}, incident: { code: 'INTERNAL', element: null, text }, events: 0 };
}

/** The id of a line that may be anything; null where it has none. */
export function idIn(line: string): unknown {
  try {
    const { id = null } = JSON.parse(line) as { id?: unknown };
    return id;
  } catch {
    return null;
  }
}

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
  if (!isFields(json)) return refusedLine([caseInvalid('Expected to read a case, but the line is no JSON object')], lang);
  const reading = readCase(json);
  if (reading.kind === 'refused') return refusedLine([caseInvalid(reading.because)], lang);
  if (typeof json['model'] !== 'string') return refusedLine([caseInvalid('Expected to read model, but it is not the path of a file')], lang);
  const loaded = await models.load(resolve(folder, json['model']));
  if (loaded.kind === 'unusable') return refusedLine([caseInvalid(loaded.because)], lang);
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
