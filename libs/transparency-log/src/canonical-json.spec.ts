import { createHash } from 'node:crypto';
import { canonicalJson, readCanonical } from './index.js';
import { vectors } from './spec-vectors.js';

type Vectors = Readonly<{
  accept: readonly Readonly<{ name: string; input: string; canonical: string; canonicalHex: string; sha256: string }>[];
  refuse: readonly Readonly<{ json: string; why: string }>[];
}>;
const { accept, refuse } = vectors('jcs.json') as Vectors;

describe('canonical JSON', () => {
  it.each(accept)('$name', ({ input, canonical, canonicalHex, sha256 }) => {
    const written = canonicalJson(JSON.parse(input));
    expect(written).toEqual({ kind: 'text', text: canonical });
    expect(Buffer.from(canonical).toString('hex')).toBe(canonicalHex);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(sha256);
    expect(readCanonical(canonical)).toEqual({ kind: 'value', value: JSON.parse(input) as unknown });
  });

  it.each(refuse)('refuses $why', ({ json }) => {
    expect(readCanonical(json).kind).toBe('refused');
  });

  it('refuses what has no form in JSON, and says where', () => {
    const refusal = (value: unknown) => {
      const written = canonicalJson(value);
      return written.kind === 'refused' ? written.refusal : written;
    };
    expect(refusal({ area: { m2: 120.5 } })).toEqual({ path: '$.area.m2', because: '120.5 is not an integer within ±(2^53−1); write it as a string' });
    expect(refusal([1, [NaN]])).toMatchObject({ path: '$[1][0]' });
    expect(refusal({ a: new Date(0) })).toMatchObject({ path: '$.a', because: 'it is not plain data' });
    expect(refusal({ a: new Map() })).toMatchObject({ path: '$.a' });
    expect(refusal({ a: 1n })).toMatchObject({ because: 'JSON has no form for a bigint' });
    expect(refusal({ '\ud83d': 1 })).toMatchObject({ because: 'it has a lone surrogate' });
    expect(refusal([undefined])).toMatchObject({ path: '$[0]' });
    const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], 0);
    expect(refusal(deep)).toMatchObject({ because: 'it lies deeper than 64 levels' });
  });

  it('writes every character as JSON does, in values and names, whatever stands around it', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const text = `ơ${String.fromCharCode(unit)}a`;
      if (text.isWellFormed()) expect(canonicalJson({ [text]: text })).toEqual({ kind: 'text', text: JSON.stringify({ [text]: text }) });
      else expect(canonicalJson(text).kind).toBe('refused');
    }
    expect(canonicalJson('😀')).toEqual({ kind: 'text', text: '"😀"' });
  });

  it('says where it was refused, however deep', () => {
    expect(canonicalJson({ a: [{ b: 1 }, { c: { d: [0, 1.5] } }], e: 2.5 })).toEqual({ kind: 'refused', refusal: { path: '$.a[1].c.d[1]', because: '1.5 is not an integer within ±(2^53−1); write it as a string' } });
  });

  it('leaves out members that are undefined, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toEqual({ kind: 'text', text: '{"a":1}' });
  });
});
