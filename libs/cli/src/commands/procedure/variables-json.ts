import type { Json, Variables } from '@lienthong/bpmn';

/**
 * A reader of JSON would round a number with more digits than a double holds; here it keeps them all. Node 20 cannot say how a
 * number was written: there it is a double.
 */
type Source = Readonly<{ source?: string }>;
const parseWithSource = JSON.parse as (text: string, reviver: (key: string, value: unknown, context?: Source) => unknown) => unknown;
const rawJson = (JSON as unknown as { rawJSON?: (text: string) => unknown }).rawJSON ?? Number;

/** JSON in, with every digit of its numbers: those that a double cannot hold come as the engine writes them. */
export function parseJson(text: string): unknown {
  return parseWithSource(text, (_key, value, context) => {
    const source = context?.source;
    return typeof value !== 'number' || source === undefined || isExact(value, source) ? value : { '@type': 'number', '@value': source };
  });
}

/** Fifteen digits are within a double, unless their exponent leads out of what it holds. */
function isExact(value: number, source: string): boolean {
  if (String(value) === source) return true;
  const isWithin = value === 0 ? !/[1-9]/.test(source.replace(/e.*$/i, '')) : Math.abs(value) > 1e-300 && Math.abs(value) < 1e300;
  return source.length <= 15 && isWithin;
}

/** What people and other programs read: numbers with all their digits, dates and durations as their text. */
export function plain(json: Json): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item) => plain(item as Json));
  const { '@type': type, '@value': text } = json as Readonly<Record<string, Json>>;
  if (typeof type === 'string' && typeof text === 'string' && Object.keys(json).length === 2) return type === 'number' ? rawJson(text) : text;
  return plainVariables(json as Variables);
}

export function plainVariables(variables: Variables): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, plain(value)]));
}
