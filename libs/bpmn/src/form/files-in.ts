import type { Json, Variables } from '../instance-events.js';
import type { FormFile } from './files.js';
import type { Form, FormField } from './form.js';

/** A file of a filled form: where it stands, what its field is called, and the paper of the procedure that it is, if any. */
export type FilledFile = Readonly<{ path: string; label: string; component: string | null; file: FormFile }>;

/** Every file of a form as `fillForm` left it: only what its fields hold, whatever else looks like one. */
export function filesIn({ fields }: Pick<Form, 'fields'>, filled: Variables): readonly FilledFile[] {
  return fields.flatMap((field) => filesOf(field, filled, []));
}

function filesOf(field: FormField, holder: Json | undefined, at: readonly string[]): readonly FilledFile[] {
  if (field.type === 'group') return field.fields.flatMap((each) => filesOf(each, find(holder, field.path), [...at, ...field.path]));
  const value = field.type === 'dynamiclist' || field.type === 'filepicker' ? find(holder, field.path) : undefined;
  if (!Array.isArray(value)) return [];
  const place = [...at, ...field.path];
  if (field.type === 'dynamiclist') return (value as readonly Json[]).flatMap((row, index) => field.fields.flatMap((each) => filesOf(each, row, [...place, String(index)])));
  if (field.type !== 'filepicker') return [];
  const { label, component } = field;
  return (value as unknown as readonly FormFile[]).map((file) => ({ path: place.join('.'), label, component, file }));
}

const find = (holder: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, step) => (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? (value as Variables)[step] : undefined), holder);

/** The papers of the procedure that the form asks for, so that nobody asks for them again. */
export function componentsAsked(fields: Form['fields']): readonly string[] {
  return [...new Set(fields.flatMap((field) => {
    if (field.type === 'group' || field.type === 'dynamiclist') return componentsAsked(field.fields);
    return field.type === 'filepicker' && field.component !== null ? [field.component] : [];
  }))];
}
