import { compileExpression, evaluate, type Json } from './index.js';
import { sequence } from './spec-generator.js';

type Variables = Readonly<Record<string, Json>>;

function run(source: string, context: Variables = {}, stepBudget = 10_000) {
  const compiled = compileExpression(source);
  if (compiled.kind === 'refused') throw new Error(`${source}: ${compiled.finding.text.en}`);
  return evaluate(compiled.expression, context, { stepBudget });
}
const clean = (source: string, context: Variables = {}): Json => {
  const { value, problems } = run(source, context);
  expect(problems).toEqual([]);
  return value;
};

const land: Variables = { 'Diện tích': '120.5', 'giá đất': 25_000_000, parcel: { sheet: 12, number: 345, uses: ['ONT', 'CLN'] }, returnBy: 'post' };

const EXAMPLES: readonly (readonly [source: string, value: Json, context?: Variables])[] = [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['-2 ** 2', 4],
  ['2 ** -1', 0.5],
  ['7 / 2', 3.5],
  ['1 / 3', { '@type': 'number', '@value': '0.3333333333333333333333333333333333' }],
  ['"một" + " cửa"', 'một cửa'],
  ['"a\\"b\\n\\u1EA1"', 'a"b\nạ'],
  ['number(Diện tích) * giá đất', 3_012_500_000, land],
  ['parcel.number', 345, land],
  ['`số-thửa` + 1', 5, { 'số-thửa': 4 }],
  ['parcel.`sheet no.`', 12, { parcel: { 'sheet no.': 12 } }],
  ['parcel.uses[1]', 'ONT', land],
  ['parcel.uses[-1]', 'CLN', land],
  ['parcel.uses[3]', null, land],
  ['parcel.uses[item = "CLN"]', ['CLN'], land],
  ['[{a: 1}, {a: 2}, {a: 3}][a > 1].a', [2, 3]],
  ['{base: 1000, fee: base * 0.005}.fee', 5],
  ['{"a b": 1}', { 'a b': 1 }],
  ['{\n  a: 1, // một\n  b: /* hai\n dòng */ a + 1\n}', { a: 1, b: 2 }],
  ['5 in [1, 2] or true', true],
  ['5 in > 3 and false', false],
  ['1 in [1] and 2 in (3) or 4 in [4]', true],
  ['[{item: 1}, {item: 2}][item = 2]', [{ item: 2 }]],
  ['[][count(item) = 1]', []],
  ['[][1]', null],
  ['x[i]', 'b', { x: ['a', 'b'], i: 2 }],
  ['null[1]', null],
  ['5[1]', 5],
  ['5[item > 3]', [5]],
  ['if returnBy = "post" then "bưu điện" else "quầy"', 'bưu điện', land],
  ['if null then 1 else 2', 2],
  ['5 between 1 and 5', true],
  ['5 in [1..5)', false],
  ['5 in (1, > 4)', true],
  ['"b" in ["a", "b"]', true],
  ['true in [false, 2, 3]', false],
  ['true in [2, true]', true],
  ['3 in ]3..5]', false],
  ['1 != 2', true],
  ['null = null', true],
  ['1 = null', false],
  ['[1, 2] = [1, 2.0]', true],
  ['{a: 1} = {a: 1}', true],
  ['date("2026-11-20") < date("2026-12-04")', true],
  ['date and time("2026-11-20T15:30:00+07:00") = date and time("2026-11-20T08:30:00Z")', true],
  ['string(@"2026-11-20")', '2026-11-20'],
  ['is defined(x)', false],
  ['is defined(parcel.sheet)', true, land],
  ['not(true)', false],
  ['contains("chuyển nhượng", "nhượng")', true],
  ['starts with(string: "H56.17", match: "H56")', true],
  ['ends with(match: "17", string: "H56.17")', true],
  ['string length("một")', 3],
  ['upper case("đất đai")', 'ĐẤT ĐAI'],
  ['lower case("ĐẤT")', 'đất'],
  ['count([1, 2])', 2],
  ['count([])', 0],
  ['sum(0.1, 0.2)', 0.3],
  ['min(["b", "a"])', 'a'],
  ['max(1, 3, 2)', 3],
  ['append([1], 2, 3)', [1, 2, 3]],
  ['list contains([1, null], null)', true],
  ['string(1.50)', '1.5'],
  ['abs(-2)', 2],
  ['floor(-1.5)', -2],
  ['ceiling(-1.5)', -1],
  ['9007199254740993', { '@type': 'number', '@value': '9007199254740993' }],
  ['x + 1', { '@type': 'number', '@value': '9007199254740994.5' }, { x: { '@type': 'number', '@value': '9007199254740993.5' } }],
];

