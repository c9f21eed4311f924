import assert from 'node:assert/strict';
import { add, compareDecimals, decimalText, divide, multiply, parseDecimal, power, roundTo, subtract, type Decimal } from './decimal.js';

const read = (text: string): Decimal => parseDecimal(text) ?? assert.fail(text);
const shown = (value: Decimal | undefined): string | undefined => (value === undefined ? undefined : decimalText(value));

describe('a decimal', () => {
  it.each(['0', '1', '-1', '0.5', '-0.001', '123456789012345678901234567890.1234'])('%s reads and prints as itself', (text) => expect(shown(read(text))).toBe(text));
  it.each(['', '.', '-', '1.2.3', 'e5', 'NaN', 'Infinity', '1e99999', '0x10', '1 000', '9e6200'])('%j is none', (text) => expect(parseDecimal(text)).toBeUndefined());

  it('prints without needless zeros', () => expect(['1.50', '100', '1e3', '0.0', '-.50'].map((text) => shown(read(text)))).toEqual(['1.5', '100', '1000', '0', '-0.5']));

  it('rounds to 34 digits, halves to even', () => {
    expect(shown(read('1.0000000000000000000000000000000005'))).toBe('1');
    expect(shown(read('1.0000000000000000000000000000000015'))).toBe('1.000000000000000000000000000000002');
    expect(shown(read(`${'9'.repeat(34)}.5`))).toBe(`1${'0'.repeat(34)}`);
    expect(shown(divide(read('2'), read('3')))).toBe(`0.${'6'.repeat(33)}7`);
    expect(shown(divide(read('1'), read('8')))).toBe('0.125');
  });

  it('rounds a numeral of hundreds of digits once, by the least of them', () => {
    const half = `1${'0'.repeat(33)}5${'0'.repeat(400)}`;
    expect([half, `${half}1`, `-${half}1`].map((text) => shown(read(`${text}e-${text.replace('-', '').length - 34}`)))).toEqual([`1${'0'.repeat(33)}`, `1${'0'.repeat(32)}1`, `-1${'0'.repeat(32)}1`]);
    expect([`${'0'.repeat(400)}12.5`, `1${'0'.repeat(500)}e-500`, `${'9'.repeat(400)}e-400`, `-0.${'0'.repeat(300)}1`].map((text) => shown(read(text)))).toEqual(['12.5', '1', '1', '-1e-301']);
  });

  it('adds what is far apart', () => {
    expect(shown(add(read('1e30'), read('0.001')))).toBe(`1${'0'.repeat(30)}.001`);
    expect(shown(add(read('1e6000'), read('1e-6000')))).toBe('1e6000');
    expect(shown(subtract(read('0.3'), read('0.1')))).toBe('0.2');
  });

  it('has no result outside its range', () => {
    expect([divide(read('1'), read('0')), power(read('2'), read('0.5')), power(read('10'), read('9999')), multiply(read('1e6000'), read('1e6000'))]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('raises to whole powers', () => expect([shown(power(read('1.1'), read('2'))), shown(power(read('2'), read('-2'))), shown(power(read('5'), read('0')))]).toEqual(['1.21', '0.25', '1']));

  it.each([
    ['1', '1.0', 0],
    ['-1', '1', -1],
    ['1e-6000', '0', 1],
    ['2', '10', -1],
  ] as const)('%s against %s is %d', (left, right, sign) => expect(compareDecimals(read(left), read(right))).toBe(sign));

  it.each([
    ['2.5', 0, 'half-even', '2'],
    ['3.5', 0, 'half-even', '4'],
    ['-2.5', 0, 'half-even', '-2'],
    ['-0.1', 0, 'floor', '-1'],
    ['-0.1', 0, 'ceiling', '0'],
    ['0.1', 0, 'ceiling', '1'],
    ['1234', -2, 'half-even', '1200'],
    ['1e-6000', 0, 'up', '1'],
    ['-1e-6000', 0, 'floor', '-1'],
    ['9e-6000', 0, 'half-up', '0'],
  ] as const)('%s to %d digits, %s, is %s', (text, scale, rounding, result) => expect(shown(roundTo(read(text), scale, rounding))).toBe(result));
});
