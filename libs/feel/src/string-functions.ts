import { decimalOfWhole, type Decimal } from './decimal.js';
import { wrongKind } from './evaluation.js';
import { countOf, cutCountOf } from './number-functions.js';
import { growText, problem, spend, spendText, type Call } from './problem.js';
import { any, defined, list, number, optional, signature, text } from './signature.js';
import type { Signature, Value } from './value.js';
import { textOfValue } from './value-text.js';

/** Comparisons of letters that cost what one step of an expression does. */
const LETTERS_PER_STEP = 4_096;

/** Reading a text costs by its length, and looking for a long one in it by what may have to be compared. */
const reading = (apply: (string: string, match: string) => Value): Signature =>
  signature([text('string'), text('match')], (call, string, match) => {
    const letters = Math.max(0, string.length - match.length) * match.length;
    return spend(call.evaluation, call.span, Math.ceil(letters / LETTERS_PER_STEP)) && spendText(call, string.length) ? apply(string, match) : null;
  });

/** Writing a text, too. */
const changed = (apply: (string: string) => string): Signature =>
  signature([text('string')], (call, string) => (spendText(call, string.length) ? apply(string) : null));

const isBasic = (string: string): boolean => !/[\ud800-\udfff]/.test(string);

/** Counted in characters, not in halves of those beyond the basic plane; from the end when negative. */
function substring(call: Call, string: string, start: Decimal, length: Decimal | undefined): Value {
  const [from, count] = [countOf(start), length === undefined ? Infinity : cutCountOf(length)];
  if (from === undefined || from === 0) return wrongKind(call.evaluation, call.span, 'position', start);
  if (count === undefined || count < 0) return wrongKind(call.evaluation, call.span, 'length', length ?? null);
  if (!spendText(call, string.length)) return null;
  // Most texts have no character beyond the basic plane, and each of their units is one.
  const points = isBasic(string) ? string : Array.from(string);
  const index = from > 0 ? from - 1 : points.length + from;
  const found = points.slice(Math.max(0, index), Math.max(0, index + count));
  return typeof found === 'string' ? found : found.join('');
}

function join(call: Call, items: readonly Value[], delimiter: string | undefined): Value {
  const wrong = items.find((item) => item !== null && typeof item !== 'string');
  const texts = items.filter((item) => typeof item === 'string');
  if (wrong !== undefined) return wrongKind(call.evaluation, call.span, 'string', wrong);
  const separator = delimiter ?? '';
  const length = texts.reduce((total, item) => total + item.length + separator.length, 0);
  return growText(call, length + texts.length) ? texts.join(separator) : null;
}

const isSpace = (character: string): boolean => character.trim() === '';

export const STRING_FUNCTIONS = defined({
  string: signature([any('from')], (call, from) => (from === null ? null : textOfValue(from, call))),
  substring: signature([text('string'), number('start position'), optional(number('length'))], substring),
  'string length': signature([text('string')], (call, string) =>
    spendText(call, string.length) ? decimalOfWhole(isBasic(string) ? string.length : Array.from(string).length) : null,
  ),
  'upper case': changed((string) => string.toLocaleUpperCase('vi')),
  'lower case': changed((string) => string.toLocaleLowerCase('vi')),
  trim: changed((string) => string.trim()),
  'is blank': signature([text('string')], (call, string) => (spendText(call, string.length) ? isSpace(string) : null)),
  'substring before': reading((string, match) => string.slice(0, Math.max(0, string.indexOf(match)))),
  'substring after': reading((string, match) => (string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '')),
  contains: reading((string, match) => string.includes(match)),
  'starts with': reading((string, match) => string.startsWith(match)),
  'ends with': reading((string, match) => string.endsWith(match)),
  'string join': signature([list('list'), optional(text('delimiter'))], join),
});

/** `not`, `is`, `assert`: about any value. */
export function assertion(call: Call, value: Value, condition: Value, cause: string | undefined): Value {
  if (condition === true) return value;
  const said = cause === undefined ? '' : `: ${cause.slice(0, 200)}`;
  return problem(call.evaluation, call.span, 'NO_RESULT', `điều kiện không đạt${said}`, `the assertion does not hold${said}`);
}
