import { compileExpression, evaluateWith, type Expression } from '@lienthong/feel';

/** The name under which a pattern's expression sees what was filled in. */
export const FILLED = 'filled';

/** In a set and outside of it: what JavaScript means, in XPath's words, whose own `\w` and `\d` know more letters and digits. */
const CLASSES: Readonly<Record<string, readonly [inside: string, outside: string]>> = {
  d: ['0-9', '[0-9]'], D: ['', '[^0-9]'], w: ['A-Za-z0-9_', '[A-Za-z0-9_]'], W: ['', '[^A-Za-z0-9_]'],
};
const KEPT = '\\|.?*+(){}[]^$-nrtsS';

/**
 * form-js tries patterns with JavaScript's machine, which a model could make run for years. Here they run in FEEL's, whose time grows with
 * the text alone; what that one does not know (looking around, references back) is refused at publication.
 */
export function compilePattern(source: string): Expression | null {
  const translated = translate(source);
  if (translated === null) return null;
  const compiled = compileExpression(`matches(${FILLED}, ${JSON.stringify(translated)})`, [FILLED]);
  if (compiled.kind === 'refused') return null;
  const { problems } = evaluateWith(compiled.expression, () => 'x');
  return problems.length === 0 ? compiled.expression : null;
}

function translate(source: string): string | null {
  let text = '';
  let isInSet = false;
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? '';
    if (letter === '[' && !isInSet) isInSet = true;
    else if (letter === '[') {
      text += '\\[';
      continue;
    } else if (letter === ']') isInSet = false;
    if (letter !== '\\') {
      text += letter;
      continue;
    }
    at += 1;
    const escaped = escape(source[at] ?? '', isInSet);
    if (escaped === null) return null;
    text += escaped;
  }
  return text;
}

function escape(letter: string, isInSet: boolean): string | null {
  const known = CLASSES[letter];
  if (known !== undefined) return known[isInSet ? 0 : 1] || null;
  if (letter !== '' && KEPT.includes(letter)) return `\\${letter}`;
  // An escaped letter may mean something that is not known here; an escaped sign is the sign.
  return /^[\p{L}\p{N}]?$/u.test(letter) ? null : letter;
}
