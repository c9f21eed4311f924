import type { Form, FormField, KeyedField } from './form.js';
import type { KnownFrom } from './source-text.js';

/** A field of the form that declares where it is known from; `path` as in the filled form. */
export type SourcedField = Readonly<{ path: readonly string[]; label: string; labelEn: string; field: KeyedField }> & KnownFrom;

/** Those of repeated rows are none: which row an earlier value would belong to, nobody could say. */
export function sourcedFields({ fields }: Pick<Form, 'fields'>): readonly SourcedField[] {
  return keyedFields(fields).flatMap(({ path, field }) => (field.known === undefined ? [] : [{ path, label: field.label, labelEn: field.labelEn, field, ...field.known }]));
}

/** Every field with its whole path, outside repeated rows. */
export function keyedFields(fields: readonly FormField[], within: readonly string[] = []): readonly Readonly<{ path: readonly string[]; field: KeyedField }>[] {
  return fields.flatMap((field) => {
    const path = [...within, ...field.path];
    if (field.type === 'group') return keyedFields(field.fields, path);
    return field.type === 'dynamiclist' ? [] : [{ path, field }];
  });
}
