/** JSON that was refused says where and why, so that a person can correct the form it came from. */
export type CanonicalRefusal = Readonly<{ path: string; because: string }>;
export type Canonical = Readonly<{ kind: 'text'; text: string }> | Readonly<{ kind: 'refused'; refusal: CanonicalRefusal }>;

/** Deeper JSON is a mistake or an attack; the bound keeps recursion from ending in a stack overflow. */
const MAX_DEPTH = 64;

/**
 * RFC 8785 canonical JSON of plain data. Refused are values that other readers would not read alike: numbers that are
 * not integers within ±(2^53−1), −0, lone surrogates, and anything JSON has no form for. Members that are undefined
 * are left out, as JSON.stringify does. Unicode form is not touched: texts are normalised at the edge.
 */
export function canonicalJson(value: unknown): Canonical {
  const refusals: CanonicalRefusal[] = [];
  const text = write(value, '$', 0, refusals);
  return refusals[0] === undefined ? { kind: 'text', text } : { kind: 'refused', refusal: refusals[0] };
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

function write(value: unknown, path: string, depth: number, refusals: CanonicalRefusal[]): string {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? JSON.stringify(value) : refuse('it has a lone surrogate');
    case 'number':
      if (!Number.isSafeInteger(value)) return refuse(`${value} is not an integer within ±(2^53−1); write it as a string`);
      return Object.is(value, -0) ? refuse('it is negative zero') : String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (depth === MAX_DEPTH) return refuse(`it lies deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? writeArray(value, path, depth, refusals) : writeObject(value, path, depth, refusals);
    default:
      return refuse(`JSON has no form for a ${typeof value}`);
  }

  function refuse(because: string): string {
    refusals.push({ path, because });
    return '';
  }
}

function writeArray(items: readonly unknown[], path: string, depth: number, refusals: CanonicalRefusal[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += write(items[index], `${path}[${index}]`, depth + 1, refusals);
  }
  return `${text}]`;
}

function writeObject(value: object, path: string, depth: number, refusals: CanonicalRefusal[]): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    refusals.push({ path, because: 'it is not plain data' });
    return '';
  }
  let text = '{';
  // The default order compares UTF-16 code units, which is what RFC 8785 asks for.
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${write(name, `${path}.${name}`, depth, refusals)}:${write(member, `${path}.${name}`, depth + 1, refusals)}`;
  }
  return `${text}}`;
}
