import { fromJson, isContext, isFunction, contextOf, normalName, type Json, type Value } from '@lienthong/feel';
import { placeOf } from './compile/compile-model.js';
import { asFunction } from './compile/function-value.js';
import { conformed, type ItemType } from './compile/item-type.js';
import { fail, frameOf, MAX_RECORDS, newEntries, type Frame, type Run } from './compile/run.js';
import type { Linked, LinkedImport, Node, Requirement } from './link.js';
import type { ElementSource } from './model-source.js';

/** Imports within imports, as when they are read. */
const MAX_MERGED = 20;

/** What one evaluation was given. Decisions that a service gets as inputs are in `given` and not evaluated. */
export type Session = Readonly<{ find(path: readonly string[], name: string): Value | undefined; given: ReadonlyMap<Node, Value> }>;
/**
 * A model as it is reached by imports: each way has its own inputs, hence its own values. What is imported without a name is merged into
 * the model that imports it.
 */
export type Instance = Readonly<{
  linked: Linked; path: readonly string[]; session: Session; mergedInto: Instance | null;
  values: Map<Node, Value>; inWork: Set<Node>; inner: Map<LinkedImport, Instance>;
}>;

const begin = (linked: Linked, session: Session, path: readonly string[], mergedInto: Instance | null = null): Instance => ({
  linked, path, session, mergedInto, values: new Map(), inWork: new Set(), inner: new Map(),
});

/** `path` leads from the model to the one that is asked. */
export function instanceOf(linked: Linked, input: Readonly<Record<string, Json>>, path: readonly LinkedImport[] = []): Instance {
  return follow(begin(linked, { find: findIn(input), given: new Map() }, []), path);
}

function follow(instance: Instance, path: readonly LinkedImport[]): Instance {
  let at = instance;
  for (const step of path) {
    const before = at.inner.get(step);
    const next = before ?? begin(step.linked, at.session, step.name === '' ? at.path : [...at.path, step.name], step.name === '' ? (at.mergedInto ?? at) : null);
    if (before === undefined) at.inner.set(step, next);
    at = next;
  }
  return at;
}

/**
 * An input of an imported model: under the names of the imports (`{"i": {"j": {"x": 1}}}` or `"i.j.x"`), else nearer to the top, since
 * one input may be meant for all.
 */
function findIn(input: Readonly<Record<string, Json>>): Session['find'] {
  let byName: ReadonlyMap<string, Json> | undefined;
  const at = (name: string): Json | undefined => {
    if (Object.hasOwn(input, name)) return input[name];
    byName ??= new Map(Object.entries(input).map(([key, value]) => [normalName(key), value]));
    return byName.get(name);
  };
  return (path, name) => {
    for (let from = 0; from < path.length; from += 1) {
      const [first, ...rest] = [...path.slice(from), name];
      const flat = at([first, ...rest].join('.'));
      if (flat !== undefined) return fromJson(flat);
      let nested: Value | undefined = fromJson(at(first) ?? null);
      for (const step of rest) nested = nested !== undefined && isContext(nested) ? nested.entries[step] : undefined;
      if (nested !== undefined) return nested;
    }
    const own = at(name);
    return own === undefined ? undefined : fromJson(own);
  };
}

/** The value of an input or a decision; evaluated once. */
export function valueOf(node: Node, instance: Instance, run: Run): Value {
  const { given: inputs } = instance.session;
  const given = inputs.has(node) ? (inputs.get(node) ?? null) : instance.values.get(node);
  if (given !== undefined) return given;
  // Circles within a model are cut when it is read; merging may close another.
  if (instance.inWork.has(node)) return fail(run, placeOf(node.source), 'cần chính nó', 'it requires itself');
  instance.inWork.add(node);
  const value = node.source.kind === 'input' ? inputOf(node, instance, run) : decisionOf(node, instance, run);
  instance.inWork.delete(node);
  instance.values.set(node, value);
  return value;
}

function inputOf({ source, type }: Node, { path, session }: Instance, run: Run): Value {
  const value = session.find(path, source.name) ?? session.find(path, source.variable) ?? null;
  return type === null ? value : conformed(value, type, placeOf(source), run);
}

function decisionOf(node: Node, instance: Instance, run: Run): Value {
  const { source, type, logic } = node;
  if (source.kind !== 'decision') return null;
  const at = placeOf(source);
  if (logic === null) return fail(run, at, 'không có logic quyết định', 'there is no decision logic');
  const frame = requiredFrame(node, instance, run);
  const table = run.table;
  run.table = null;
  const result = logic(frame, run);
  const value = type === null ? result : conformed(result, type, at, run);
  if (run.records.length < MAX_RECORDS)
    run.records.push({ decision: source.id, name: source.name, nameEn: source.nameEn, value, table: source.logic?.kind === 'table' ? run.table : null, expression: source.logic?.kind === 'literal' ? source.logic.text : null });
  run.table = table;
  return value;
}

/** The names that an element sees: those of what it requires, under the names of the imports. */
function requiredFrame({ requires }: Node, instance: Instance, run: Run): Frame {
  const entries = newEntries();
  for (const requirement of requires) putRequired(entries, requirement, requiredValue(requirement, instance, run));
  return frameOf((name) => (name in entries || !name.includes('.') ? entries[name] : alongPath(entries, name)));
}

/** `import.name` in one: a name that an argument of a service bears is read as one also where it stands for the element. */
function alongPath(entries: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const [first = '', ...rest] = name.split('.');
  let value = entries[first];
  for (const step of rest) value = value !== undefined && isContext(value) ? value.entries[step] : undefined;
  return value;
}

