import { compileUnaryTests, testValue, fromJson } from './index.js';
import { test } from './spec-evaluation.js';

describe('unary tests', () => {
  it.each([
    ['-', null, true],
    ['5', 5, true],
    ['5', 6, false],
    ['> 5', 6, true],
    ['< 5, > 10', 11, true],
    ['< 5, > 10', 7, false],
    ['[1..5)', 5, false],
    ['not(1, 2)', 3, true],
    ['not(1, 2)', 2, false],
    ['not(> 5)', 6, false],
    ['"a", "b"', 'b', true],
    ['[1, 2]', 2, true],
    ['[1, 2]', [1, 2], true],
    ['x', 4, true],
    ['> x', 5, true],
    ['true', true, true],
    ['true', false, false],
    ['null', null, true],
    ['null', 1, false],
    ['? > x and ? < 10', 5, true],
    ['? > x and ? < 10', 15, false],
    ['count(?) > 1', [1, 2], true],
    ['not(count(?) > 1)', [1, 2], false],
    ['list contains(?, "a")', ['a'], true],
    ['< 5 and ? > 1', 3, true],
    ['< 5 and ? > 1', 0, false],
    ['? in [1..3], 7', 7, true],
    ['some y in list satisfies y = ?', 2, true],
    ['list', 2, true],
    ['date("2026-01-01")', { '@type': 'date', '@value': '2026-01-01' }, true],
    ['> date("2026-01-01")', { '@type': 'date', '@value': '2026-02-01' }, true],
    ['@"P1D"', { '@type': 'days and time duration', '@value': 'PT24H' }, true],
    ['(> 5)', 6, true],
    ['-5', -5, true],
  ] as const)('%s of %j is %j', (source, input, expected) => expect(test(source, input, { x: 4, list: [1, 2] }).value).toBe(expected));

  it('say why there is no answer', () => {
    expect(test('> 5', 'a')).toMatchObject({ value: null, problems: [{ code: 'KINDS_DIFFER' }] });
    expect(test('> limit', 1)).toMatchObject({ value: null, problems: [{ code: 'UNKNOWN_NAME' }, { code: 'KINDS_DIFFER' }] });
    expect(test('"a", 5', 5)).toMatchObject({ value: true });
  });

  it.each([['', 'SYNTAX'], ['1, ', 'SYNTAX'], ['> ', 'SYNTAX'], ['unknown(?)', 'UNKNOWN_FUNCTION']])('%j is refused', (source, code) => {
    const compiled = compileUnaryTests(source);
    expect(compiled.kind === 'refused' && compiled.finding.code).toBe(code);
  });

  it('name what they need, the input aside', () => {
    const compiled = compileUnaryTests('> limit, ? in allowed');
    expect(compiled.kind === 'compiled' && compiled.tests.variables).toEqual(['allowed', 'limit']);
  });

  it('take values as well as JSON', () => {
    const compiled = compileUnaryTests('limit');
    expect(compiled.kind === 'compiled' && testValue(compiled.tests, fromJson(3), () => fromJson([3])).value).toBe(true);
  });
});
