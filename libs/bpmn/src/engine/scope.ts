import { evaluateWith, type Expression } from '@lienthong/feel';
import type { Mapping, Value } from '../definition.js';
import type { ActiveElement, Json, Variables } from '../instance-state.js';
import { activeOf, record, type Fault, type Run } from './run.js';

/** Finds a variable by name; undefined where nothing has it. */
export type Lookup = (name: string) => Json | undefined;

const own = (variables: Variables, name: string): Json | undefined => (Object.hasOwn(variables, name) ? variables[name] : undefined);

/** From inside the scope outwards; a called process sees nothing beyond itself. */
export function lookupIn(run: Run, scope: string): Lookup {
  return (name) => {
    let key = scope;
    // Each turn goes one scope outwards: bounded by their nesting.
    while (key !== '') {
      const active = activeOf(run, key);
      if (active === undefined) break;
      const value = own(active.variables, name);
      if (value !== undefined) return value;
      if (active.called !== null) return undefined;
      key = active.scope;
    }
    return own(run.state.variables, name);
  };
}

/** As the element itself sees it: its own variables, then those of what contains it, and the counts of its loop. */
export function lookupOf(run: Run, active: ActiveElement): Lookup {
  const outer = lookupIn(run, active.scope);
  return (name) => {
    const current = activeOf(run, active.elementKey) ?? active;
    const value = own(current.variables, name) ?? null;
    if (value !== null || Object.hasOwn(current.variables, name)) return value;
    const found = outer(name);
    return found === undefined ? countOfLoop(run, current, name) : found;
  };
}

/** A variable that is null hides an outer one as any other does. */
export const over = (variables: Variables, outer: Lookup): Lookup => (name) => (Object.hasOwn(variables, name) ? variables[name] : outer(name));

/** BPMN 2.0.2 §10.3.8, table 10.30: what an activity in a loop may ask of it. */
function countOfLoop(run: Run, active: ActiveElement, name: string): Json | undefined {
  const body = active.part === 'body' ? active : active.part === 'inner' ? activeOf(run, active.scope) : undefined;
  const loop = body?.loop ?? null;
  if (loop === null) return undefined;
  switch (name) {
    case 'loopCounter':
      return active.part === 'inner' ? active.counter : loop.started;
    case 'numberOfInstances':
      return loop.total ?? loop.started;
    case 'numberOfActiveInstances':
      return loop.started - loop.completed - loop.terminated;
    case 'numberOfCompletedInstances':
      return loop.completed;
    case 'numberOfTerminatedInstances':
      return loop.terminated;
    default:
      return undefined;
  }
}

export type Evaluated = Readonly<{ kind: 'value'; value: Json }> | Readonly<{ kind: 'failed' } & Fault['text']>;

/**
 * A drawing follows Zeebe: a name that nothing sets is null. A procedure is strict: what it asks for has to be there.
 */
export function evaluateIn(run: Run, expression: Expression, find: Lookup): Evaluated {
  const { value, problems } = evaluateWith(expression, find, { now: run.at });
  const [problem] = problems;
  // A variable that bears the name of a function (number, date, count) and is not set leaves the function itself.
  const isLenient = run.definition.procedure === null && problems.some(({ code }) => code === 'UNKNOWN_NAME' || code === 'NOT_DATA');
  return problem === undefined || isLenient ? { kind: 'value', value } : { kind: 'failed', ...problem.text };
}

export const valueOf = (run: Run, value: Value, find: Lookup): Evaluated =>
  typeof value === 'string' ? { kind: 'value', value } : evaluateIn(run, value, find);

/** What names the type of a job, a message or a signal: nobody could ever answer to nothing. */
export function nameIn(run: Run, value: Value, find: Lookup): Evaluated {
  const result = valueOf(run, value, find);
  if (typeof value === 'string' || result.kind === 'failed' || typeof result.value === 'number') return result;
  if (typeof result.value === 'string' && result.value !== '') return result;
  const [source, found] = [value.source, JSON.stringify(result.value)];
  return { kind: 'failed', vi: `“${source}” là ${found}, không phải một tên`, en: `"${source}" is ${found}, which is no name` };
}

