import { paintFor, table } from './paint.js';

const plain = paintFor({ env: {} });

describe('a table', () => {
  it('puts columns under their heads', () => {
    expect(table(['bước', 'số'], [['một', '1'], [{ text: 'hai mươi', colour: 'red' }, '20']], plain)).toBe('bước      số\nmột       1\nhai mươi  20');
  });

  it('breaks what is too long, and words that have no place to break', () => {
    expect(table(['a', 'b'], [['x', 'one two three four five six'], ['y', 'z'.repeat(45)]], plain, 25)).toBe(
      ['a  b', 'x  one two three four', '   five six', `y  ${'z'.repeat(22)}`, `   ${'z'.repeat(22)}`, '   z'].join('\n'),
    );
  });

  it('counts letters of Vietnamese as one, however they are composed', () => {
    const [composed, apart] = ['Nghĩa vụ', 'Nghĩa vụ'.normalize('NFD')].map((name) => table(['x', 'y'], [[name, '1']], plain));
    expect(composed).toBe(apart);
  });

  it('is painted for people only', () => {
    const terminal = { out: true, err: true, columns: 80 };
    const paints = [paintFor({ env: {}, terminal }), paintFor({ env: { NO_COLOR: '1' }, terminal }), paintFor({ env: { TERM: 'dumb' }, terminal }), paintFor({ env: { FORCE_COLOR: '1' } })];
    expect(paints.map((paint) => paint('red', 'x') === 'x')).toEqual([false, true, true, false]);
  });
});
