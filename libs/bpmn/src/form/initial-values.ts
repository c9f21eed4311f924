import type { Json, Variables } from '../instance-events.js';
import type { FormField, KeyedField } from './form.js';

/** What form-js puts where nothing is said. */
const EMPTY = {
  textfield: '', textarea: '', number: null, checkbox: false, radio: null, select: null, checklist: [], taglist: [], datetime: null, filepicker: [], expression: null,
} as const satisfies Record<KeyedField['type'], Json>;

/** What a form begins with: what it is shown with, else its defaults. */
export function initialValues(fields: readonly FormField[], context: Json | undefined): Variables {
  const values: Record<string, Json> = {};
  for (const field of fields) {
    const shown = find(context, field.path);
    if (field.type === 'group' && field.path.length === 0) Object.assign(values, initialValues(field.fields, context));
    else if (field.type === 'group') place(values, field.path, { ...objectOf(shown), ...initialValues(field.fields, shown) });
    else if (field.type === 'dynamiclist') place(values, field.path, Array.from({ length: Array.isArray(shown) ? shown.length : field.repetitions }, (_, row) => initialValues(field.fields, itemOf(shown, row))));
    else place(values, field.path, shown ?? (shown === undefined ? field.defaultValue : null) ?? EMPTY[field.type]);
  }
  return values;
}

export const objectOf = (value: Json | undefined): Variables => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : {});
export const itemOf = (list: Json | undefined, index: number): Json | undefined => (Array.isArray(list) ? (list as readonly Json[])[index] : undefined);

export function find(holder: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    const object = objectOf(value);
    return Object.hasOwn(object, step) ? object[step] : undefined;
  }, holder);
}

/** The steps of a path are names that cannot be a prototype's: the schema was read so. */
export function place(holder: Record<string, Json>, [step = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) holder[step] = value;
  else {
    const inner: Record<string, Json> = { ...objectOf(Object.hasOwn(holder, step) ? holder[step] : undefined) };
    place(inner, rest, value);
    holder[step] = inner;
  }
}