function requiredValue(requirement: Requirement, instance: Instance, run: Run): Value {
  const { mergedInto } = instance;
  const merged = mergedInto === null || requirement.qualifiers.length > 0 ? undefined : namedIn(mergedInto.linked, requirement.node.source);
  const { node, path } = merged ?? requirement;
  const at = follow(merged === undefined ? instance : (mergedInto ?? instance), path);
  return node.source.kind === 'input' || node.source.kind === 'decision' ? valueOf(node, at, run) : functionOf(node, at, run);
}

/** Where models are merged and two have an element of the name, the one that imports comes first, then the imports in their order. */
function namedIn(linked: Linked, { name, kind }: Pick<ElementSource, 'name' | 'kind'>, depth = 0): Requirement | undefined {
  for (const node of linked.nodes.values()) if (node.source.name === name && node.source.kind === kind) return { node, path: [], qualifiers: [] };
  for (const each of depth > MAX_MERGED ? [] : linked.imports) {
    const found = each.name === '' ? namedIn(each.linked, { name, kind }, depth + 1) : undefined;
    if (found !== undefined) return { ...found, path: [each, ...found.path] };
  }
  return undefined;
}

function putRequired(entries: Record<string, Value>, { node, qualifiers }: Requirement, value: Value): void {
  let at = entries;
  for (const qualifier of qualifiers) {
    const before = at[qualifier];
    const inner = before !== undefined && isContext(before) ? (before.entries as Record<string, Value>) : newEntries();
    at[qualifier] = { kind: 'context', entries: inner };
    at = inner;
  }
  at[node.source.name] = value;
  at[node.source.variable] = value;
}

/** A business knowledge model or a decision service as a function. What it requires is looked up when it is called. */
export function functionOf(node: Node, instance: Instance, run: Run): Value {
  const before = instance.values.get(node);
  if (before !== undefined) return before;
  const value = node.source.kind === 'service' ? serviceFunction(node, instance, run) : bkmFunction(node, instance, run);
  instance.values.set(node, value);
  return value;
}

function bkmFunction(node: Node, instance: Instance, run: Run): Value {
  const { source, logic, type } = node;
  if (logic === null) return fail(run, placeOf(source), 'không có logic', 'there is no logic');
  let known: Frame | undefined;
  const called = logic(
    frameOf((name) => {
      if (name === source.name) return instance.values.get(node);
      known ??= requiredFrame(node, instance, run);
      return known.find(name);
    }),
    run,
  );
  return isFunction(called) ? recorded(called, node, resultType(type), run) : called;
}

/** Calls are among what is traced; the result has the type that the variable says, be it that of the function or of its result. */
function recorded(called: Extract<Value, { kind: 'function' }>, { source }: Node, result: ItemType | null, run: Run): Value {
  const logic = source.kind === 'bkm' ? (source.logic?.body ?? null) : null;
  return {
    ...called,
    signatures: called.signatures.map((signature) => ({
      ...signature,
      run(call, values): Value {
        const table = run.table;
        run.table = null;
        const found = signature.run(call, values);
        const value = result === null ? found : conformed(found, result, placeOf(source), run);
        if (run.table !== null && logic?.kind === 'table' && run.records.length < MAX_RECORDS) run.records.push({ decision: source.id, name: source.name, nameEn: source.nameEn, value, table: run.table, expression: null });
        run.table = table;
        return value;
      },
    })),
  };
}

const resultType = (type: ItemType | null): ItemType | null =>
  type === null ? null : type.feel.kind === 'function' ? { name: type.name, feel: type.feel.result, check: null, allowed: null } : type;

/** Parameters: first the input data, then the input decisions. */
function serviceFunction(node: Node, instance: Instance, run: Run): Value {
  const { source, service } = node;
  if (service === null) return null;
  const inputs = [...service.inputData, ...service.inputDecisions];
  const parameters = inputs.map((input) => ({ name: [...input.qualifiers, input.node.source.name].join('.'), type: input.node.type }));
  return asFunction(source.name, parameters, null, placeOf(source), run, (values) => {
    const given = new Map(inputs.map(({ node: input }, i) => [input, values[parameters[i]?.name ?? ''] ?? null] as const));
    return resultOf(node, begin(instance.linked, { find: () => undefined, given }, []), run);
  });
}

/** A service that is asked from outside: input decisions are given as input data are. */
export function serviceResult(node: Node, instance: Instance, run: Run): Value {
  const given = new Map<Node, Value>();
  for (const { node: decision, qualifiers } of node.service?.inputDecisions ?? []) {
    const value = instance.session.find([...instance.path, ...qualifiers], decision.source.name) ?? null;
    given.set(decision, decision.type === null ? value : conformed(value, decision.type, placeOf(decision.source), run));
  }
  return resultOf(node, begin(instance.linked, { ...instance.session, given }, instance.path), run);
}

function resultOf({ source, service, type }: Node, instance: Instance, run: Run): Value {
  const outputs = service?.outputs ?? [];
  if (outputs.length === 0) return fail(run, placeOf(source), 'không có quyết định kết quả', 'there is no output decision');
  const values = outputs.map((output) => [output.node.source.name, valueOf(output.node, follow(instance, output.path), run)] as const);
  const value = values.length === 1 ? (values[0]?.[1] ?? null) : contextOf(values);
  const result = resultType(type);
  return result === null ? value : conformed(value, result, placeOf(source), run);
}
