import type { Expression } from '@lienthong/feel';
import type { Json, Text } from '../instance-events.js';
import type { FileType } from './files.js';
import type { KnownFrom } from './source-text.js';

/**
 * A form-js schema, ready to check what people fill in. `schema` is what is shown, as it was published. `component`: the paper of the procedure that the
 * form itself is (the schema's own `properties.component`), once it is filled in.
 */
export type Form = Readonly<{ id: string; schema: Json; fields: readonly FormField[]; component?: string }>;

/** What form-js lets be written as a figure or as FEEL. */
export type Figure = Expression | number;

/** What people call it; `labelEn` is the same where its author has not said it in English (`properties.labelEn`). */
export type Named = Readonly<{ label: string; labelEn: string }>;

type Common = { id: string; hide: Expression | null } & Named;
/** Keeps a value under `path`, which may be a path such as `owner.name`. `known`: where it declares to be known from. */
type Keyed<Type extends string, Data extends object = object> = Readonly<
  { type: Type; path: readonly string[]; isDisabled: boolean; isReadonly: boolean | Expression; isRequired: boolean; defaultValue: Json | undefined; known?: KnownFrom } & Common & Data
>;

export type TextField = Keyed<
  'textfield' | 'textarea',
  { minLength: Figure | null; maxLength: Figure | null; format: 'email' | 'phone' | null; pattern: Readonly<{ source: string; test: Expression; message: Text | null }> | null }
>;
export type NumberField = Keyed<
  'number',
  { min: Figure | null; max: Figure | null; decimalDigits: number | null; increment: string | null; isText: boolean }
>;
export type Checkbox = Keyed<'checkbox'>;
export type Choice = Keyed<'radio' | 'select' | 'checklist' | 'taglist', { options: Options }>;
export type Options =
  | Readonly<{ from: 'list'; values: readonly Json[] }>
  | Readonly<{ from: 'variable'; name: string }>
  | Readonly<{ from: 'expression'; expression: Expression }>;
export type DateTime = Keyed<'datetime', { subtype: 'date' | 'time' | 'datetime'; zone: 'none' | 'offset' | 'normalized'; notPast: boolean }>;
/** Holds files that were uploaded before. `component`: they are that paper of the procedure, which is then asked for nowhere else. */
export type Files = Keyed<'filepicker', { isMultiple: boolean | Expression; accept: readonly FileType[] | null; component: string | null }>;
/** Worked out from the others; what comes from outside for it is not looked at. */
export type Computed = Keyed<'expression', { expression: Expression }>;
export type KeyedField = TextField | NumberField | Checkbox | Choice | DateTime | Files | Computed;

export type Group = Readonly<{ type: 'group'; path: readonly string[]; fields: readonly FormField[] } & Common>;
export type DynamicList = Readonly<
  { type: 'dynamiclist'; path: readonly string[]; fields: readonly FormField[]; canGrow: boolean; repetitions: number } & Common
>;
export type FormField = KeyedField | Group | DynamicList;

/** What is wrong with the schema; `at` is the id or key of the component. */
export type FormProblem = Readonly<{ at: string; text: Text }>;
export type FormReading = Readonly<{ kind: 'form'; form: Form }> | Readonly<{ kind: 'refused'; problems: readonly FormProblem[] }>;

/** A field that has to be filled in otherwise: `children.0.name`. */
export type FieldFinding = Readonly<{ path: string; vi: string; en: string }>;
export type Filled = Readonly<{ kind: 'filled'; variables: Readonly<Record<string, Json>> }> | Readonly<{ kind: 'refused'; fields: readonly FieldFinding[] }>;
