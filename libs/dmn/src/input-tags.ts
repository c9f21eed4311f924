import { isMistagged, TAGGED_KINDS, type Json } from '@lienthong/feel';
import type { EvaluationError } from './compile/run.js';

type Fields = Readonly<Record<string, Json>>;
type Untagged = Readonly<{ input: Fields; errors: readonly EvaluationError[] }>;

/** As deep as data is read at all. */
const MAX_DEPTH = 200;
/** Of one input hardly anybody reads more. */
const MAX_ERRORS = 20;

/**
 * Inputs whose `{"@type","@value"}` says no value of FEEL: null in its place, with an error. Taken for a context, it would go through
 * the decision as data and come out as a wrong answer without a word.
 */
export function withoutMistagged(input: Fields): Untagged {
  const errors: EvaluationError[] = [];
  const result = clearedFields(input, '', 0, errors);
  return { input: result, errors };
}

function cleared(json: Json, place: string, depth: number, errors: EvaluationError[]): Json {
  if (typeof json === 'number' && !Number.isFinite(json)) return refused(errors, place, BEYOND_JSON);
  if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) return json;
  if (isArray(json)) {
    const items = json.map((item, i) => cleared(item, `${place}[${i + 1}]`, depth + 1, errors));
    return items.some((item, i) => item !== json[i]) ? items : json;
  }
  if (!isMistagged(json)) return '@type' in json ? json : clearedFields(json, place, depth, errors);
  return refused(errors, place, complaint(json));
}

/** What a reader of JSON makes of 1e400. */
const BEYOND_JSON = { vi: 'số quá lớn để viết trong JSON; viết {"@type":"number","@value":"…"}', en: 'expected a number that JSON can hold, or {"@type":"number","@value":"…"}' };

function refused(errors: EvaluationError[], element: string, text: EvaluationError['text']): null {
  if (errors.length < MAX_ERRORS) errors.push({ element, text });
  return null;
}

/** The object itself where nothing in it is wrong. */
function clearedFields(fields: Fields, place: string, depth: number, errors: EvaluationError[]): Fields {
  const entries = Object.entries(fields).map(([name, value]) => [name, value, cleared(value, place === '' ? name : `${place}.${name}`, depth + 1, errors)] as const);
  return entries.some(([, before, after]) => before !== after) ? Object.fromEntries(entries.map(([name, , after]) => [name, after])) : fields;
}

const isArray = (json: Json): json is readonly Json[] => Array.isArray(json);

function complaint({ '@type': type, '@value': value }: Fields): EvaluationError['text'] {
  const kind = typeof type === 'string' ? type.slice(0, 60) : '';
  if (value === undefined) return { vi: `thiếu "@value" là giá trị kiểu “${kind}”, viết dạng văn bản`, en: `expected "@value" to be the text of a ${kind}, but there is none` };
  const written = (JSON.stringify(value) ?? '').slice(0, 100);
  return TAGGED_KINDS.includes(kind)
    ? { vi: `${written} không phải là giá trị kiểu “${kind}” (viết dạng văn bản, không kèm gì khác)`, en: `expected "@value" to be the text of a ${kind} and nothing else beside it, but got ${written}` }
    : { vi: `không có kiểu “${kind}”; "@type" là một trong: ${TAGGED_KINDS.join(', ')}`, en: `expected "@type" to be one of ${TAGGED_KINDS.join(', ')}, but got "${kind}"` };
}
