/** What may hold brackets that open nothing: text, names in backticks, comments. */
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/y;

/**
 * How deep parentheses and braces open within each other, as far as that can be told before parsing: the bracket that closes the
 * range `(1..5[` is not seen, square ones are not counted.
 */
export function nestingOf(source: string): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < source.length; at += 1) {
    const unit = source.charAt(at);
    if (unit === '"' || unit === '`' || unit === '/') {
      QUOTED.lastIndex = at;
      const quoted = QUOTED.exec(source)?.[0].length ?? 1;
      at += quoted - 1;
    } else if (unit === '(' || unit === '{') deepest = Math.max(deepest, (depth += 1));
    else if (unit === ')' || unit === '}') depth -= 1;
  }
  return deepest;
}