describe('FEEL', () => {
  it.each(EXAMPLES.map(([source, value, context = {}]) => ({ source, value, context })))('$source is $value', ({ source, value, context }) => {
    expect(clean(source, context)).toEqual(value);
  });

  it('counts money exactly where doubles do not', () => {
    expect(clean('0.1 + 0.2 = 0.3')).toBe(true);
    expect(clean('floor(4.35 * 100)')).toBe(435);
    expect(clean('decimal(1.005, 2)')).toBe(1);
    expect(clean('decimal(1.015, 2)')).toBe(1.02);
    expect(clean('x * 3', { x: 0.1 })).toBe(0.3);
  });

  it.each([
    ['true and null', null],
    ['false and null', false],
    ['null and false', false],
    ['true or null', true],
    ['null or true', true],
    ['false or null', null],
  ])('three-valued: %s is %j', (source, value) => expect(clean(source)).toBe(value));

  it('does not look right once the left has decided', () => {
    expect(clean('false and missing = 1')).toBe(false);
    expect(clean('true or missing = 1')).toBe(true);
  });

  it('takes names with spaces and in either Unicode form', () => {
    const decomposed = 'Số tờ bản đồ'.normalize('NFD');
    expect(clean('Số   tờ bản đồ + 1', { [decomposed]: 12 })).toBe(13);
    expect(clean(`${decomposed} + 1`, { 'Số tờ bản đồ': 12 })).toBe(13);
  });

  it('takes a name the grammar would read as arithmetic when it is declared', () => {
    const compiled = compileExpression('tờ-thửa', ['tờ-thửa']);
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, { 'tờ-thửa': '12-345' }, {}).value).toBe('12-345');
  });

  it('takes such a name for a field of a declared variable, too', () => {
    const compiled = compileExpression('for x in đất return x.tờ-thửa', ['đất', 'tờ-thửa']);
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, { đất: [{ 'tờ-thửa': 1 }] }).value).toEqual([1]);
  });

  it('names what it needs, leaving out what the expression itself defines', () => {
    const compiled = compileExpression('{a: b, c: a}.c + parcel.number + list[price > limit].x');
    expect(compiled.kind === 'compiled' && compiled.expression.variables).toEqual(['b', 'list', 'parcel']);
  });
});

describe('a result that is null for a reason', () => {
  it.each([
    ['missing', 'UNKNOWN_NAME', 0, 7],
    ['1 + "a"', 'WRONG_KIND', 0, 7],
    ['1 = "1"', 'KINDS_DIFFER', 0, 7],
    ['1 < null', 'KINDS_DIFFER', 0, 8],
    ['1 / 0', 'NO_RESULT', 0, 5],
    ['10 ** 9999', 'NO_RESULT', 0, 10],
    ['{a: 1}.b', 'UNKNOWN_NAME', 7, 8],
    ['true and 1', 'WRONG_KIND', 9, 10],
    ['number("x")', 'NO_RESULT', 0, 11],
    ['sum([1, "a"])', 'WRONG_KIND', 0, 13],
    ['"a".length', 'WRONG_KIND', 4, 10],
  ])('%s says %s', (source, code, from, to) => {
    const { value, problems } = run(source);
    expect({ value, problems: problems.map((problem) => [problem.code, problem.from, problem.to]) }).toEqual({ value: null, problems: [[code, from, to]] });
    expect(problems[0]?.text.vi.length).toBeGreaterThan(0);
  });

  it('stops when its steps are spent, and says so once', () => {
    const { value, problems } = run('count(items[item > 1]) + 1', { items: Array.from({ length: 1000 }, (_, i) => i) }, 500);
    expect(value).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['BUDGET_SPENT']);
  });

  it('never finds a property that nobody wrote', () => {
    expect(run('constructor').problems.map(({ code }) => code)).toEqual(['UNKNOWN_NAME']);
    expect(run('x.constructor', { x: {} }).problems.map(({ code }) => code)).toEqual(['UNKNOWN_NAME']);
    expect(run('[{a: 1}][toString = 1]').value).toEqual([]);
  });
});

