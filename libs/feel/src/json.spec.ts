import assert from 'node:assert/strict';
import { compileExpression, evaluate, evaluateValue, evaluateWith, fromJson, type Json } from './index.js';
import { clean, codes, run, type Variables } from './spec-evaluation.js';

const compiled = (source: string, names: readonly string[] = []) => {
  const result = compileExpression(source, names);
  return result.kind === 'compiled' ? result.expression : assert.fail(source);
};

describe('numbers in JSON', () => {
  it.each([
    ['0.1 + 0.2', 0.3],
    ['1.50', 1.5],
    ['10 ** 21', 1e21],
    ['-0.0', 0],
    ['1e-7', 1e-7],
    ['123456789012345.6', 123_456_789_012_345.6],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', 9_007_199_254_740_992],
    ['9007199254740993', { '@type': 'number', '@value': '9007199254740993' }],
    ['1 / 3', { '@type': 'number', '@value': '0.3333333333333333333333333333333333' }],
    ['10 ** 400', { '@type': 'number', '@value': '1e400' }],
  ] as const)('%s comes out as %j', (source, expected) => expect(clean(source)).toEqual(expected));

  it.each([0.1, -1.5, 1e21, 5e-324, 1.7976931348623157e308, 0.30000000000000004, 9_007_199_254_740_992])('%d comes back as it went in', (x) => expect(clean('x', { x })).toBe(x));

  it('that no JSON number prints come back as they went in', () => {
    const x = { '@type': 'number', '@value': '0.3333333333333333333333333333333333' };
    expect([clean('x', { x }), clean('x * 3', { x }), clean('[x]', { x })]).toEqual([x, { '@type': 'number', '@value': '0.9999999999999999999999999999999999' }, [x]]);
  });
});

