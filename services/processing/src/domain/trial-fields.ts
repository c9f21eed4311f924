import type { Bilingual } from '@lienthong/calendar';
import type { Boxed, DecisionModel, ItemDefinition } from '@lienthong/dmn';

type Linked = DecisionModel['linked'];
type Node = Linked['nodes'] extends Map<string, infer N> ? N : never;

/** What has to be said to try a decision. `temporal` is sent as `{"@type": type, "@value": text}`, `any` as JSON; `suggested` are values that some row names. */
export type TrialField =
  | (FieldOf<'text'> & Readonly<{ suggested: readonly string[] }>)
  | FieldOf<'number' | 'boolean' | 'any'>
  | (FieldOf<'choice'> & Readonly<{ choices: readonly string[] }>)
  | (FieldOf<'temporal'> & Readonly<{ type: string }>)
  | (FieldOf<'group'> & Readonly<{ fields: readonly TrialField[] }>)
  | (FieldOf<'list'> & Readonly<{ item: TrialField }>);
type FieldOf<K extends string> = Readonly<{ kind: K; name: string; label: Bilingual }>;
type Clause = Readonly<{ label: string | null; typeRef: string | null; values: string | null; cells: readonly string[] }>;

const TEMPORAL: readonly string[] = ['date', 'time', 'date and time', 'days and time duration', 'years and months duration'];
const MOST_DEPTH = 8;
const MOST_SUGGESTED = 50;
const STRINGS = /^\s*"[^"]*"(\s*,\s*"[^"]*")*\s*$/;

/** Of every input datum that the decision rests on in the end, in the models that it imports too. */
export function trialFields({ linked }: DecisionModel, decision: string): readonly TrialField[] {
  const first = linked.nodes.get(decision);
  const reached = first === undefined ? [] : [...reachedFrom(first)];
  const clauses = clausesOf(reached);
  const fields = new Map<string, TrialField>();
  for (const { source, linked: home } of reached) {
    if (source.kind !== 'input' || fields.has(source.name)) continue;
    const clause = clauses.get(source.variable) ?? clauses.get(source.name);
    // Where the datum says no type, a column that asks for it may.
    const typeRef = source.typeRef === null || source.typeRef === 'Any' ? clause?.typeRef ?? source.typeRef : source.typeRef;
    fields.set(source.name, fieldOf({ name: source.name, label: { vi: clause?.label ?? source.name, en: source.nameEn ?? clause?.label ?? source.name }, clause }, typeRef, home, 0));
  }
  return [...fields.values()];
}

function reachedFrom(first: Node): ReadonlySet<Node> {
  const [seen, open] = [new Set<Node>(), [first]];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...node.requires.map((required) => required.node));
  }
  return seen;
}

/** Columns by the expression that they test: what it is called, and the values that rows name. */
function clausesOf(nodes: readonly Node[]): ReadonlyMap<string, Clause> {
  const clauses = new Map<string, Clause>();
  for (const { source } of nodes) {
    const logic: Boxed | null = source.kind === 'decision' ? source.logic : null;
    if (logic?.kind !== 'table') continue;
    for (const [place, { expression, label, typeRef, values }] of logic.table.inputs.entries()) {
      const before = clauses.get(expression.trim());
      const cells = [...(before?.cells ?? []), ...logic.table.rules.map((rule) => rule.inputEntries[place]?.text ?? '')];
      clauses.set(expression.trim(), { label: before?.label ?? label, typeRef: before?.typeRef ?? typeRef, values: before?.values ?? values, cells });
    }
  }
  return clauses;
}

type Asked = Readonly<{ name: string; label: Bilingual; clause?: Clause | undefined; allowed?: string | null }>;

function fieldOf(asked: Asked, typeRef: string | null, linked: Linked, depth: number): TrialField {
  const { name, label, clause } = asked;
  if (depth > MOST_DEPTH) return { kind: 'any', name, label };
  const allowed = asked.allowed ?? clause?.values ?? null;
  if (typeRef === 'string') {
    if (allowed !== null && STRINGS.test(allowed)) return { kind: 'choice', name, label, choices: stringsIn(allowed) };
    return { kind: 'text', name, label, suggested: [...new Set((clause?.cells ?? []).flatMap(stringsIn))].slice(0, MOST_SUGGESTED) };
  }
  if (typeRef === 'number' || typeRef === 'boolean') return { kind: typeRef, name, label };
  if (typeRef !== null && TEMPORAL.includes(typeRef)) return { kind: 'temporal', name, label, type: typeRef };
  const item = typeRef === null ? undefined : findItem(typeRef, linked);
  return item === undefined ? { kind: 'any', name, label } : fieldOfItem(asked, item.definition, item.home, depth);
}

function fieldOfItem({ name, label, clause }: Asked, definition: ItemDefinition, home: Linked, depth: number): TrialField {
  const { components, isCollection, allowedValues, typeConstraint, typeRef } = definition;
  if (isCollection) return { kind: 'list', name, label, item: fieldOfItem({ name: '', label }, { ...definition, isCollection: false }, home, depth + 1) };
  if (components.length > 0) return { kind: 'group', name, label, fields: components.map((part) => fieldOfItem({ name: part.name, label: { vi: part.name, en: part.name } }, part, home, depth + 1)) };
  return fieldOf({ name, label, clause, allowed: allowedValues ?? typeConstraint }, typeRef, home, depth + 1);
}

function findItem(typeRef: string, linked: Linked): Readonly<{ definition: ItemDefinition; home: Linked }> | undefined {
  const own = linked.source.items.find((item) => item.name === typeRef);
  if (own !== undefined) return { definition: own, home: linked };
  for (const { name, linked: home } of linked.imports) {
    const definition = home.source.items.find((item) => typeRef === (name === '' ? item.name : `${name}.${item.name}`));
    if (definition !== undefined) return { definition, home };
  }
  return undefined;
}

const stringsIn = (text: string): readonly string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, inner]) => inner ?? '');
