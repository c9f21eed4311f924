import { compileExpression, type Expression } from '@lienthong/feel';
import { expressionAt, valueAt, type Component, type FormReader } from './form-reader.js';

/**
 * When a component is hidden. form-js reads the condition as a unary test, where `not(…)` around the whole negates the test inside of it: what comes to
 * nothing meets a test (`fill-form.ts`), so that its negation is not met.
 */
export function hideAt(component: Component, reader: FormReader): Expression | null {
  const expression = expressionAt(component, ['conditional', 'hide'], reader);
  const source = valueAt(component, ['conditional', 'hide']);
  const negated = expression === null || typeof source !== 'string' ? null : insideOfNot(source.trim().slice(1).trim());
  if (negated === null) return expression;
  const compiled = compileExpression(`if (${negated}) = null then false else not(${negated})`);
  return compiled.kind === 'compiled' ? compiled.expression : expression;
}

/** The text between the brackets of `not(…)`, if they close at its very end. */
function insideOfNot(text: string): string | null {
  const [whole] = /^not\s*\(/.exec(text) ?? [];
  if (whole === undefined) return null;
  let [depth, isText] = [0, false];
  for (let at = whole.length - 1; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\' && isText) at += 1;
    else if (letter === '"') isText = !isText;
    else if (!isText && letter === '(') depth += 1;
    else if (!isText && letter === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1 ? text.slice(whole.length, -1) : null;
  }
  return null;
}
