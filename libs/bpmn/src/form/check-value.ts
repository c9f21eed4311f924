import type { Json, Text } from '../instance-events.js';
import { isDay } from '../timer.js';
import { figureOf, said, wrong, type Answer, type Checked } from './answer.js';
import { checkNumber } from './check-number.js';
import { checkFiles } from './files.js';
import type { Choice, DateTime, Files, KeyedField, TextField } from './form.js';
import { optionValues } from './option-values.js';
import { FILLED } from './pattern.js';

export function checkValue(field: KeyedField, answer: Answer): Checked {
  const checked = checkKind(field, answer);
  const { value } = checked;
  const isEmpty = value === null || value === '' || (field.type === 'checkbox' && value === false) || (Array.isArray(value) && value.length === 0);
  if (!field.isRequired || !isEmpty || checked.problems.length > 0) return checked;
  return { value, problems: [said(`“${field.label}” là bắt buộc`, `"${field.labelEn}" is required`)] };
}

function checkKind(field: KeyedField, answer: Answer): Checked {
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      return checkText(field, answer);
    case 'number':
      return checkNumber(field, answer);
    case 'checkbox':
      if (answer.value === null || typeof answer.value === 'boolean') return { value: answer.value === true, problems: [] };
      return wrong(false, field, 'phải là đúng hoặc sai', 'has to be true or false');
    case 'datetime':
      return checkDateTime(field, answer);
    case 'filepicker':
      return checkPicked(field, answer);
    case 'expression':
      return { value: answer.value, problems: [] };
    default:
      return checkChoice(field, answer);
  }
}

// As form-js has it: the address as HTML's inputs accept it, and a number that begins with a country's code. Neither can backtrack far.
const EMAIL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?){0,20}$/;
const PHONE = /^(?:\+|00)[1-9]\d{4,20}$/;

function checkText(field: TextField, answer: Answer): Checked {
  const { type, label, labelEn, minLength, maxLength, format, pattern } = field;
  const { value: given } = answer;
  if (typeof given === 'object' && given !== null) return wrong('', field, 'phải là văn bản', 'has to be text');
  const text = given === null ? '' : String(given);
  const value = type === 'textfield' ? text.replaceAll(/[\r\n\t]/g, ' ') : text;
  if (value === '') return { value, problems: [] };
  const problems: Text[] = [];
  const [least, most] = [figureOf(minLength, answer), figureOf(maxLength, answer)];
  const { length } = value.trim();
  if (least !== null && length < least) problems.push(said(`“${label}” cần ít nhất ${least} ký tự`, `"${labelEn}" needs at least ${least} characters`));
  if (most !== null && length > most) problems.push(said(`“${label}” có tối đa ${most} ký tự`, `"${labelEn}" has at most ${most} characters`));
  if (format === 'email' && !EMAIL.test(value)) problems.push(said(`“${label}” không phải địa chỉ thư điện tử`, `"${labelEn}" is not an email address`));
  if (format === 'phone' && !PHONE.test(value)) problems.push(said(`“${label}” phải là số điện thoại có mã nước, ví dụ +84912345678`, `"${labelEn}" has to be a phone number with its country code such as +84912345678`));
  if (pattern !== null && answer.valueOf(pattern.test, { [FILLED]: value }) !== true)
    problems.push(pattern.message === null ? said(`“${label}” không đúng mẫu`, `"${labelEn}" does not have the right form`) : said(pattern.message.vi, pattern.message.en));
  return { value, problems };
}

function checkChoice(field: Choice, answer: Answer): Checked {
  const { type, options } = field;
  const choices = options.from === 'list' ? options.values : optionValues(options.from === 'variable' ? answer.choicesIn(options.name) : answer.valueOf(options.expression));
  const known = new Set(choices.map((choice) => JSON.stringify(choice)));
  const isMany = type === 'checklist' || type === 'taglist';
  if (!isMany) {
    const value = answer.value === '' ? null : answer.value;
    return value === null || known.has(JSON.stringify(value)) ? { value, problems: [] } : wrong(null, field, 'không phải một trong các lựa chọn', 'is not one of the choices');
  }
  if (answer.value === null) return { value: [], problems: [] };
  if (!Array.isArray(answer.value)) return wrong([], field, 'phải là danh sách lựa chọn', 'has to be a list of choices');
  const chosen = answer.value as readonly Json[];
  const texts = chosen.map((each) => JSON.stringify(each));
  if (texts.some((text) => !known.has(text))) return wrong([], field, 'có giá trị không thuộc các lựa chọn', 'has a value that is not one of the choices');
  return new Set(texts).size === texts.length ? { value: chosen, problems: [] } : wrong([], field, 'có một lựa chọn ghi hai lần', 'names a choice twice');
}

function checkPicked({ label, labelEn, isMultiple, accept }: Files, { value, valueOf }: Answer): Checked {
  const takesMany = typeof isMultiple === 'boolean' ? isMultiple : valueOf(isMultiple) === true;
  const { files, problems } = checkFiles({ label, labelEn, isMultiple: takesMany, accept }, value);
  return { value: files, problems };
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

function checkDateTime(field: DateTime, { value, now }: Answer): Checked {
  const { subtype, notPast } = field;
  if (value === null || value === '') return { value: null, problems: [] };
  if (typeof value !== 'string') return wrong(null, field, 'phải là văn bản ghi ngày hoặc giờ', 'has to be a date or time as text');
  const [date = '', time = ''] = subtype === 'time' ? ['', value] : value.split('T');
  const isRead = (subtype === 'time' || isDay(date)) && (subtype === 'date' ? value === date : TIME.test(time));
  if (!isRead) {
    const sample = { date: '2026-11-25', time: '09:30', datetime: '2026-11-25T09:30' }[subtype];
    return wrong(null, field, `không đúng dạng, ví dụ ${sample}`, `cannot be read; write it as ${sample}`);
  }
  const today = now.slice(0, 10);
  return notPast && subtype !== 'time' && date < today ? wrong(value, field, 'không được là ngày đã qua', 'must not be in the past') : { value, problems: [] };
}
