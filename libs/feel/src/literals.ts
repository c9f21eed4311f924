import { parseDecimal } from './decimal.js';
import type { Closure } from './evaluation.js';
import { childrenOf, refuse, textOf, type Compilation, type SyntaxNode } from './syntax.js';
import { parseDate, parseDateTime } from './temporal.js';
import type { Value } from './value.js';

const constant =
  (value: Value): Closure =>
  () =>
    value;

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\nrt]))/g;
const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export function stringOf(quoted: string): string {
  return quoted.slice(1, -1).replace(ESCAPE, (whole, four?: string, six?: string, plain?: string) => {
    if (plain !== undefined) return PLAIN[plain] ?? plain;
    const point = parseInt(four ?? six ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

export const compileString = (node: SyntaxNode, compilation: Compilation): Closure =>
  constant(stringOf(textOf(node, compilation)).normalize('NFC'));
export const compileBoolean = (node: SyntaxNode, compilation: Compilation): Closure => constant(textOf(node, compilation) === 'true');
export const compileNull = (): Closure => constant(null);

export function compileNumber(node: SyntaxNode, compilation: Compilation): Closure {
  const value = parseDecimal(textOf(node, compilation).replace(/\s+/g, ''));
  return value === undefined ? refuse(compilation, node, 'LITERAL', 'số ngoài phạm vi', 'the number is out of range') : constant(value);
}

/** `date("…")`, `date and time("…")` and `@"…"` with a literal; times and durations are refused until something needs them. */
export function compileTemporal(node: SyntaxNode, compilation: Compilation): Closure {
  const [head, ...rest] = childrenOf(node);
  const constructor = head === undefined || head.name === 'AtLiteral' ? '@' : textOf(head, compilation).replace(/\s+/g, ' ');
  const literal = head?.name === 'AtLiteral' ? head.firstChild : rest.find((child) => child.name === 'PositionalParameters')?.firstChild;
  if (!['@', 'date', 'date and time'].includes(constructor)) {
    return refuse(compilation, node, 'UNSUPPORTED', `chưa hỗ trợ ${constructor}(…)`, `${constructor}(…) is not supported`);
  }
  if (literal?.name !== 'StringLiteral' || literal.nextSibling?.name === 'StringLiteral') {
    return refuse(
      compilation,
      node,
      'UNSUPPORTED',
      `${constructor} chỉ nhận một chuỗi cố định`,
      `${constructor} takes one literal string only`,
    );
  }
  const text = stringOf(textOf(literal, compilation));
  const value =
    (constructor === 'date and time' ? undefined : parseDate(text)) ?? (constructor === 'date' ? undefined : parseDateTime(text));
  if (value !== undefined) return constant(value);
  return refuse(
    compilation,
    literal,
    'LITERAL',
    `“${text}” không phải là ngày giờ hợp lệ có múi giờ`,
    `"${text}" is not a date, nor a date and time with an offset`,
  );
}