/** True, false, or why it is neither. */
export type Verdict = boolean | Readonly<{ vi: string; en: string }>;

export function verdictOf(run: Run, expression: Expression, find: Lookup): Verdict {
  const { value, problems } = evaluateWith(expression, find, { now: run.at });
  const [problem] = problems;
  // A guess is no decision: a procedure that asks for what nobody has set stops before the choice.
  const isGuess = run.definition.procedure !== null && problems.some(({ code }) => code === 'UNKNOWN_NAME');
  if (typeof value === 'boolean' && !isGuess) return value;
  return problem === undefined
    ? { vi: `“${expression.source}” là ${JSON.stringify(value)}, không phải đúng hoặc sai`, en: `"${expression.source}" is ${JSON.stringify(value)}, neither true nor false` }
    : { vi: `“${expression.source}”: ${problem.text.vi}`, en: `"${expression.source}": ${problem.text.en}` };
}

/** Text of a name, code or key: numbers are written out, null is ''. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : value === null ? '' : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value));

export type Mapped = Readonly<{ kind: 'mapped'; variables: Variables }> | Readonly<{ kind: 'failed' } & Fault['text']>;

/** In their order; each sees the targets before it. A target such as `order.total` builds a context. */
export function mapAll(run: Run, mappings: readonly Mapping[], find: Lookup): Mapped {
  const mapped: Record<string, Json> = {};
  for (const { target, source } of mappings) {
    const result = valueOf(run, source, over(mapped, find));
    if (result.kind === 'failed')
      return { kind: 'failed', vi: `Không tính được “${target}”: ${result.vi}`, en: `"${target}" cannot be worked out: ${result.en}` };
    const [name = '', ...path] = target.split('.');
    const before = path.length === 0 ? undefined : (own(mapped, name) ?? find(name));
    define(mapped, name, path.length === 0 ? result.value : placed(before, path, result.value));
  }
  return { kind: 'mapped', variables: mapped };
}

/** A variable may be called `__proto__`. */
function define(table: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(table, name, { value, enumerable: true, configurable: true, writable: true });
}

function placed(before: Json | undefined, [name = '', ...path]: readonly string[], value: Json): Json {
  const context = typeof before === 'object' && before !== null && !Array.isArray(before) ? (before as Readonly<Record<string, Json>>) : {};
  const inner = path.length === 0 ? value : placed(Object.hasOwn(context, name) ? context[name] : undefined, path, value);
  return { ...context, [name]: inner };
}

/** As Zeebe merges: into the innermost scope that has the variable, else the outermost that can be seen. */
export function propagate(run: Run, from: string, variables: Variables, isChanged: (name: string, value: Json) => boolean = () => true): void {
  const byScope = new Map<string, Record<string, Json>>();
  for (const [name, value] of Object.entries(variables)) {
    if (!isChanged(name, value)) continue;
    const scope = homeOf(run, from, name);
    const table = byScope.get(scope) ?? {};
    define(table, name, value);
    byScope.set(scope, table);
  }
  for (const [scope, table] of byScope) setIn(run, scope, table);
}

export function setIn(run: Run, scope: string, variables: Variables): void {
  if (Object.keys(variables).length === 0) return;
  record(run, { type: 'VariablesSet', data: { variables, by: null, reason: null, ...(scope !== '' && { scope }) } });
}

function homeOf(run: Run, from: string, name: string): string {
  let key = from;
  // Each turn goes one scope outwards.
  while (key !== '') {
    const active = activeOf(run, key);
    if (active === undefined) return '';
    if (Object.hasOwn(active.variables, name) || active.called !== null) return key;
    key = active.scope;
  }
  return '';
}

/** The fields of a context, as variables; anything else has none. */
export const fieldsOf = (value: Json): Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : {};
