import type { Form, FormField, KeyedField } from './form.js';

/** What each register tells, by the names that a schema asks by. The service that keeps the register answers exactly these. */
export const REGISTER_FIELDS = {
  land: ['parcel', 'commune', 'mapSheet', 'parcelNumber', 'address', 'area', 'landUse', 'certificateNumber', 'holderName'],
} as const;
export type RegisterName = keyof typeof REGISTER_FIELDS;

/**
 * Where a field's value may be known from already. `text`: as the schema names it, by which a dossier keeps it.
 * account: the person signed in. earlier: the applicant's newest dossier that says it. register: of the entry that the field `key` names, else
 * of the applicant's own. case: of a task, the variables of the case it belongs to.
 */
export type FieldSource = Readonly<{ text: string }> & (
  | Readonly<{ kind: 'account'; path: AccountField }>
  | Readonly<{ kind: 'earlier'; path: readonly string[]; procedure: string | null }>
  | Readonly<{ kind: 'register'; register: RegisterName; field: string; key: string | null }>
  | Readonly<{ kind: 'case'; path: readonly string[] }>
);
export type AccountField = (typeof ACCOUNT_FIELDS)[number];
export const ACCOUNT_FIELDS = ['name', 'identifier'] as const;

/** `sources` in the order in which they are asked; `isCorrectable` false: what they know stands, whatever is sent. */
export type KnownFrom = Readonly<{ sources: readonly FieldSource[]; isCorrectable: boolean }>;

/** A field of the form that declares where it is known from; `path` as in the filled form. */
export type SourcedField = Readonly<{ path: readonly string[]; label: string; field: KeyedField }> & KnownFrom;

/** Those of repeated rows are none: which row an earlier value would belong to, nobody could say. */
export function sourcedFields({ fields }: Pick<Form, 'fields'>): readonly SourcedField[] {
  return keyedFields(fields).flatMap(({ path, field }) => (field.known === undefined ? [] : [{ path, label: field.label, field, ...field.known }]));
}

/** Every field with its whole path, outside repeated rows. */
export function keyedFields(fields: readonly FormField[], within: readonly string[] = []): readonly Readonly<{ path: readonly string[]; field: KeyedField }>[] {
  return fields.flatMap((field) => {
    const path = [...within, ...field.path];
    if (field.type === 'group') return keyedFields(field.fields, path);
    return field.type === 'dynamiclist' ? [] : [{ path, field }];
  });
}
