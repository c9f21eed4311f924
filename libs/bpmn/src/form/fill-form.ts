import { evaluateWith, type Expression } from '@lienthong/feel';
import type { Json, Variables } from '../instance-events.js';
import type { Answer } from './answer.js';
import { checkValue } from './check-value.js';
import { find, initialValues, itemOf, objectOf, place } from './initial-values.js';
import type { DynamicList, FieldFinding, Filled, Form, FormField, Group, KeyedField } from './form.js';

/** Hidden fields uncover or hide others, computed ones feed others: so many rounds, and then it is what it is. */
const MOST_ROUNDS = 5;
/** A list that somebody fills in by hand. */
export const MOST_ROWS = 200;

/**
 * What a person filled in, as the form's own rules leave it: hidden and disabled fields and whatever the form does not know are dropped,
 * computed ones are worked out, read-only ones keep the value they came with. `context`: what the form was shown with.
 */
export function fillForm({ fields }: Form, given: Variables, context: Variables, now: string): Filled {
  let visible: Variables = given;
  const initial = { ...context, ...initialValues(fields, context) };
  let filling = fillOnce(fields, { given, context, initial, visible, now });
  for (let round = 1; round < MOST_ROUNDS && JSON.stringify(filling.kept) !== JSON.stringify(visible); round += 1) {
    visible = filling.kept;
    filling = fillOnce(fields, { given, context, initial, visible, now });
  }
  return filling.findings.length > 0 ? { kind: 'refused', fields: filling.findings } : { kind: 'filled', variables: filling.kept };
}

/** `initial`: what the form began with; of a hidden field, expressions still see that. */
type Sources = Readonly<{ given: Variables; context: Variables; initial: Variables; visible: Variables; now: string }>;
type Filling = Readonly<{ kept: Variables; findings: readonly FieldFinding[] }>;

/** One level of the form: the objects that its paths lead into, and what its expressions see. */
type Level = Readonly<{ given: Json | undefined; context: Json | undefined; at: readonly string[]; scope: Scope; sources: Sources }>;
/** What form-js calls `this`, `parent` and `i` inside a repeated row. */
type Scope = Readonly<{ row: Json; parent: Json; indexes: readonly number[] }>;

function fillOnce(fields: readonly FormField[], sources: Sources): Filling {
  const findings: FieldFinding[] = [];
  const scope: Scope = { row: sources.visible, parent: null, indexes: [] };
  const level: Level = { given: sources.given, context: sources.context, at: [], scope, sources };
  const kept: Record<string, Json> = {};
  for (const field of fields) fill(field, level, kept, findings);
  return { kept, findings };
}

function fill(field: FormField, level: Level, kept: Record<string, Json>, findings: FieldFinding[]): void {
  if (field.hide !== null && isMet(valueOf(field.hide, level))) return;
  if (field.type === 'group') fillGroup(field, level, kept, findings);
  else if (field.type === 'dynamiclist') fillList(field, level, kept, findings);
  else fillKeyed(field, level, kept, findings);
}

/** form-js asks FEEL's unary test, for which a condition that comes to nothing (of a field that is still empty, say) is met. */
const isMet = (condition: Json): boolean => condition === true || condition === null;

function fillGroup({ path, fields }: Group, level: Level, kept: Record<string, Json>, findings: FieldFinding[]): void {
  const inside: Level = { ...level, given: find(level.given, path), context: find(level.context, path), at: [...level.at, ...path] };
  const target: Record<string, Json> = path.length === 0 ? kept : {};
  for (const field of fields) fill(field, inside, target, findings);
  // A group whose fields are all hidden or disabled says nothing, as in form-js.
  if (path.length > 0 && Object.keys(target).length > 0) place(kept, path, { ...objectOf(find(kept, path)), ...target });
}

