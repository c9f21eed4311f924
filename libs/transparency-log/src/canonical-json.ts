/** JSON that was refused says where and why, so that a person can correct the form it came from. */
export type CanonicalRefusal = Readonly<{ path: string; because: string }>;
export type Canonical = Readonly<{ kind: 'text'; text: string }> | Readonly<{ kind: 'refused'; refusal: CanonicalRefusal }>;

/** Deeper JSON is a mistake or an attack; the bound keeps recursion from ending in a stack overflow. */
const MAX_DEPTH = 64;
/** No quote, backslash, control character or surrogate: JSON writes it as it is. */
const AS_IT_IS = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** The first refusal. Its path is put together on the way out, so that JSON that is fine costs no path. */
type Found = { refusal: CanonicalRefusal | undefined };

/**
 * RFC 8785 canonical JSON of plain data. Refused are values that other readers would not read alike: numbers that are
 * not integers within ±(2^53−1), −0, lone surrogates, and anything JSON has no form for. Members that are undefined
 * are left out, as JSON.stringify does. Unicode form is not touched: texts are normalised at the edge.
 */
export function canonicalJson(value: unknown): Canonical {
  const found: Found = { refusal: undefined };
  const text = write(value, 0, found);
  return found.refusal === undefined ? { kind: 'text', text } : { kind: 'refused', refusal: { ...found.refusal, path: `$${found.refusal.path}` } };
}

export type Parsed = Readonly<{ kind: 'value'; value: unknown }> | Readonly<{ kind: 'refused'; refusal: CanonicalRefusal }>;

/** Reads text that must be canonical already. Encoding it again and comparing finds what a parser hides: a member twice, `1.0`, escapes. */
export function readCanonical(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'refused', refusal: { path: '$', because: 'it is not JSON' } };
  }
  const canonical = canonicalJson(value);
  if (canonical.kind === 'refused') return canonical;
  return canonical.text === text ? { kind: 'value', value } : { kind: 'refused', refusal: { path: '$', because: 'it is not in canonical form' } };
}

function write(value: unknown, depth: number, found: Found): string {
  switch (typeof value) {
    case 'string':
      return writeText(value, found);
    case 'number':
      if (!Number.isSafeInteger(value)) return refuse(found, `${value} is not an integer within ±(2^53−1); write it as a string`);
      return Object.is(value, -0) ? refuse(found, 'it is negative zero') : String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (depth === MAX_DEPTH) return refuse(found, `it lies deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? writeArray(value, depth, found) : writeObject(value, depth, found);
    default:
      return refuse(found, `JSON has no form for a ${typeof value}`);
  }
}

function writeText(value: string, found: Found): string {
  if (AS_IT_IS.test(value)) return `"${value}"`;
  return value.isWellFormed() ? JSON.stringify(value) : refuse(found, 'it has a lone surrogate');
}

function writeArray(items: readonly unknown[], depth: number, found: Found): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += write(items[index], depth + 1, found);
    if (found.refusal !== undefined) return within(`[${index}]`, found);
  }
  return `${text}]`;
}

function writeObject(value: object, depth: number, found: Found): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(found, 'it is not plain data');
  let text = '{';
  for (const name of inOrder(Object.keys(value))) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${writeText(name, found)}:${found.refusal === undefined ? write(member, depth + 1, found) : ''}`;
    if (found.refusal !== undefined) return within(`.${name}`, found);
  }
  return `${text}}`;
}

/** By UTF-16 code units, which is what RFC 8785 asks for and both the operator and the default order compare. */
function inOrder(names: string[]): string[] {
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] as string) > (names[at] as string)) return names.sort();
  return names;
}

function refuse(found: Found, because: string): string {
  found.refusal = { path: '', because };
  return '';
}

function within(step: string, found: Found): string {
  if (found.refusal !== undefined) found.refusal = { ...found.refusal, path: `${step}${found.refusal.path}` };
  return '';
}
