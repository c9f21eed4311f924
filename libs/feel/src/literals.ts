import { parseDecimal } from './decimal.js';
import type { Closure } from './evaluation.js';
import { parseAt } from './range-text.js';
import { unescaped } from './string-escape.js';
import { childrenOf, refuse, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { parseDate, parseDateTime, parseTime } from './temporal.js';
import { parseDuration } from './duration.js';
import type { Value } from './value.js';

export const constant =
  (value: Value): Closure =>
  () =>
    value;

export const compileString = (node: SyntaxNode, compilation: Compilation): Closure => constant(unescaped(textOf(node, compilation)));
export const compileBoolean = (node: SyntaxNode, compilation: Compilation): Closure => constant(textOf(node, compilation) === 'true');
export const compileNull = (): Closure => constant(null);

export function compileNumber(node: SyntaxNode, compilation: Compilation): Closure {
  const value = parseDecimal(textOf(node, compilation).replace(/\s+/g, ''));
  return value === undefined ? refuse(compilation, node, 'LITERAL', 'số ngoài phạm vi', 'the number is out of range') : constant(value);
}

const READERS: Readonly<Record<string, (text: string) => Value | undefined>> = {
  '@': parseAt,
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};

/** `date("…")` or `@"…"` with a literal: read once, and refused when it is no such value. Null for any other node. */
export function compileTemporalLiteral(node: SyntaxNode, compilation: Compilation): Closure | null {
  const [head, ...rest] = childrenOf(node);
  const isAt = head?.name === 'AtLiteral';
  const constructor = head === undefined || isAt ? '@' : textOf(head, compilation).replace(/\s+/g, ' ');
  const parameters = rest.find((child) => child.name === 'PositionalParameters');
  const [literal, more] = isAt ? childrenOf(head) : parameters === undefined ? [] : childrenOf(parameters);
  if (literal?.name !== 'StringLiteral' || more !== undefined) return null;
  const text = unescaped(textOf(literal, compilation));
  const value = READERS[constructor]?.(text);
  if (value !== undefined) return constant(value);
  const named = constructor === '@' ? '@"…"' : constructor;
  return refuse(compilation, literal, 'LITERAL', `“${text}” không hợp lệ với ${named}`, `"${text}" is no value of ${named}`);
}
