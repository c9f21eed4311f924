import type { Json, Variables } from '../instance-events.js';
import type { Form } from './form.js';
import { sourcedFields } from './source.js';

/**
 * What a task's form is shown with: what it is given, and for fields that their case knows (`case:`) and nothing was given for, the first of `known`
 * that says something.
 */
export function withKnown(form: Form, given: Variables, known: readonly Variables[]): Variables {
  return sourcedFields(form).reduce<Variables>((data, { path, sources }) => {
    if (!isNothing(valueAt(data, path))) return data;
    const found = sources.flatMap((source) => (source.kind === 'case' ? known.map((variables) => valueAt(variables, source.path)) : [])).find((value) => !isNothing(value));
    return found === undefined ? data : placed(data, path, found);
  }, given);
}

const isNothing = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

const valueAt = (variables: Variables, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, step) => (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? (value as Variables)[step] : undefined), variables);

function placed(holder: Variables, [step = '', ...rest]: readonly string[], value: Json): Variables {
  const inner = holder[step];
  return { ...holder, [step]: rest.length === 0 ? value : placed(typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Variables) : {}, rest, value) };
}
