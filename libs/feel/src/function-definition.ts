import { withEntries, type Closure } from './evaluation.js';
import { ANY, coerced, UNKNOWN } from './feel-type.js';
import { javaFunction, type JavaFunction } from './java-functions.js';
import { problem } from './problem.js';
import { resultTypeOf } from './result-type.js';
import { any } from './signature.js';
import { binding, childrenOf, heightOf, nameOf, refuse, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { noType, readType } from './type-test.js';
import type { FeelFunction, FeelType, Parameter, Value } from './value.js';

/** Levels of nesting that calls may open within each other; each takes a few frames of the stack, which holds twice as many at the least. */
export const MAX_CALL_DEPTH = 1_500;

/** `function(a: number, b) a + b`: sees the names around it, also those of an entry's own context, so it may call itself. */
export function compileFunction(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const external = parts.find((part) => part.name === 'external');
  const java = external === undefined || compilation.options.isLenient !== true ? undefined : javaIn(textOf(node, compilation).slice(external.to - node.from));
  if (external !== undefined && java === undefined) return refuse(compilation, external, 'UNSUPPORTED', 'hàm bên ngoài', 'an external function');
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const body = parts.find((part) => part.name === 'FunctionBody')?.firstChild ?? null;
  if (body === null) return refuse(compilation, node, 'SYNTAX', 'hàm thiếu thân', 'the function lacks its body');
  const written = formal === undefined ? [] : childrenOf(formal);
  const unknown = written.map((each) => childrenOf(each)[1]).find((type) => type !== undefined && readType(type, compilation) === undefined);
  if (unknown !== undefined) return noType(unknown, compilation);
  const types = written.map((each) => typeOf(each, compilation));
  const parameters = written.map((each, i) => parameterOf(each, types[i] ?? ANY, compilation));
  if (java !== undefined) return (): FeelFunction => ({ kind: 'function', name: 'function', signatures: [{ parameters, run: (call, values) => java(values as readonly Value[], call) }] });
  const names = parameters.map(({ name }) => name);
  if (new Set(names).size < names.length) return refuse(compilation, node, 'ARGUMENTS', 'tham số lặp lại', 'a parameter occurs twice');
  const run = compilation.compile(body, binding(compilation, names));
  const height = heightOf(body) + 1;
  const type: FeelType = { kind: 'function', parameters: types, result: resultTypeOf(body, compilation) ?? UNKNOWN };
  return (scope): FeelFunction => ({
    kind: 'function',
    name: 'function',
    type,
    signatures: [
      {
        parameters,
        run({ evaluation, span: caller }, values) {
          if (evaluation.depth + height > MAX_CALL_DEPTH)
            return problem(evaluation, caller, 'TOO_LARGE', 'các lời gọi hàm lồng quá sâu', 'the calls are nested too deeply');
          const entries = Object.create(null) as Record<string, Value>;
          for (const [i, name] of names.entries()) entries[name] = (values as readonly Value[])[i] ?? null;
          evaluation.depth += height;
          const value = run(withEntries(scope, entries), evaluation);
          evaluation.depth -= height;
          return value;
        },
      },
    ],
  });
}

/** `{java: {class: "java.lang.Math", method signature: "cos(double)"}}`, in either order. */
function javaIn(body: string): JavaFunction | undefined {
  const [, className] = /[\s{,"]class"?\s*:\s*"([^"]*)"/.exec(body) ?? [];
  const [, signature] = /[\s{,"]method\s+signature"?\s*:\s*"([^"]*)"/.exec(body) ?? [];
  return className === undefined || signature === undefined || !/^\s*\{\s*"?java"?\s*:/.test(body) ? undefined : javaFunction(className, signature);
}

function typeOf(parameter: SyntaxNode, compilation: Compilation): FeelType {
  const [, written] = childrenOf(parameter);
  return written === undefined ? ANY : (readType(written, compilation) ?? ANY);
}

/** An argument is converted as DMN has it; with one that does not conform to the type the function is not called. */
function parameterOf(node: SyntaxNode, type: FeelType, compilation: Compilation): Parameter<Value> {
  const [name, written] = childrenOf(node);
  const parameter = any(name === undefined ? '' : nameOf(name, compilation));
  if (written === undefined) return parameter;
  const expected = textOf(written, compilation);
  return {
    ...parameter,
    expected,
    accept: (value, call) => (value === null ? null : coerced(value, type, call)),
  };
}
