import { applyFirst, javaFunction, MAX_CALL_DEPTH, problem, type FeelFunction, type FeelType, type JavaFunction, type Parameter, type Value } from '@lienthong/feel';
import { addFinding } from '../model-finding.js';
import type { Boxed, FunctionParts, Named } from '../boxed.js';
import { withNames, type Environment } from './environment.js';
import { conformed, type ItemType } from './item-type.js';
import { fail, newEntries, NO_SPAN, reportProblems, within, type Closure, type Place, type Run } from './run.js';

/** What a call counts for among the levels of the stack, which are shared with the functions of FEEL. */
const LEVELS_OF_CALL = 5;

export type Body = (values: Readonly<Record<string, Value>>, run: Run) => Value;

/** Stands for an argument that does not conform, which has been said. */
const MISFIT: Value = { kind: 'context', entries: newEntries() };

/** A function of DMN as one of FEEL. Where an argument does not conform it is not called: the result is null, with an error. */
export function asFunction(name: string, parameters: readonly Readonly<{ name: string; type: ItemType | null }>[], result: FeelType | null, place: Place, run: Run, body: Body): FeelFunction {
  const accepting = parameters.map(({ name: parameter, type }): Parameter<Value> => ({
    name: parameter,
    expected: type?.name ?? 'Any',
    isOptional: false,
    isMany: false,
    accept(value) {
      if (type === null || value === null) return value;
      return conformed(value, type, { element: place.element, where: { vi: `${place.where.vi}, tham số “${parameter}”`, en: `${place.where.en}, parameter "${parameter}"` } }, run) ?? MISFIT;
    },
  }));
  return {
    kind: 'function',
    name,
    type: { kind: 'function', parameters: parameters.map(({ type }) => type?.feel ?? { kind: 'Any' }), result: result ?? { kind: 'Any' } },
    signatures: [
      {
        parameters: accepting,
        run({ evaluation, span }, values) {
          if (evaluation.depth + LEVELS_OF_CALL > MAX_CALL_DEPTH) return problem(evaluation, span, 'TOO_LARGE', 'các lời gọi hàm lồng quá sâu', 'the calls are nested too deeply');
          if ((values as readonly Value[]).includes(MISFIT)) return null;
          const entries = newEntries();
          for (const [i, parameter] of parameters.entries()) entries[parameter.name] = (values as readonly Value[])[i] ?? null;
          evaluation.depth += LEVELS_OF_CALL;
          const value = body(entries, run);
          evaluation.depth -= LEVELS_OF_CALL;
          return value;
        },
      },
    ],
  };
}

export const typedParameters = (parameters: readonly Named[], { findType }: Environment): readonly Readonly<{ name: string; type: ItemType | null }>[] =>
  parameters.map(({ name, typeRef }) => ({ name, type: typeRef === null ? null : (findType(typeRef) ?? null) }));

/** A boxed function; its body sees the names around it. */
export function functionValue(parts: FunctionParts, name: string, place: Place, environment: Environment, compile: (boxed: Boxed, place: Place, environment: Environment) => Closure): Closure {
  const { functionKind, body } = parts;
  const parameters = typedParameters(parts.parameters, environment);
  const names = parameters.map((each) => each.name);
  if (new Set(names).size < names.length) addFinding(environment.findings, place.element, 'parameter-repeated', `${place.where.vi}: tham số lặp lại`, `${place.where.en}: a parameter occurs twice`);
  if (body === null && functionKind === 'FEEL') addFinding(environment.findings, place.element, 'expression-missing', `${place.where.vi}: hàm thiếu thân`, `${place.where.en}: the function has no body`);
  const isExternal = functionKind !== 'FEEL';
  const inner = body === null || isExternal ? null : compile(body, { element: body.kind === 'table' ? place.element : body.id, where: place.where }, withNames(environment, names));
  const java = functionKind === 'Java' ? javaIn(body) : undefined;
  const external = (run: Run, values: Readonly<Record<string, Value>>): Value => java !== undefined ? calledInJava(java, names.map((each) => values[each] ?? null), place, run) : fail(run, place, `hàm ${functionKind} không được thực thi`, `expected a function in FEEL, but its kind is ${functionKind}`);
  return (frame, run) =>
    asFunction(name, parameters, null, place, run, (values) =>
      isExternal ? external(run, values) : inner === null ? fail(run, place, 'hàm thiếu thân', 'the function has no body') : inner(within(frame, values), run));
}

/** A context of `class` and `method signature`, both written as text. A model that has one is tried, not published. */
function javaIn(body: Boxed | null): JavaFunction | undefined {
  const entries = body?.kind === 'context' ? body.entries : [];
  const written = (entry: string): string | undefined => {
    const value = entries.find(({ name }) => name === entry)?.value;
    return value?.kind === 'literal' ? /^\s*"([^"\\]*)"\s*$/.exec(value.text)?.[1] : undefined;
  };
  const [className, signature] = [written('class'), written('method signature')];
  return className === undefined || signature === undefined ? undefined : javaFunction(className, signature);
}

function calledInJava(java: JavaFunction, values: readonly Value[], place: Place, run: Run): Value {
  const since = run.evaluation.problems.length;
  const value = java(values, { span: NO_SPAN, evaluation: run.evaluation });
  reportProblems(run, since, place);
  return value;
}

/** An invocation gives arguments by name; what it leaves out is null. */
export function callByName(called: FeelFunction, values: ReadonlyMap<string, Value>, place: Place, run: Run): Value {
  const given = [...values.keys()];
  const fitting = called.signatures.filter(({ parameters }) => given.every((name) => parameters.some((each) => each.name === name)));
  if (fitting.length === 0) return fail(run, place, `hàm không có tham số “${given.join('”, “')}”`, `expected parameters of the function, but got "${given.join('", "')}"`);
  const since = run.evaluation.problems.length;
  const choices = fitting.map((signature) => ({ signature, values: signature.parameters.map(({ name, isOptional, isMany }) => values.get(name) ?? (isOptional || isMany ? undefined : null)) }));
  const value = applyFirst(choices, { span: NO_SPAN, evaluation: run.evaluation });
  reportProblems(run, since, place);
  return value;
}

