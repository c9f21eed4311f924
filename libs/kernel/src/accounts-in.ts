import type { Text } from './explanation.js';

/** A line of an account as an event holds it, reduced to what a reader follows. */
export type AccountLine = Readonly<{ text: Text; arithmetic: string; source: Text }>;

/** Events nest their accounts a few levels deep; a file from elsewhere may nest anything. */
const DEEPEST = 12;
/** More lines than any date or tax takes. */
const MOST_LINES = 500;
const NOTHING: Text = { vi: '', en: '' };

/**
 * Every line by which an event says how something came about: of a due date, a fee, a tax, a decision, a refusal. Found by their shape in whatever
 * was sealed, so that a proof file shows them without knowing its events; lines of earlier releases (`label`, `formula`) too.
 */
export function accountsIn(content: unknown): readonly AccountLine[] {
  const found: AccountLine[] = [];
  visit(content, 0, found);
  return found;
}

function visit(value: unknown, depth: number, found: AccountLine[]): void {
  if (depth > DEEPEST || found.length >= MOST_LINES || typeof value !== 'object' || value === null) return;
  const line = lineOf(value);
  if (line !== undefined) {
    found.push(line);
    return;
  }
  for (const each of Object.values(value)) visit(each, depth + 1, found);
}

function lineOf(value: object): AccountLine | undefined {
  const { step, text, label, arithmetic, formula, source } = value as Readonly<Record<string, unknown>>;
  const words = textOf(text) ?? textOf(label);
  if (typeof step !== 'string' || words === undefined) return undefined;
  const sum = typeof arithmetic === 'string' ? arithmetic : typeof formula === 'string' ? formula : '';
  return { text: words, arithmetic: sum, source: textOf(source) ?? NOTHING };
}

function textOf(value: unknown): Text | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { vi, en } = value as Readonly<Record<string, unknown>>;
  return typeof vi === 'string' && typeof en === 'string' ? { vi, en } : undefined;
}
