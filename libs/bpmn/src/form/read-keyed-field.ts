import type { Json } from '../instance-events.js';
import { readDecimal } from './decimal-text.js';
import type { DateTime, KeyedField, Options, TextField } from './form.js';
import { englishAt, expressionAt, figureAt, idOf, namesOf, pathAt, problem, textAt, valueAt, type Component, type FormReader } from './form-reader.js';
import { optionValues } from './option-values.js';
import { compilePattern } from './pattern.js';
import { readFiles } from './read-files.js';
import { checkDefault, checkRules } from './read-validate.js';
import { hideAt } from './read-hide.js';
import { readKnown } from './read-sources.js';

export const KEYED_TYPES: ReadonlySet<string> = new Set([
  'textfield', 'textarea', 'number', 'checkbox', 'radio', 'select', 'checklist', 'taglist', 'datetime', 'filepicker', 'expression',
]);

export function readKeyed(component: Component, type: string, reader: FormReader, within: readonly string[]): readonly KeyedField[] {
  const path = pathAt(component, 'key', reader);
  const id = idOf(component);
  const full = [...within, ...path].join('.');
  if (path.length === 0) reader.problems.push(problem(id, `Trường “${id}” thiếu “key”`, `Field "${id}" has no key`));
  if (reader.keys.has(full)) reader.problems.push(problem(id, `Hai thành phần cùng ghi vào “${full}”`, `Two components write to "${full}"`));
  reader.keys.add(full);
  const known = readKnown(component, type, reader);
  const common = {
    id, path, ...namesOf(component), hide: hideAt(component, reader), isDisabled: component['disabled'] === true,
    isReadonly: component['readonly'] === true || (expressionAt(component, ['readonly'], reader) ?? false), isRequired: valueAt(component, ['validate', 'required']) === true,
    defaultValue: component['defaultValue'], ...(known && { known }),
  };
  checkRules(component, type, reader);
  const field = fieldOf(component, type, common, reader);
  if (field !== null) checkDefault(field, reader);
  return field === null ? [] : [field];
}

type CommonData = Omit<Extract<KeyedField, { type: 'checkbox' }>, 'type'>;

function fieldOf(component: Component, type: string, common: CommonData, reader: FormReader): KeyedField | null {
  switch (type) {
    case 'textfield':
    case 'textarea':
      return { type, ...common, ...readText(component, reader) };
    case 'number':
      return { type, ...common, ...readNumber(component, reader) };
    case 'checkbox':
      return { type, ...common };
    case 'datetime':
      return { type, ...common, ...readDateTime(component, reader) };
    case 'filepicker':
      return { type, ...common, ...readFiles(component, reader) };
    case 'expression': {
      const expression = expressionAt(component, ['expression'], reader);
      if (expression !== null) return { type, ...common, expression };
      reader.problems.push(problem(common.id, 'Trường tính toán thiếu biểu thức', 'The computed field has no expression'));
      return null;
    }
    default:
      return { type: type as 'radio' | 'select' | 'checklist' | 'taglist', ...common, options: readOptions(component, reader) };
  }
}

function readText(component: Component, reader: FormReader): Pick<TextField, 'minLength' | 'maxLength' | 'format' | 'pattern'> {
  const format = valueAt(component, ['validate', 'validationType']);
  return {
    minLength: figureAt(component, ['validate', 'minLength'], reader), maxLength: figureAt(component, ['validate', 'maxLength'], reader),
    format: format === 'email' || format === 'phone' ? format : null, pattern: readPattern(component, reader),
  };
}

function readPattern(component: Component, reader: FormReader): TextField['pattern'] {
  const source = valueAt(component, ['validate', 'pattern']);
  if (typeof source !== 'string' || source === '') return null;
  const test = compilePattern(source);
  const message = valueAt(component, ['validate', 'patternErrorMessage']);
  if (test !== null) return { source, test, message: typeof message === 'string' && message !== '' ? { vi: message, en: englishAt(component, 'patternErrorMessage') ?? message } : null };
  reader.problems.push(problem(idOf(component), `Hệ thống không dùng được mẫu “${source}”`, `Pattern "${source}" cannot be used here`));
  return null;
}

function readNumber(component: Component, reader: FormReader) {
  const increment = component['increment'] ?? null;
  const digits = component['decimalDigits'];
  const step = increment === null || increment === '' ? null : String(increment as string | number);
  if (step !== null && readDecimal(step) === null) reader.problems.push(problem(idOf(component), `Bước “${step}” không phải số`, `Increment "${step}" is not a number`));
  return {
    min: figureAt(component, ['validate', 'min'], reader), max: figureAt(component, ['validate', 'max'], reader),
    decimalDigits: typeof digits === 'number' && digits >= 0 ? digits : null, increment: step, isText: component['serializeToString'] === true,
  };
}

const ZONES: Readonly<Record<string, 'none' | 'offset' | 'normalized'>> = { no_timezone: 'none', utc_offset: 'offset', utc_normalized: 'normalized' };

function readDateTime(component: Component, reader: FormReader): Pick<DateTime, 'subtype' | 'zone' | 'notPast'> {
  const subtype = textAt(component, 'subtype');
  const isKnown = subtype === 'date' || subtype === 'time' || subtype === 'datetime';
  if (!isKnown) reader.problems.push(problem(idOf(component), 'Trường ngày giờ thiếu “subtype”', 'The date field has no subtype'));
  const zone = ZONES[textAt(component, 'timeSerializingFormat') ?? 'no_timezone'] ?? 'none';
  return { subtype: isKnown ? subtype : 'date', zone, notPast: component['disallowPassedDates'] === true };
}

function readOptions(component: Component, reader: FormReader): Options {
  const expression = expressionAt(component, ['valuesExpression'], reader);
  if (expression !== null) return { from: 'expression', expression };
  const name = textAt(component, 'valuesKey');
  if (name !== null) return { from: 'variable', name };
  const values = optionValues((component['values'] ?? null) as Json);
  if (values.length === 0) reader.problems.push(problem(idOf(component), 'Trường lựa chọn không có lựa chọn nào', 'The field has nothing to choose from'));
  return { from: 'list', values };
}
