import { jsonDepth } from './bounded-json.js';

const depth = (text: string, limit = 1_000) => jsonDepth(Buffer.from(text), limit);

describe('the depth of JSON', () => {
  it.each([['1', 0], ['"[[["', 0], ['[]', 1], ['{"a":[1,{"b":[]}]}', 4], ['[[],[[]],[]]', 3], ['["\\"[[", {"]": "}"}]', 2], ['"\\\\" ', 0], ['["\\\\", [1]]', 2]])('of %s is %i', (text, expected) => {
    expect(depth(text)).toBe(expected);
  });

  it('agrees with the parser on texts of all kinds', () => {
    const deep = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0);
    for (const value of [[[[1], { a: '}]' }], '\\'], { '[': { '{': ['"', '\\"', [{}]] } }, 'x', null, [[], {}, [{ a: [] }]]]) expect(depth(JSON.stringify(value))).toBe(deep(value));
  });

  it('stops counting at the limit, and is not misled by what is no JSON', () => {
    expect(depth('['.repeat(1_000_000), 32)).toBe(33);
    expect(depth(']]]][', 32)).toBeLessThanOrEqual(1);
    expect(depth('"never closed [[[[', 2)).toBe(0);
  });
});