function fillList(list: DynamicList, level: Level, kept: Record<string, Json>, findings: FieldFinding[]): void {
  const at = [...level.at, ...list.path];
  const before = find(level.context, list.path);
  const given = find(level.given, list.path);
  const shown = Array.isArray(before) ? before.length : list.repetitions;
  const rows = Array.isArray(given) ? (given as readonly Json[]) : Array.from({ length: shown }, (_, row): Json => itemOf(before, row) ?? {});
  const wrong = wrongRows(list, given, rows.length, shown);
  if (wrong !== null) {
    findings.push({ path: at.join('.'), ...wrong });
    return;
  }
  const filled = rows.map((row, index): Json => {
    const begun = initialValues(list.fields, itemOf(before, index));
    const scope: Scope = { row: { ...begun, ...objectOf(row) }, parent: level.scope.row, indexes: [...level.scope.indexes, index + 1] };
    const target: Record<string, Json> = {};
    const inside: Level = { given: row, context: itemOf(before, index), at: [...at, String(index)], scope, sources: level.sources };
    for (const field of list.fields) fill(field, inside, target, findings);
    return target;
  });
  // Nor do rows in which nothing can be filled in; an emptied list says that it is empty.
  if (filled.length === 0 || filled.some((row) => Object.keys(objectOf(row)).length > 0)) place(kept, list.path, filled);
}

function wrongRows({ label, labelEn, canGrow }: DynamicList, given: Json | undefined, count: number, shown: number): Readonly<{ vi: string; en: string }> | null {
  if (given !== undefined && given !== null && !Array.isArray(given)) return { vi: `“${label}” phải là danh sách`, en: `"${labelEn}" has to be a list` };
  if (count > MOST_ROWS) return { vi: `“${label}” có ${count} dòng, tối đa ${MOST_ROWS}`, en: `"${labelEn}" has ${count} rows of at most ${MOST_ROWS}` };
  if (canGrow || count === shown) return null;
  return { vi: `“${label}” phải có đúng ${shown} dòng`, en: `"${labelEn}" has to have ${shown} rows` };
}

function fillKeyed(field: KeyedField, level: Level, kept: Record<string, Json>, findings: FieldFinding[]): void {
  if (field.isDisabled) return;
  const answer: Answer = { value: answerTo(field, level), now: level.sources.now, valueOf: (expression, more) => valueOf(expression, level, more), choicesIn: (name) => choicesIn(level, name) };
  const { value, problems } = checkValue(field, answer);
  place(kept, field.path, value);
  for (const text of problems) findings.push({ path: [...level.at, ...field.path].join('.'), ...text });
}

/** An untouched field says what the form showed. */
function answerTo(field: KeyedField, level: Level): Json {
  if (field.type === 'expression') return valueOf(field.expression, level);
  const shown = find(level.context, field.path);
  const before = (shown === undefined ? field.defaultValue : shown) ?? null;
  const isReadonly = typeof field.isReadonly === 'boolean' ? field.isReadonly : valueOf(field.isReadonly, level) === true;
  const given = isReadonly || stands(field, level) ? undefined : find(level.given, field.path);
  // Whoever empties a field says so: what it showed before does not come back.
  return given === undefined ? before : given;
}

/** What the form was shown with from a source that nobody corrects here. Where the source knew nothing, the field is asked as any other. */
function stands({ known, path }: KeyedField, { context }: Level): boolean {
  const value = find(context, path);
  return known?.isCorrectable === false && value !== undefined && value !== null && value !== '';
}

/** Choices are the form's or the procedure's, never the sender's own. */
const choicesIn = ({ sources }: Level, name: string): Json => (Object.hasOwn(sources.context, name) ? (sources.context[name] ?? null) : null);

function valueOf(expression: Expression, { scope, sources }: Level, more: Variables = {}): Json {
  const special: Variables = { this: scope.row, parent: scope.parent, i: scope.indexes };
  const names = [more, sources.visible, sources.initial, special, { _this_: scope.row, _parent_: scope.parent, _i_: scope.indexes }];
  const look = (name: string): Json | undefined => names.find((each) => Object.hasOwn(each, name))?.[name];
  return evaluateWith(expression, look, { now: sources.now }).value;
}
