import { readForm, type Form, type FormField, type Variables } from '@lienthong/bpmn';
import type { Bilingual } from '@lienthong/calendar';
import { groupedDigits } from '@lienthong/kernel';
import type { Content, ContentValue } from './application.js';
import type { ProcedureVersion } from './procedure.js';

/** What a filled-in form says, as it stands on paper: a heading of a group, a field with its value, or a list with a row for each entry. Values are Vietnamese. */
export type PrintedLine =
  | Readonly<{ kind: 'heading'; label: Bilingual }>
  | Readonly<{ kind: 'value'; path: readonly string[]; label: Bilingual; text: string }>
  | Readonly<{ kind: 'rows'; path: readonly string[]; label: Bilingual; columns: readonly Bilingual[]; rows: readonly (readonly string[])[] }>;

/** Fields in the order of the form; what was hidden from whoever filled it in says nothing and is left out. */
export function printedForm({ applicationForm }: Pick<ProcedureVersion, 'applicationForm'>, values: Content): readonly PrintedLine[] {
  const reading = applicationForm === undefined ? undefined : readForm('application', applicationForm);
  if (reading?.kind !== 'form') return [];
  return linesOf(reading.form.fields, values, [], choicesOf(reading.form));
}

type Choices = ReadonlyMap<string, ReadonlyMap<string, string>>;

function linesOf(fields: readonly FormField[], holder: ContentValue, inside: readonly string[], choices: Choices): readonly PrintedLine[] {
  return fields.flatMap((field): readonly PrintedLine[] => {
    const [path, value, label] = [[...inside, ...field.path], find(holder, field.path), labelOf(field)];
    if (field.type === 'group') {
      const within = linesOf(field.fields, value ?? null, path, choices);
      return within.length === 0 || isNameless(field) ? within : [{ kind: 'heading', label }, ...within];
    }
    if (value === undefined || value === null) return [];
    if (field.type === 'dynamiclist') return rowsOf(field, value, path, choices);
    // Worked out for the procedure's sake, under no name: nobody filled it in.
    return field.type === 'expression' && isNameless(field) ? [] : [{ kind: 'value', path, label, text: textOf(field, value, choices) }];
  });
}

function rowsOf(list: Extract<FormField, { type: 'dynamiclist' }>, value: ContentValue, path: readonly string[], choices: Choices): readonly PrintedLine[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  const columns = columnsOf(list.fields);
  const rows = (value as readonly ContentValue[]).map((row) => columns.map(({ field, path: at }) => textOf(field, find(row, at) ?? null, choices)));
  return [{ kind: 'rows', path, label: labelOf(list), columns: columns.map(({ field }) => labelOf(field)), rows }];
}

/** A list within a list stands in its cell as it is. */
function columnsOf(fields: readonly FormField[], inside: readonly string[] = []): readonly Readonly<{ field: FormField; path: readonly string[] }>[] {
  return fields.flatMap((field) => (field.type === 'group' ? columnsOf(field.fields, [...inside, ...field.path]) : [{ field, path: [...inside, ...field.path] }]));
}

/** Called by its key, since its author gave it no name. */
const isNameless = ({ label, path }: FormField): boolean => label === '' || label === path.join('.');

const labelOf = ({ label, labelEn, path }: FormField): Bilingual => ({ vi: label || path.join('.'), en: labelEn || label || path.join('.') });

function textOf(field: FormField, value: ContentValue, choices: Choices): string {
  const named = choices.get(field.id);
  if (named !== undefined) return (Array.isArray(value) ? (value as readonly ContentValue[]) : [value]).flatMap((each) => (each === null ? [] : [named.get(JSON.stringify(each)) ?? plainText(each)])).join('; ');
  // Written by a person: what looks like a day may be none.
  return typeof value === 'string' && (field.type === 'textfield' || field.type === 'textarea') ? value : plainText(value);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})\S*)?$/;

/** A value whose field nobody knows any more: numbers with their groups, days as they are written here, files by their names. */
export function plainText(value: ContentValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  if (typeof value === 'number') return numberText(String(value));
  if (typeof value === 'string') return value.replace(DAY, (_whole, year: string, month: string, day: string, time?: string) => `${time === undefined ? '' : `${time}, `}${day}/${month}/${year}`);
  if (Array.isArray(value)) return (value as readonly ContentValue[]).map(plainText).join('; ');
  const { '@value': digits, name, sha256 } = value as Content;
  if (typeof digits === 'string') return numberText(digits);
  if (typeof name === 'string' && typeof sha256 === 'string') return name;
  return Object.values(value).map(plainText).filter((text) => text !== '').join(', ');
}

/** A year stays a year: groups begin with five digits. */
function numberText(digits: string): string {
  return /^-?\d{1,4}$/.test(digits) ? digits : groupedDigits(digits, 'vi');
}

/** What people read of each choice, by the field's id: the schema's own words. */
function choicesOf({ schema }: Form): Choices {
  const found = new Map<string, ReadonlyMap<string, string>>();
  const look = (component: unknown): void => {
    const { id, values, components } = component as Readonly<{ id?: unknown; values?: unknown; components?: unknown }>;
    if (typeof id === 'string' && Array.isArray(values)) found.set(id, new Map((values as readonly Variables[]).flatMap(({ label, value }) => (typeof label === 'string' && value !== undefined ? [[JSON.stringify(value), label] as const] : []))));
    if (Array.isArray(components)) components.forEach(look);
  };
  look(schema);
  return found;
}

function find(holder: ContentValue, path: readonly string[]): ContentValue | undefined {
  return path.reduce<ContentValue | undefined>((value, step) => (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? (value as Content)[step] : undefined), holder);
}
