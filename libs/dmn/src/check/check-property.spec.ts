import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '@lienthong/feel';
import { checkTable } from './check-table.js';
import { tableOf } from './spec-table.js';
import type { HitPolicy } from './table-to-check.js';

/** A cell with the same condition said twice: once in FEEL, once as plain arithmetic that shares nothing with it. */
type SpecCell<T> = Readonly<{ text: string; admits(value: T): boolean }>;
type Point = readonly [number, string];

const number = fc.integer({ min: 0, max: 4 });
const numberTest: fc.Arbitrary<SpecCell<number>> = fc.oneof(
  number.map((n) => ({ text: `< ${n}`, admits: (x: number) => x < n })),
  number.map((n) => ({ text: `>= ${n}`, admits: (x: number) => x >= n })),
  number.map((n) => ({ text: `!= ${n}`, admits: (x: number) => x !== n })),
  number.map((n) => ({ text: `${n}`, admits: (x: number) => x === n })),
  fc.tuple(number, number).map(([a, b]) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    return { text: `(${low}..${high}]`, admits: (x: number) => x > low && x <= high };
  }),
);
const numberCell: fc.Arbitrary<SpecCell<number>> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ text: '-', admits: () => true }) },
  { weight: 4, arbitrary: numberTest },
  { weight: 2, arbitrary: fc.tuple(numberTest, numberTest).map(([a, b]) => ({ text: `${a.text}, ${b.text}`, admits: (x: number) => a.admits(x) || b.admits(x) })) },
  { weight: 1, arbitrary: numberTest.map((a) => ({ text: `not(${a.text})`, admits: (x: number) => !a.admits(x) })) },
);
const LETTERS = ['a', 'b', 'c'] as const;
const letterCell: fc.Arbitrary<SpecCell<string>> = fc.tuple(fc.boolean(), fc.subarray([...LETTERS])).map(([isNegated, some]) => {
  if (some.length === 0) return { text: '-', admits: () => true };
  const list = some.map((each) => `"${each}"`).join(', ');
  return { text: isNegated ? `not(${list})` : list, admits: (x: string) => (some as readonly string[]).includes(x) !== isNegated };
});
const rowsOf = fc.array(fc.tuple(numberCell, letterCell), { minLength: 1, maxLength: 5 });

/** Every number at which a condition can change, and one between each two; every letter. */
const POINTS: readonly Point[] = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5].flatMap((x) => LETTERS.map((s): Point => [x, s]));
type SpecRow = readonly [SpecCell<number>, SpecCell<string>];
const covers = ([n, s]: SpecRow, [x, letter]: Point): boolean => n.admits(x) && s.admits(letter);

const table = (rows: readonly SpecRow[], hitPolicy: HitPolicy) =>
  checkTable(tableOf([['n', 'number'], ['s', 'string', '"a", "b", "c"']], rows.map(([n, s], i) => [n.text, s.text, `${i}`]), { hitPolicy }));
const pointOf = (example: Readonly<Record<string, Json>> | null): Point => [Number(example?.['n']), example?.['s'] as string];

describe('against trying every point', () => {
  it('finds a gap exactly where there is one, with an input in it', () => {
    fc.assert(fc.property(rowsOf, (rows) => {
      const gaps = table(rows, 'FIRST').filter(({ rule }) => rule === 'gap');
      const isComplete = POINTS.every((point) => rows.some((row) => covers(row, point)));
      assert.equal(gaps.length === 0, isComplete);
      for (const { example } of gaps) assert.ok(!rows.some((row) => covers(row, pointOf(example))), JSON.stringify(example));
    }), { numRuns: 500 });
  });

  it('finds every overlap, with an input in it', () => {
    fc.assert(fc.property(rowsOf, (rows) => {
      const found = table(rows, 'UNIQUE').filter(({ rule }) => rule === 'overlap');
      const pairs = rows.flatMap((row, i) => rows.slice(0, i).filter((before) => POINTS.some((point) => covers(row, point) && covers(before, point))));
      assert.equal(found.length, pairs.length);
      for (const { example } of found) assert.ok(rows.filter((row) => covers(row, pointOf(example))).length >= 2, JSON.stringify(example));
    }), { numRuns: 500 });
  });

  it('finds every row that earlier rows hide', () => {
    fc.assert(fc.property(rowsOf, (rows) => {
      const found = table(rows, 'FIRST').filter(({ rule }) => rule === 'masked-rule').map(({ element }) => element);
      const hidden = rows.flatMap((row, i) => {
        const own = POINTS.filter((point) => covers(row, point));
        const isHidden = i > 0 && own.length > 0 && own.every((point) => rows.slice(0, i).some((before) => covers(before, point)));
        return isHidden ? [`r${i + 1}`] : [];
      });
      assert.deepEqual(found, hidden);
    }), { numRuns: 500 });
  });
});
