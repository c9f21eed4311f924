// The log's entries are canonical JSON, whose numbers are integers. FEEL counts in decimals and reads `{"@type": "number", "@value": "0.3"}` as one.

type Tagged = Readonly<{ '@type': 'number'; '@value': string }>;

/** A value as it may stand in an event: what is no integer is written as the text of its digits. Keeps what needs no change. */
export function sealNumbers<Value>(value: Value): Value {
  return mapped(value, (each) => (typeof each === 'number' && !Number.isSafeInteger(each) ? { '@type': 'number', '@value': String(each) } : each)) as Value;
}

/** The same as people and workers see it: numbers again, but for those that no JSON number can hold. */
export function openNumbers<Value>(value: Value): Value {
  return mapped(value, (each) => {
    if (!isTagged(each)) return each;
    const number = Number(each['@value']);
    return plainDigits(String(number)) === plainDigits(each['@value']) ? number : each['@value'];
  }) as Value;
}

const isTagged = (value: unknown): value is Tagged =>
  typeof value === 'object' && value !== null && (value as Partial<Tagged>)['@type'] === 'number' && typeof (value as Partial<Tagged>)['@value'] === 'string';
/** `1.50` is `1.5`. */
const plainDigits = (text: string): string => (text.includes('.') && !text.includes('e') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value || typeof value !== 'object' || value === null) return changed;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapped(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value).map(([name, each]) => [name, mapped(each, change), each] as const);
  return entries.some(([, after, before]) => after !== before) ? Object.fromEntries(entries.map(([name, after]) => [name, after])) : value;
}

