import { fromJson, jsonField, type Json } from './json.js';
import { problem, type Evaluation, type Span } from './problem.js';
import { kindOf, type Value } from './value.js';

/** Where names come from that the expression does not define itself. */
export type Root =
  | Readonly<{ kind: 'json'; find(name: string): Json | undefined; known: Map<string, Value> }>
  | Readonly<{ kind: 'values'; find(name: string): Value | undefined }>;
/** A frame holds one name, or the entries of a context. */
export type Scope = Readonly<{ root: Root; outer: Scope | null; name: string; value: Value; entries: Readonly<Record<string, Value>> | null }>;
export type Closure = (scope: Scope, evaluation: Evaluation) => Value;

export const rootScope = (root: Root): Scope => ({ root, outer: null, name: '', value: null, entries: null });
export const withName = (outer: Scope, name: string, value: Value): Scope => ({ root: outer.root, outer, name, value, entries: null });
/** The entries may still grow: an entry of a context sees those before it. They have no prototype. */
export const withEntries = (outer: Scope, entries: Readonly<Record<string, Value>>): Scope => ({
  root: outer.root,
  outer,
  name: '',
  value: null,
  entries,
});

/** Undefined where nobody defines it. */
export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let frame: Scope | null = scope; frame !== null; frame = frame.outer) {
    if (frame.entries === null) {
      if (frame.name === name) return frame.value;
    } else {
      const value = frame.entries[name];
      if (value !== undefined) return value;
    }
  }
  return lookUpRoot(scope.root, name);
}

/** What is asked for is converted, and lists and contexts only once. */
export function lookUpRoot(root: Root, name: string): Value | undefined {
  if (root.kind === 'values') return root.find(name);
  const json = root.find(name);
  return json === undefined ? undefined : convertOnce(root.known, name, json);
}

/** `a.b.c` from its first name; `key` stands for all of it. */
export type NamePath = Readonly<{ name: string; fields: readonly string[]; key: string }>;
/** The value reached and how many fields were followed; `undefined` where the next one is not there. */
export type Followed = Readonly<{ value: Value | undefined; followed: number }>;

/** Follows a path as far as it is plain JSON objects, so that a whole dossier need not be converted for one of its fields. */
export function lookUpPath(root: Root, { name, fields, key }: NamePath): Followed {
  if (root.kind === 'values' || root.known.has(name)) return { value: lookUpRoot(root, name), followed: 0 };
  let json = root.find(name);
  if (json === undefined) return { value: undefined, followed: 0 };
  for (const [followed, field] of fields.entries()) {
    const step = jsonField(json, field);
    if (step === undefined) return { value: followed === 0 ? lookUpRoot(root, name) : convertOnce(root.known, `${key}:${followed}`, json), followed };
    if (step.found === undefined) return { value: undefined, followed: followed + 1 };
    json = step.found;
  }
  return { value: convertOnce(root.known, key, json), followed: fields.length };
}

function convertOnce(known: Map<string, Value>, key: string, json: Json): Value {
  if (json === null || typeof json !== 'object') return fromJson(json);
  const value = known.get(key) ?? fromJson(json);
  known.set(key, value);
  return value;
}

/** Evaluates without keeping the problems: asking whether something is there is none. That a limit is reached still is. */
export const asking =
  (closure: Closure): Closure =>
  (scope, evaluation) => {
    const asked: Evaluation = { ...evaluation, problems: [] };
    const value = closure(scope, asked);
    evaluation.stepsLeft = asked.stepsLeft;
    evaluation.problems.push(...asked.problems.filter(({ code }) => code === 'BUDGET_SPENT' || code === 'TOO_LARGE'));
    return value;
  };

export function wrongKind(evaluation: Evaluation, span: Span, expected: string, actual: Value): null {
  const kind = kindOf(actual);
  return problem(evaluation, span, 'WRONG_KIND', `cần kiểu ${expected}, nhưng có ${kind}`, `expected ${expected}, but got ${kind}`);
}
