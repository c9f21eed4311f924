import { BUILT_INS } from './functions.js';
import { lookUp, lookUpPath, lookUpRoot, wrongKind, type Closure, type NamePath } from './evaluation.js';
import { problem, spend, type Evaluation, type Span } from './problem.js';
import { propertyOf } from './properties.js';
import { childrenOf, nameOf, refuse, spanOf, type Compilation, type SyntaxNode } from './syntax.js';
import { isContext, isList, kindOf, type Value } from './value.js';

/** Whether the expression itself may define the name here. */
const isLocal = (name: string, { bound, isInFilter }: Compilation): boolean => isInFilter || bound.has(name);

export function compileVariable(node: SyntaxNode, compilation: Compilation): Closure {
  return compileName(nameOf(node, compilation), spanOf(node), compilation);
}

export function compileName(name: string, span: Span, compilation: Compilation): Closure {
  noteVariable(name, compilation);
  if (isLocal(name, compilation)) return (scope, evaluation) => found(lookUp(scope, name), name, span, evaluation);
  return (scope, evaluation) => found(lookUpRoot(scope.root, name), name, span, evaluation);
}

function noteVariable(name: string, { bound, isInFilter, declared, variables }: Compilation): void {
  if (!bound.has(name) && (!isInFilter || declared.has(name))) variables.add(name);
}

/** A built-in function may be handed on like any value. */
function found(value: Value | undefined, name: string, span: Span, evaluation: Evaluation): Value {
  if (value !== undefined) return value;
  const builtIn = BUILT_INS.get(name);
  return builtIn ?? problem(evaluation, span, 'UNKNOWN_NAME', `không có biến “${name}”`, `there is no variable "${name}"`);
}

type Field = Readonly<{ name: string; span: Span }>;

/** `a.b`; over a list, the `b` of each item. */
export function compilePath(node: SyntaxNode, compilation: Compilation): Closure {
  const fields: Field[] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.name === 'PathExpression') {
    const parts = childrenOf(at);
    const field = parts.at(-1);
    if (field?.name !== 'PathName') return refuse(compilation, at, 'SYNTAX', 'đường dẫn thiếu tên', 'the path lacks a name');
    fields.unshift({ name: nameOf(field, compilation), span: spanOf(field) });
    at = parts[0];
  }
  if (at === undefined) return refuse(compilation, node, 'SYNTAX', 'đường dẫn thiếu tên', 'the path lacks a name');
  if (at.name === 'null') return refuse(compilation, node, 'ARGUMENTS', 'null không có trường nào', 'null has no fields');
  const name = at.name === 'VariableName' ? nameOf(at, compilation) : undefined;
  if (name !== undefined && !isLocal(name, compilation)) return compileRootPath(name, spanOf(at), fields, compilation);
  const source = compilation.compile(at, compilation);
  return (scope, evaluation) => follow(source(scope, evaluation), fields, 0, evaluation);
}

function compileRootPath(name: string, span: Span, fields: readonly Field[], compilation: Compilation): Closure {
  noteVariable(name, compilation);
  const names = fields.map((field) => field.name);
  const path: NamePath = { name, fields: names, key: JSON.stringify([name, ...names]) };
  return (scope, evaluation) => {
    const { value, followed } = lookUpPath(scope.root, path);
    if (value !== undefined) return followed === fields.length ? value : follow(value, fields, followed, evaluation);
    const missing = fields[followed - 1];
    return missing === undefined ? follow(found(undefined, name, span, evaluation), fields, 0, evaluation) : follow(noField(missing, evaluation), fields, followed, evaluation);
  };
}

function follow(from: Value, fields: readonly Field[], followed: number, evaluation: Evaluation): Value {
  let value = from;
  for (let i = followed; i < fields.length; i += 1) {
    const field = fields[i];
    if (field === undefined || value === null) return null;
    if (!isList(value)) value = fieldOf(value, field, evaluation);
    else if (spend(evaluation, field.span, value.length)) value = value.map((item) => fieldOf(item, field, evaluation));
    else return null;
  }
  return value;
}

const noField = ({ name, span }: Field, evaluation: Evaluation): null =>
  problem(evaluation, span, 'UNKNOWN_NAME', `không có trường “${name}”`, `there is no field "${name}"`);

function fieldOf(value: Value, field: Field, evaluation: Evaluation): Value {
  if (value === null) return null;
  if (isContext(value)) return value.entries[field.name] ?? (field.name in value.entries ? null : noField(field, evaluation));
  if (typeof value !== 'object' || isList(value) || value.kind === 'decimal' || value.kind === 'function')
    return wrongKind(evaluation, field.span, 'context', value);
  const property = propertyOf(value, field.name);
  if (property !== undefined) return property;
  const kind = kindOf(value);
  return problem(evaluation, field.span, 'UNKNOWN_NAME', `${kind} không có “${field.name}”`, `${kind} has no "${field.name}"`);
}
