import type { CaseFinding, Doubt, Finding, Outcome } from '@lienthong/bpmn';
import type { CallFinding } from './decision-calls.js';
import { plainVariables } from './variables-json.js';

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

export const findingLines = (findings: readonly (Finding | CaseFinding | CallFinding | Doubt)[], lang: Language): readonly AnswerLine[] =>
  findings.map(({ element, rule, text }) => ({ element, rule, text: text[lang] }));

export const refusedLine = (findings: readonly (Finding | CaseFinding)[], lang: Language): AnswerLine => ({
  outcome: 'refused', variables: {}, findings: findingLines(findings, lang), events: 0,
});

/** Something went wrong that no model should be able to cause; the batch goes on. */
export function internalLine(id: unknown, because: string, lang: Language): AnswerLine {
  const text = { vi: `Lỗi bên trong: ${because}`, en: `Internal error: ${because}` }[lang];
  return { id, outcome: 'incident', variables: {}, incident: { code: 'INTERNAL', element: null, text }, events: 0 };
}

/** As a line begins that breaks off later. */
const FIRST_ID = /^\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.){0,1000}"|-?\d{1,15}(?![\d.eE]))/;

/** The id of a line that may be anything, also of one that cannot be read; null where it has none. */
export function idIn(line: string): unknown {
  try {
    const { id = null } = JSON.parse(line) as { id?: unknown };
    return id;
  } catch {
    const [, text] = FIRST_ID.exec(line.slice(0, 2_100)) ?? [];
    return text === undefined ? null : parsed(text);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
