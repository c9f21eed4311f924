import type { Text, Variables } from '../instance-state.js';
import { after, readMoment } from './moments.js';
import type { Case } from './rehearse.js';
import type { Answer } from './script.js';

/** A case may have this many answers; the longest recorded dossier has some dozens. */
export const MAX_ANSWERS = 10_000;

export type CaseReading = Readonly<{ kind: 'read'; case: Case }> | Refused;
/** `because` in English, `vi` in Vietnamese. */
type Refused = Readonly<{ kind: 'refused'; because: string; vi: string }>;
const refused = (because: string, vi: string): Refused => ({ kind: 'refused', because, vi });

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const TARGETS = ['element', 'message', 'signal'] as const;

/** From JSON; what else stands in it (id, model) is the caller's. Null is as good as nothing. */
export function readCase(json: unknown): CaseReading {
  if (!isFields(json)) return refused('Expected to read a case, but it is not an object', 'trường hợp không phải là một đối tượng JSON');
  const { process, input, answers, until, start } = json;
  for (const [name, value] of Object.entries({ process, until, start })) {
    if (!isAbsent(value) && typeof value !== 'string') return refused(`Expected to read ${name}, but it is not text`, `${name} không phải chữ`);
  }
  if (typeof until === 'string' && after(0, until) === null && readMoment(until) === null)
    return refused(`Expected to read until "${until}", but it is neither an ISO 8601 duration nor a moment with its offset`, `until “${until}” không phải khoảng thời gian ISO 8601, cũng không phải thời điểm có múi giờ`);
  if (typeof start === 'string' && readMoment(start) === null) return refused(`Expected to read start "${start}", but it is no moment with its offset`, `start “${start}” không phải thời điểm có múi giờ`);
  const variables = variablesOf({ en: 'input', vi: 'input' }, input);
  if ('because' in variables) return variables;
  const read = readAnswers(answers);
  if ('because' in read) return read;
  return {
    kind: 'read',
    case: {
      input: variables.variables, answers: read.answers,
      ...(typeof process === 'string' && { process }), ...(typeof until === 'string' && { until }), ...(typeof start === 'string' && { start }),
    },
  };
}

export function readAnswers(json: unknown): Readonly<{ kind: 'read'; answers: readonly Answer[] }> | Refused {
  if (isAbsent(json)) return { kind: 'read', answers: [] };
  if (!Array.isArray(json)) return refused('Expected to read answers, but they are not a list', 'answers không phải là danh sách');
  if (json.length > MAX_ANSWERS) return refused(`Expected to read answers, but there are ${json.length}, at most ${MAX_ANSWERS} are taken`, `có ${json.length} câu trả lời, chỉ nhận nhiều nhất ${MAX_ANSWERS}`);
  const answers: Answer[] = [];
  for (const [index, each] of json.entries()) {
    const answer = readAnswer(each, { en: `answer ${index + 1}`, vi: `câu trả lời ${index + 1}` });
    if ('because' in answer) return answer;
    answers.push(answer.answer);
  }
  return { kind: 'read', answers };
}

function readAnswer(json: unknown, what: Text): Readonly<{ answer: Answer }> | Refused {
  const no = (en: string, vi: string): Refused => refused(`Expected to read ${what.en}, but ${en}`, `${what.vi}: ${vi}`);
  if (!isFields(json)) return no('it is not an object', 'không phải đối tượng JSON');
  const targets = TARGETS.filter((target) => !isAbsent(json[target]));
  const [to] = targets;
  if (to === undefined || targets.length > 1) return no(`it names ${targets.length === 0 ? 'no' : 'more than one'} element, message or signal`, `${targets.length === 0 ? 'không nêu' : 'nêu nhiều hơn một'} element, message hay signal`);
  const name = json[to];
  if (typeof name !== 'string' || name === '') return no(`${to} is not text`, `${to} không phải chữ`);
  for (const span of ['after', 'timeToLive']) {
    const value = json[span];
    if (!isAbsent(value) && (typeof value !== 'string' || after(0, value) === null)) return no(`${span} is no ISO 8601 duration`, `${span} không phải khoảng thời gian ISO 8601`);
  }
  const { error, fact, correlationKey } = json;
  if (!isAbsent(fact) && (typeof fact !== 'string' || to !== 'element')) return no('fact is not the name of a fact that completes an element', 'fact không phải tên sự kiện hoàn thành một phần tử');
  if (!isAbsent(error) && (typeof error !== 'string' || to !== 'element')) return no('error is not the code of an error of an element', 'error không phải mã lỗi của một phần tử');
  if (!isAbsent(correlationKey) && typeof correlationKey !== 'string' && typeof correlationKey !== 'number') return no('correlationKey is neither text nor a number', 'correlationKey không phải chữ cũng không phải số');
  const variables = variablesOf(what, json['variables']);
  if ('because' in variables) return variables;
  return {
    answer: {
      to, name, variables: variables.variables,
      error: typeof error === 'string' ? error : null,
      fact: typeof fact === 'string' ? fact : null,
      after: typeof json['after'] === 'string' ? json['after'] : null,
      correlationKey: isAbsent(correlationKey) ? '' : String(correlationKey),
      timeToLive: typeof json['timeToLive'] === 'string' ? json['timeToLive'] : null,
    },
  };
}

function variablesOf(what: Text, json: unknown): Readonly<{ variables: Variables }> | Refused {
  if (isAbsent(json)) return { variables: {} };
  return isFields(json) ? { variables: json as Variables } : refused(`Expected to read variables of ${what.en}, but they are not an object`, `biến của ${what.vi} không phải đối tượng JSON`);
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;
