import type { Json, Text } from '../instance-events.js';
import { digitsOf, figureDigits, said, wrong, type Answer, type Checked } from './answer.js';
import { compareDecimals, isMultipleOf, readDecimal, type Decimal } from './decimal-text.js';
import type { Figure, NumberField } from './form.js';

/** Numbers come as JSON numbers or as their digits; they are compared as decimals, in which 0.1 and 0.2 make 0.3. */
export function checkNumber(field: NumberField, answer: Answer): Checked {
  const { label, labelEn, isText, decimalDigits, increment } = field;
  const { value } = answer;
  if (value === null || value === '') return { value: null, problems: [] };
  const text = digitsOf(value);
  const decimal = text === null ? null : readDecimal(text);
  if (text === null || decimal === null) return wrong(null, field, 'phải là số', 'has to be a number');
  const problems: Text[] = [];
  if (decimalDigits !== null && decimal.scale > decimalDigits)
    problems.push(decimalDigits === 0 ? said(`“${label}” phải là số nguyên`, `"${labelEn}" has to be a whole number`) : said(`“${label}” có tối đa ${decimalDigits} chữ số thập phân`, `"${labelEn}" has at most ${decimalDigits} decimal digits`));
  const step = increment === null ? null : readDecimal(increment);
  if (step !== null && !isMultipleOf(decimal, step)) problems.push(said(`“${label}” phải là bội của ${increment}`, `"${labelEn}" has to be a multiple of ${increment}`));
  const [least, most] = [bound(field.min, answer), bound(field.max, answer)];
  if (least !== null && compareDecimals(decimal, least.decimal) < 0) problems.push(said(`“${label}” nhỏ nhất là ${least.text}`, `"${labelEn}" has to be at least ${least.text}`));
  if (most !== null && compareDecimals(decimal, most.decimal) > 0) problems.push(said(`“${label}” lớn nhất là ${most.text}`, `"${labelEn}" has to be at most ${most.text}`));
  return { value: isText ? text : keptNumber(value, text), problems };
}

/** A decimal that no JSON number can hold stays the tagged text as which it came. */
const keptNumber = (value: Json, text: string): Json => (typeof value === 'object' ? value : Number(text));

function bound(figure: Figure | null, answer: Answer): Readonly<{ text: string; decimal: Decimal }> | null {
  const text = figureDigits(figure, answer);
  const decimal = text === null ? null : readDecimal(text);
  return text === null || decimal === null ? null : { text, decimal };
}