describe('tags', () => {
  const VALUES: readonly (readonly [type: string, text: string, source: string])[] = [
    ['date', '2026-11-20', '@"2026-11-20"'],
    ['time', '15:30:00+07:00', '@"15:30:00+07:00"'],
    ['date and time', '2026-11-20T15:30:00@Asia/Ho_Chi_Minh', '@"2026-11-20T15:30:00@Asia/Ho_Chi_Minh"'],
    ['days and time duration', 'P1DT12H', '@"PT36H"'],
    ['years and months duration', 'P1Y6M', '@"P18M"'],
    ['range', '[1..5)', '[1..5)'],
    ['range', '(@"2026-01-01"..)', '(> @"2026-01-01")'],
    ['range', '["a\\"".."b"]', '["a\\"".."b"]'],
  ];

  it.each(VALUES)('%s %s comes out plain and tagged, and goes in again', (type, text, source) => {
    const tagged = { '@type': type, '@value': text };
    expect(clean(source)).toBe(text);
    expect(clean(source, {}, { output: 'tagged' })).toEqual(tagged);
    expect(clean('x', { x: tagged }, { output: 'tagged' })).toEqual(tagged);
    expect(clean(`x = ${source}`, { x: tagged })).toBe(true);
    expect(clean('[a.b, {c: a.b}]', { a: { b: tagged } }, { output: 'tagged' })).toEqual([tagged, { c: tagged }]);
  });

  it.each([
    { '@type': 'date', '@value': '2026-02-30' },
    { '@type': 'Date', '@value': '2026-02-28' },
    { '@type': 'date', '@value': 5 },
    { '@type': 'date', '@value': '2026-02-28', more: 1 },
    { '@type': 'constructor', '@value': 'x' },
  ])('%j is a context like any other', (x) => expect(clean('x', { x })).toEqual(x));

  it.each(['[null..5]', '(null..5]', '[5..null)', '[5..1]', '(null..null)', '["z".."a"]', '(>= @"P1Y")', '(< 5)', '(= 5)', '(!= "a")', '[1..12345678901234567890123]'])('a range that comes out of %s goes in again as itself', (source) => {
    const tagged = evaluate(compiled(source), {}, { output: 'tagged' }).value;
    const fields = (range: string): string => `[${range}.start, ${range}.end, ${range}.start included, ${range}.end included]`;
    expect(tagged).toMatchObject({ '@type': 'range' });
    expect(clean('x', { x: tagged }, { output: 'tagged' })).toEqual(tagged);
    expect(clean(fields('x'), { x: tagged })).toEqual(clean(fields(/^\([<>=!]/.test(source) ? source : `(${source})`)));
  });

  it.each([
    ['< 5', '(..5)'], ['<=5', '(..5]'], ['> 5', '(5..)'], ['>= 5', '[5..)'], ['(null..5]', '(null..5]'], [' [1..2] ', '[1..2]'], [']1..2[', '(1..2)'],
    ['[2026-01-01..2026-02-01]', '[@"2026-01-01"..@"2026-02-01"]'], ['[P1D..date("2026-01-01")]', null], ['=5', '= 5'], ['!= 5', '!= 5'], ['[..5]', '[null..5]'], ['5', null], ['[1..2', null], ['<', null],
  ])('a range may be written %s', (text, expected) => {
    const x = { '@type': 'range', '@value': text };
    expect(clean('x', { x })).toEqual(expected ?? x);
  });

  it('say when a result is larger than its parts: what is shared is written as often as it is used', () => {
    const { value, problems } = run('{a: [1,2,3,4,5,6,7,8,9,10], b: [a,a,a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b,b,b], d: [c,c,c,c,c,c,c,c,c,c], e: [d,d,d,d,d,d,d,d,d,d], f: [e,e,e,e,e,e,e,e,e,e], g: [f,f,f,f,f,f,f,f,f,f]}');
    expect([value, problems.map(({ code }) => code)]).toEqual([null, ['BUDGET_SPENT']]);
  });
});

describe('what an expression asks for', () => {
  const asking = (source: string, variables: Variables): readonly string[] => {
    const asked: string[] = [];
    evaluateWith(compiled(source), (name) => {
      asked.push(name);
      return variables[name];
    });
    return asked;
  };

  it('is asked for when it comes to it, and not before', () => {
    expect(asking('if a then b else c', { a: true, b: 1 })).toEqual(['a', 'b']);
    expect(asking('false and a', {})).toEqual([]);
    expect(asking('(for x in [1] return x)[1]', {})).toEqual([]);
  });

  it('is converted no further than the path goes', () => {
    const read: string[] = [];
    const watched = new Proxy<Record<string, Json>>({ name: 'An', other: { deep: 1 } }, {
      get: (target, key) => {
        read.push(String(key));
        return Reflect.get(target, key) as Json;
      },
    });
    expect(clean('dossier.applicant.name', { dossier: { applicant: watched } })).toBe('An');
    expect(read).toEqual(['name']);
  });

  it('may be named in any form of Unicode, with any spaces', () => {
    const name = 'Số tờ  bản đồ';
    expect(clean(`Số tờ bản đồ.diện tích`, { [name.normalize('NFD')]: { ['diện   tích'.normalize('NFD')]: 5 } })).toBe(5);
    expect(clean('x["đ" in tên].tên', { x: [{ ['tên'.normalize('NFD')]: 'đ' }] })).toEqual(['đ']);
  });

  it('may be a field that is missing, null, or of something that has none', () => {
    expect(codes('a.b.c', { a: { b: null } })).toEqual([]);
    expect(codes('a.b.c', { a: {} })).toEqual(['UNKNOWN_NAME']);
    expect(codes('a.b.c', { a: 1 })).toEqual(['WRONG_KIND']);
    expect(codes('a.b', { a: [{ b: 1 }, {}] })).toEqual(['UNKNOWN_NAME']);
    expect(clean('a.b.c', { a: { b: [{ c: 1 }, { c: 2 }] } })).toEqual([1, 2]);
    expect(codes('a.toString', { a: {} })).toEqual(['UNKNOWN_NAME']);
  });

  it('may be values, functions among them', () => {
    const makes = evaluateValue(compiled('function(x) x * rate'), (name) => (name === 'rate' ? fromJson(2) : undefined));
    const calls = evaluateValue(compiled('fee(300)', ['fee']), (name) => (name === 'fee' ? makes.value : undefined));
    expect(calls).toEqual({ value: fromJson(600), problems: [] });
  });

  it('is named beforehand, as far as that can be said', () => {
    const variables = (source: string, names: readonly string[] = []) => compiled(source, names).variables;
    expect(variables('for x in a, y in x return x + y + z')).toEqual(['a', 'z']);
    expect(variables('some x in a satisfies x > limit')).toEqual(['a', 'limit']);
    expect(variables('function(x) x + y')).toEqual(['y']);
    expect(variables('{a: b, c: function(n) c(n) + a}')).toEqual(['b']);
    expect(variables('list[price > limit]')).toEqual(['list']);
    expect(variables('list[price > limit]', ['limit'])).toEqual(['limit', 'list']);
    expect(variables('is defined(x) and get or else(y.z, 1) > 0')).toEqual(['x', 'y']);
    expect(variables('count(list) + date(d).year')).toEqual(['d', 'list']);
  });
});

describe('data that is deep', () => {
  it('is read as far as it is bounded', () => {
    let x: Json = 1;
    for (let i = 0; i < 50_000; i += 1) x = [x];
    expect(evaluate(compiled('count(x)'), { x }).value).toBe(1);
    expect(evaluate(compiled('x = x'), { x }).value).toBe(true);
    expect(evaluate(compiled('count(flatten(x))'), { x }).problems.length).toBeLessThanOrEqual(1);
  });
});
