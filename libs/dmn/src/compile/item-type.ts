import { coerced, compileUnaryTests, isContext, isList, kindOf, spend, withName, type FeelType, type UnaryTests, type Value } from '@lienthong/feel';
import { addFinding, type ModelFinding } from '../model-finding.js';
import type { ItemDefinition } from '../model-source.js';
import { EMPTY_FRAME, fail, NO_SPAN, type Place, type Run } from './run.js';

/** Whether a value is among the allowed ones, all the way down. */
type Check = (value: Value, run: Pick<Run, 'evaluation'>) => boolean;
/** A type of FEEL and what the item definition allows of it. `allowed` are its own allowed values as written. */
export type ItemType = Readonly<{ name: string; feel: FeelType; check: Check | null; allowed: string | null }>;
export type FindType = (name: string) => ItemType | undefined;

const SIMPLE = ['number', 'string', 'boolean', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'context', 'list', 'range', 'function'] as const;
const ANY: FeelType = { kind: 'Any' };
const BUILT_IN: ReadonlyMap<string, ItemType> = new Map<string, ItemType>([
  ...SIMPLE.map((name) => [name, { name, feel: { kind: 'simple', of: name } as const, check: null, allowed: null }] as const),
  ['Any', { name: 'Any', feel: ANY, check: null, allowed: null }] as const,
]);
/** Types within types; a chain of names longer than this is a mistake. */
const MAX_TYPE_DEPTH = 50;

/** The types of a model by name. A type that contains itself is taken for Any where it comes again. */
export function itemTypes(items: readonly ItemDefinition[], imported: FindType, findings: ModelFinding[]): FindType {
  const definitions = new Map(items.map((item) => [item.name, item]));
  const known = new Map<string, ItemType>();
  const inWork = new Set<string>();
  const find = (name: string): ItemType | undefined => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const definition = definitions.get(name);
    if (definition === undefined) return BUILT_IN.get(name) ?? imported(name);
    if (inWork.has(name) || inWork.size > MAX_TYPE_DEPTH) {
      addFinding(findings, definition.id, 'type-recursive', `Kiểu “${name}” chứa chính nó`, `The type "${name}" contains itself`, 'warning');
      return { name, feel: ANY, check: null, allowed: null };
    }
    inWork.add(name);
    const type = build(definition, find, findings, 0);
    inWork.delete(name);
    known.set(name, type);
    return type;
  };
  for (const { name } of items) find(name);
  return find;
}

function build(item: ItemDefinition, find: FindType, findings: ModelFinding[], depth: number): ItemType {
  const base = depth > MAX_TYPE_DEPTH ? undefined : baseOf(item, find, findings, depth);
  const { feel, check, allowed }: ItemType = base ?? { name: item.name, feel: ANY, check: null, allowed: null };
  const values = testsOf(item.allowedValues, item, findings);
  const whole = testsOf(item.typeConstraint, item, findings);
  // Its own values come in place of those of the simple type it is based on; those of components stay.
  const kept = feel.kind === 'simple' ? null : check;
  const one: Check | null = values === null ? check : (value, run) => (kept === null || kept(value, run)) && passes(values, value, run);
  const each: Check | null = one === null || !item.isCollection ? one : (value, run) => isList(value) && value.every((inner) => inner === null || one(inner, run));
  return {
    name: item.name,
    feel: item.isCollection ? { kind: 'list', item: feel } : feel,
    check: whole === null ? each : (value, run) => (each === null || each(value, run)) && passes(whole, value, run),
    allowed: item.allowedValues ?? item.typeConstraint ?? allowed,
  };
}

function baseOf(item: ItemDefinition, find: FindType, findings: ModelFinding[], depth: number): ItemType | undefined {
  if (item.functionItem !== null) return functionType(item, item.functionItem, find);
  if (item.components.length > 0) return contextType(item, find, findings, depth);
  if (item.typeRef === null) return undefined;
  const named = find(item.typeRef);
  if (named === undefined) addFinding(findings, item.id, 'type-unknown', `Không có kiểu “${item.typeRef}”`, `There is no type "${item.typeRef}"`);
  return named;
}

function contextType(item: ItemDefinition, find: FindType, findings: ModelFinding[], depth: number): ItemType {
  const components = item.components.map((component) => build(component, find, findings, depth + 1));
  const checked = components.flatMap(({ name, check }) => (check === null ? [] : [{ name, check }]));
  const entries = Object.assign(Object.create(null) as Record<string, FeelType>, Object.fromEntries(components.map(({ name, feel }) => [name, feel])));
  const check: Check = (value, run) =>
    isContext(value) &&
    spend(run.evaluation, NO_SPAN, 4) &&
    checked.every((each) => {
      const entry = value.entries[each.name] ?? null;
      return entry === null || each.check(entry, run);
    });
  return { name: item.name, feel: { kind: 'context', entries }, check: checked.length === 0 ? null : check, allowed: null };
}

function functionType(item: ItemDefinition, { parameters, result }: NonNullable<ItemDefinition['functionItem']>, find: FindType): ItemType {
  const feelOf = (name: string | null): FeelType => (name === null ? ANY : allowing(find(name)));
  return { name: item.name, feel: { kind: 'function', parameters: parameters.map(({ typeRef }) => feelOf(typeRef)), result: feelOf(result) }, check: null, allowed: null };
}

function testsOf(source: string | null, { id, name }: ItemDefinition, findings: ModelFinding[]): UnaryTests | null {
  if (source === null) return null;
  const compiled = compileUnaryTests(source);
  if (compiled.kind === 'compiled') return compiled.tests;
  const { text } = compiled.finding;
  addFinding(findings, id, 'allowed-values', `Giá trị cho phép của kiểu “${name}”: ${text.vi}`, `Allowed values of the type "${name}": ${text.en}`);
  return null;
}

/** The type as FEEL is told of it: with what it allows. */
export function allowing(type: ItemType | undefined): FeelType {
  if (type === undefined) return ANY;
  const { feel, check } = type;
  return check === null ? feel : { ...feel, allows: (value, { evaluation }) => check(value, { evaluation }) };
}

/** A value of another kind than the tests is not among them; that is no problem of its own. */
export function passes({ run: test }: UnaryTests, value: Value, { evaluation }: Pick<Run, 'evaluation'>): boolean {
  const since = evaluation.problems.length;
  const verdict = test(withName(EMPTY_FRAME.scope, '?', value), evaluation);
  evaluation.problems.length = since;
  return verdict === true;
}

/** The value as that type, after DMN's implicit conversions; null with an error where it does not conform. */
export function conformed(value: Value, { name, feel, check }: ItemType, place: Place, run: Run): Value {
  if (value === null) return null;
  const fitting = feel.kind === 'Any' ? value : coerced(value, feel, { span: NO_SPAN, evaluation: run.evaluation });
  if (fitting === undefined) {
    const kind = kindOf(value);
    return fail(run, place, `giá trị kiểu ${kind} không hợp kiểu “${name}”`, `expected the type "${name}", but got a value of the kind ${kind}`);
  }
  if (check !== null && !check(fitting, run)) return fail(run, place, `giá trị không thuộc các giá trị cho phép của “${name}”`, `the value is not among the allowed values of "${name}"`);
  return fitting;
}
