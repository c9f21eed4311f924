import { compileExpression, compileUnaryTests, evaluate } from './index.js';

/** A model is evaluated although one of its expressions makes no sense; that one says what is wrong when it is asked. */
describe('a lenient compilation', () => {
  it.each([
    ['@"foo" = null', true, 'NO_RESULT'],
    ['date("2026-02-29")', null, 'NO_RESULT'],
    ['[lookup(1), 2]', [null, 2], 'UNKNOWN_NAME'],
    ['abs(1, 2)', null, 'WRONG_KIND'],
    ['abs(m: 1)', null, 'WRONG_KIND'],
    ['{a: 1, a: 2}', null, 'WRONG_KIND'],
    ['1 instance of tPerson', null, 'NO_RESULT'],
    ['1 instance of context<age: tPerson>', false, undefined],
    ['{age: 1} instance of context<age: tPerson>', null, 'NO_RESULT'],
    ['{f: function(n) external {java: {class: "java.lang.Math", method signature: "foo(double)"}}, r: f(1)}.r', null, 'NO_RESULT'],
    ['{f: function(n) external {pmml: {document: "x", model: "y"}}, r: f(1)}.r', null, 'NO_RESULT'],
    ['(function(p: tPerson) p)(1)', null, 'NO_RESULT'],
  ])('%s is %j and says %s', (source, value, code) => {
    const strict = compileExpression(source);
    expect(strict.kind).toBe('refused');
    const compiled = compileExpression(source, [], { isLenient: true });
    const result = compiled.kind === 'compiled' ? evaluate(compiled.expression, {}) : undefined;
    expect([result?.value, result?.problems[0]?.code]).toEqual([value, code]);
  });

  it.each(['1 +', '(', 'if true then 1', '['.repeat(200) + ']'.repeat(200)])('refuses what cannot be read: %s', (source) =>
    expect(compileExpression(source, [], { isLenient: true }).kind).toBe('refused'),
  );

  it('is there for cells of tables, too', () => {
    expect(compileUnaryTests('@"foo"').kind).toBe('refused');
    expect(compileUnaryTests('@"foo"', [], { isLenient: true }).kind).toBe('compiled');
  });
});

describe('names of fields', () => {
  it('may hold characters of the grammar, and are no variables', () => {
    const source = 'thửa đất.tờ-thửa + danh sách[1].tờ-thửa + count(danh sách[tờ-thửa > 1]) + tờ - thửa';
    const compiled = compileExpression(source, ['thửa đất', 'danh sách', 'tờ', 'thửa'], { fields: ['tờ-thửa'] });
    const context = { 'thửa đất': { 'tờ-thửa': 10 }, 'danh sách': [{ 'tờ-thửa': 1 }, { 'tờ-thửa': 2 }], tờ: 7, thửa: 4 };
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, context).value).toBe(15);
  });
});
