import assert from 'node:assert/strict';
import { shapeOfUnaryTests } from './test-shape.js';

const kinds = (source: string): readonly string[] => {
  const shape = shapeOfUnaryTests(source);
  return shape.kind === 'tests' ? [...(shape.isNegated ? ['not'] : []), ...shape.tests.map(({ kind }) => kind)] : [shape.kind];
};

it.each([
  ['-', ['any']],
  ['"a", "b"', ['equal', 'equal']],
  ['["a", [1..2]]', ['equal', 'range']],
  ['not(null, > 3)', ['not', 'equal', 'range']],
  ['[(!= 3), (= 4)]', ['different', 'equal']],
  ['[null..5]', ['general']],
  ['!= 3, = 4', ['different', 'equal']],
  ['? >= 2 * 3', ['range']],
  ['date("2026-07-01")', ['equal']],
  ['> limit', ['general']],
  ['> today()', ['general']],
  ['? + 1 > 2, 7', ['general', 'equal']],
  ['< (', ['refused']],
])('knows what %s lets pass', (source, expected) => assert.deepEqual(kinds(source), expected));

it('gives ends as values, and where each test stands', () => {
  const shape = shapeOfUnaryTests('1, (2..3]');
  assert.equal(shape.kind, 'tests');
  const [, range] = shape.tests;
  assert.equal(range?.kind, 'range');
  assert.deepEqual([range.from, range.to, range.range.from?.included, range.range.to?.included], [3, 9, false, true]);
});