describe('an expression that is refused', () => {
  it.each([
    ['', 'SYNTAX', 0],
    ['a =', 'SYNTAX', 3],
    ['1 2', 'SYNTAX', 2],
    ['function(x) external {java: {class: "x"}}', 'UNSUPPORTED', 12],
    ['a instance of Parcel', 'UNSUPPORTED', 14],
    ['null.name', 'ARGUMENTS', 0],
    ['duration("1 day")', 'LITERAL', 9],
    ['@"P1Y1D"', 'LITERAL', 1],
    ['function(x, x) x', 'ARGUMENTS', 0],
    ['date("2026-02-29")', 'LITERAL', 5],
    ['date and time("2026-11-20T25:30:00")', 'LITERAL', 14],
    ['1 + lookup("a", "b")', 'UNKNOWN_FUNCTION', 4],
    ['contains("a")', 'ARGUMENTS', 0],
    ['contains(string: "a", pattern: "b")', 'ARGUMENTS', 0],
    ['{a: 1, a: 2}', 'ARGUMENTS', 7],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'TOO_LARGE', 100],
    [`"${'a'.repeat(10_000)}"`, 'TOO_LARGE', 0],
  ])('%s', (source, code, from) => {
    const compiled = compileExpression(source);
    expect(compiled.kind === 'refused' && [compiled.finding.code, compiled.finding.from]).toEqual([code, from]);
  });

  it('names the construct', () => {
    const compiled = compileExpression('1 + lookup("a", "b")');
    expect(compiled.kind === 'refused' && compiled.finding.text).toEqual({ vi: 'không có hàm “lookup”', en: 'there is no function "lookup"' });
  });
});

describe('any text and any data', () => {
  const PIECES = ['a', 'b c', '1', '0.5', '"x"', 'null', 'true', '+', '-', '*', '/', '**', '=', '<', '>=', '(', ')', '[', ']', '{', '}', ':', ',', '..', '.', ' in ', ' and ', ' or ', 'if ', ' then ', ' else ', 'count(', 'not(', '@"2026-01-01"', 'for ', '?', '\\', 'ế', ' between '];

  it('compiles or is refused, and evaluates to something, without an exception', () => {
    const next = sequence(20_261_122);
    let compiledCount = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const text = Array.from({ length: 1 + next(9) }, () => PIECES[next(PIECES.length)]).join('');
      const compiled = compileExpression(text);
      if (compiled.kind === 'refused') continue;
      compiledCount += 1;
      const { value } = evaluate(compiled.expression, { a: [1, 'x', { b: null }], 'b c': { a: 0.1 } }, {});
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
    expect(compiledCount).toBeGreaterThan(150);
  });
});

describe('names in any script and any Unicode form', () => {
  const NAMES = ['tờ khai', 'họ và tên', 'số_thửa', '𡨸喃', 'ชื่อผู้ใช้', 'имя', '名前', 'العمر', 'ঠিকানা', 'ខ្មែរ', 'a\u200cb', '🐎', 'x\u0302\u0301\u0323', 'năm 2026'];
  it.each(NAMES.flatMap((name) => ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => ({ name, form }))))('$name in $form', ({ name, form }) => {
    const written = name.normalize(form);
    const sources = [`${written} + 1`, `{${written}: 1}.${written} + 1`, `[{${written}: 1}][${written} = 1][1].${written} + 1`, `(function(${written}) ${written} + 1)(${written}: 1)`];
    for (const given of [name.normalize('NFC'), name.normalize('NFD')]) expect(sources.map((source) => clean(source, { [given]: 1 }))).toEqual([2, 2, 2, 2]);
  });
});
