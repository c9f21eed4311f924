import { withEntries, type Closure } from './evaluation.js';
import { problem } from './problem.js';
import { any } from './signature.js';
import { binding, childrenOf, heightOf, nameOf, refuse, type Compilation, type SyntaxNode } from './syntax.js';
import { compileType, type TypeTest } from './type-test.js';
import { isList, type FeelFunction, type Parameter, type Value } from './value.js';

/** Levels of nesting that calls may open within each other; each takes a few frames of the stack. */
const MAX_CALL_DEPTH = 600;

/** `function(a: number, b) a + b`: sees the names around it, also those of an entry's own context, so it may call itself. */
export function compileFunction(node: SyntaxNode, compilation: Compilation): Closure {
  const parts = childrenOf(node);
  const external = parts.find((part) => part.name === 'external');
  if (external !== undefined) return refuse(compilation, external, 'UNSUPPORTED', 'hàm bên ngoài', 'an external function');
  const formal = parts.find((part) => part.name === 'FormalParameters');
  const body = parts.find((part) => part.name === 'FunctionBody')?.firstChild ?? null;
  if (body === null) return refuse(compilation, node, 'SYNTAX', 'hàm thiếu thân', 'the function lacks its body');
  const parameters = (formal === undefined ? [] : childrenOf(formal)).map((each) => parameterOf(each, compilation));
  const names = parameters.map(({ name }) => name);
  if (new Set(names).size < names.length) return refuse(compilation, node, 'ARGUMENTS', 'tham số lặp lại', 'a parameter occurs twice');
  const run = compilation.compile(body, binding(compilation, names));
  const height = heightOf(body) + 1;
  return (scope): FeelFunction => ({
    kind: 'function',
    name: 'function',
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

function parameterOf(node: SyntaxNode, compilation: Compilation): Parameter<Value> {
  const [name, type] = childrenOf(node);
  const test = type === undefined ? undefined : compileType(type, compilation);
  const parameter = any(name === undefined ? '' : nameOf(name, compilation));
  return test === undefined ? parameter : typed(parameter, test, type === undefined ? '' : nameOf(type, compilation));
}

/** Null fits every type; a list of one is taken for its item and an item for a list of one, as DMN converts. */
const typed = (parameter: Parameter<Value>, test: TypeTest, expected: string): Parameter<Value> => ({
  ...parameter,
  expected,
  accept(value, call) {
    const fits = (each: Value): boolean => each === null || test(each, call);
    if (fits(value)) return value;
    if (isList(value)) return value.length === 1 && fits(value[0] ?? null) ? value[0] : undefined;
    return fits([value]) ? [value] : undefined;
  },
});
