import type { Json, Variables } from './instance.js';

export type VariablesReading = Readonly<{ kind: 'read'; variables: Variables }> | Readonly<{ kind: 'refused'; because: string }>;

const MAX_DEPTH = 32;
const MAX_VALUES = 10_000;
/** As JSON. An event holds 256 KiB, and a character may take three bytes. */
const MAX_TEXT = 80_000;

/** What comes from outside, in the form events keep: composed text, and numbers as JSON has them. Anything else is refused with its path. */
export function readVariables(given: Variables): VariablesReading {
  const count = { values: 0 };
  const problems: string[] = [];
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.normalize('NFC'), normal(value, name, 1, count, problems)]),
  );
  const [because] = problems.length > 0 ? problems : complaintsAboutSize(variables);
  return because === undefined ? { kind: 'read', variables } : { kind: 'refused', because };
}

function complaintsAboutSize(variables: Variables): readonly string[] {
  const { length } = JSON.stringify(variables);
  return length > MAX_TEXT ? [`they are ${length} characters of at most ${MAX_TEXT}`] : [];
}

function normal(value: Json | undefined, path: string, depth: number, count: { values: number }, problems: string[]): Json {
  count.values += 1;
  if (count.values > MAX_VALUES || depth > MAX_DEPTH) {
    const limit = depth > MAX_DEPTH ? `is nested deeper than ${MAX_DEPTH} levels` : `is one of more than ${MAX_VALUES} values`;
    if (problems.length === 0) problems.push(`${path} ${limit}`);
    return null;
  }
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.normalize('NFC');
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) problems.push(`${path} is ${value}, which JSON cannot hold`);
    return value;
  }
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => normal(item, `${path}[${index}]`, depth + 1, count, problems));
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name.normalize('NFC'), normal(field, `${path}.${name}`, depth + 1, count, problems)]),
    );
  }
  problems.push(`${path} is not JSON`);
  return null;
}
