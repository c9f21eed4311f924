import type { Json } from '../instance-events.js';
import { checkValue } from './check-value.js';
import type { KeyedField } from './form.js';
import { idOf, problem, valueAt, type Component, type FormReader } from './form-reader.js';

const TEXT_RULES = ['required', 'minLength', 'maxLength', 'validationType', 'pattern', 'patternErrorMessage'];
const RULES: Readonly<Record<string, readonly string[]>> = { textfield: TEXT_RULES, textarea: TEXT_RULES, number: ['required', 'min', 'max'] };

/** form-js tries every rule on whatever it finds, and fails at some (the length of a number): a rule stands only where it means something. */
export function checkRules(component: Component, type: string, { problems }: FormReader): void {
  const id = idOf(component);
  const rules = component['validate'];
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) return;
  for (const [name, rule] of Object.entries(rules)) {
    const isSaid = rule !== null && rule !== '';
    if (isSaid && !(RULES[type] ?? ['required']).includes(name)) problems.push(problem(id, `Trường “${type}” không dùng được quy tắc “validate.${name}”`, `A "${type}" cannot have the rule "validate.${name}"`));
  }
  for (const name of ['required', 'pattern', 'validationType'].filter((each) => isExpression(valueAt(component, ['validate', each]))))
    problems.push(problem(id, `“validate.${name}” không thể là biểu thức: form-js không tính biểu thức ở đây`, `"validate.${name}" cannot be an expression: form-js works out none there`));
}

const isExpression = (rule: Json | undefined): boolean => typeof rule === 'string' && rule.trim().startsWith('=');

/** A default that the field itself would refuse is dropped by form-js, so that nobody could send the form as it is shown. */
export function checkDefault(field: KeyedField, { problems }: FormReader): void {
  const { id, type, defaultValue = null } = field;
  if (defaultValue === null || type === 'expression' || type === 'filepicker' || ('options' in field && field.options.from !== 'list')) return;
  const checked = checkValue({ ...field, isRequired: false }, { value: defaultValue, now: '', valueOf: () => null, choicesIn: () => null });
  const isOfKind = type !== 'number' || typeof defaultValue === (field.isText ? 'string' : 'number');
  for (const { vi, en } of checked.problems) problems.push(problem(id, `Giá trị mặc định: ${vi}`, `Default value: ${en}`));
  if (checked.problems.length === 0 && !isOfKind) problems.push(problem(id, 'Giá trị mặc định không cùng loại với trường', 'The default value is not of the kind of the field'));
}
