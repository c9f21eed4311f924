import { evaluate as evaluateByFeelin } from 'feelin';
import { compileExpression, evaluate, type Json } from './index.js';
import { generator } from './spec-generator.js';

/**
 * Ours against feelin 8.2, the interpreter of the modelling tools. What is calculated differently carries a mark in the source,
 * and its reason here; everything without a mark has to be the same, and every mark has to be needed.
 */
const DIFFERENCES = {
  times: 'feelin has no duration × number; DMN 1.5 has (table 56)',
  hours: 'feelin makes a date and time of a date plus hours; in DMN the sum is a date',
  position: 'feelin counts a negative position from the item before; in DMN -1 is the last one (insert before, remove, list replace)',
  months: 'feelin keeps the days in a years and months duration; in DMN it has none',
  range: 'feelin does not have coincides, during, starts and finishes',
  point: 'feelin orders null and what there is; here the order with null is null, and a problem',
  mode: 'feelin lists modes as they come; in DMN they ascend',
  group: 'feelin leaves $1 of a pattern without groups as it is; in XPath it is the empty string',
  zone: 'feelin subtracts what the clocks of two zones show; in DMN moments are subtracted',
  between: 'feelin puts the ends of between in order; in DMN x between 3 and 1 is false',
  quantified: 'feelin takes a comparison that is null for false; in DMN some and every are three-valued',
} as const;
type Mark = keyof typeof DIFFERENCES;

const VARIABLES: Readonly<Record<string, Json>> = { x: 4, b: true, s: 'hồ sơ', l: [1, 2, 5], c: { n: 2.5, s: 'abc', l: [7] } };
const ROUNDS = 4_000;

/** Without the tags of ours and the classes of feelin. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value)) return value.map(plain);
  if ('@value' in value) return Number(value['@value']);
  const json = JSON.parse(JSON.stringify(value)) as unknown;
  return json === null || typeof json !== 'object' ? json : Object.fromEntries(Object.entries(json).map(([name, each]) => [name, plain(each)]));
}

/** feelin calculates in doubles; nearly the same is the same. */
function isSame(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((each, i) => isSame(each, right[i]));
  return left === right;
}

const marksOf = (source: string): readonly Mark[] => [...source.matchAll(/\/\*(\w+)\*\//g)].map(([, mark]) => mark as Mark);

describe('generated expressions', () => {
  const make = generator(20_261_124);
  const kinds = Object.keys(make) as (keyof typeof make)[];
  const results = Array.from({ length: ROUNDS }, (_, round) => {
    const source = make[kinds[round % kinds.length] ?? 'number'](3);
    const compiled = compileExpression(source);
    const ours = compiled.kind === 'compiled' ? plain(evaluate(compiled.expression, VARIABLES).value) : compiled.finding.text.en;
    return { source, marks: marksOf(source), ours, theirs: plain(evaluateByFeelin(source, VARIABLES).value) };
  });

  it('are the same without a mark', () => {
    const unmarked = results.filter(({ marks }) => marks.length === 0);
    expect(unmarked.length).toBeGreaterThan(ROUNDS / 2);
    expect(unmarked.filter(({ ours, theirs }) => !isSame(ours, theirs))).toEqual([]);
  });

  it.each(Object.entries(DIFFERENCES))('differ by %s: %s', (mark) => {
    const alone = results.filter(({ marks }) => marks.length > 0 && marks.every((each) => each === mark));
    expect(alone.some(({ ours, theirs }) => !isSame(ours, theirs))).toBe(true);
  });
});

describe('what doubles and texts make wrong', () => {
  it.each([
    ['0.1 + 0.2 = 0.3', true, false],
    ['floor(4.35 * 100)', 435, 434],
    ['median([10, 9, 100])', 10, 100],
  ])('%s is %j, not %j', (source, ours, theirs) => {
    const compiled = compileExpression(source);
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, {}).value).toEqual(ours);
    expect(evaluateByFeelin(source, {}).value).toEqual(theirs);
  });
});
