import { wrongKind } from './evaluation.js';
import { problem, type Call } from './problem.js';
import { parseRange } from './range-text.js';
import { defined, signature, text } from './signature.js';
import { isRange, order, type Parameter, type Range, type Signature, type Value } from './value.js';

/** Both ends as they are compared; a point is a range that starts and ends in it. */
type Span = Readonly<{ start: Value; end: Value; startIn: boolean; endIn: boolean; isPoint: boolean }>;

const spanOf = (value: Value): Span => {
  if (!isRange(value)) return { start: value, end: value, startIn: true, endIn: true, isPoint: true };
  const { from, to } = value;
  return { start: from?.value ?? null, end: to?.value ?? null, startIn: from?.included ?? false, endIn: to?.included ?? false, isPoint: false };
};

/** Null is an open end: the lowest when it is a start, the highest when it is an end. */
type End = Readonly<{ value: Value; open: -1 | 1 }>;
type Compare = (left: End, right: End) => number;
const startOf = ({ start }: Span): End => ({ value: start, open: -1 });
const endOf = ({ end }: Span): End => ({ value: end, open: 1 });

/** Negative when a starts before b: at the same value the one that includes it is first. */
const starts = (a: Span, b: Span, compare: Compare): number => compare(startOf(a), startOf(b)) || Number(b.startIn) - Number(a.startIn);
const ends = (a: Span, b: Span, compare: Compare): number => compare(endOf(a), endOf(b)) || Number(a.endIn) - Number(b.endIn);

const before = (a: Span, b: Span, compare: Compare): boolean => {
  const between = compare(endOf(a), startOf(b));
  return between < 0 || (between === 0 && (!a.endIn || !b.startIn));
};
const meets = (a: Span, b: Span, compare: Compare): boolean => a.endIn && b.startIn && compare(endOf(a), startOf(b)) === 0;
const includes = (a: Span, b: Span, compare: Compare): boolean => starts(a, b, compare) <= 0 && ends(a, b, compare) >= 0;
const overlaps = (a: Span, b: Span, compare: Compare): boolean => !before(a, b, compare) && !before(b, a, compare);
const overlapsBefore = (a: Span, b: Span, compare: Compare): boolean =>
  overlaps(a, b, compare) && starts(a, b, compare) < 0 && ends(a, b, compare) <= 0;
const sameStart = (a: Span, b: Span, compare: Compare): boolean => starts(a, b, compare) === 0 && ends(a, b, compare) <= 0;
const sameEnd = (a: Span, b: Span, compare: Compare): boolean => ends(a, b, compare) === 0 && starts(a, b, compare) >= 0;
const coincides = (a: Span, b: Span, compare: Compare): boolean => starts(a, b, compare) === 0 && ends(a, b, compare) === 0;

type Relation = (a: Span, b: Span, compare: Compare) => boolean;
const swapped =
  (relation: Relation): Relation =>
  (a, b, compare) =>
    relation(b, a, compare);

/** Compares ends; the first two that have no order are the problem. */
function related(relation: Relation, left: Value, right: Value, call: Call): Value {
  let misfit: Value | undefined;
  const compare: Compare = (a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? a.open - b.open : a.value === null ? a.open : -b.open;
    const difference = order(a.value, b.value);
    if (difference === null) misfit ??= b.value;
    return difference ?? 0;
  };
  const result = relation(spanOf(left), spanOf(right), compare);
  return misfit === undefined ? result : wrongKind(call.evaluation, call.span, 'range of the same kind', misfit);
}

const point = (name: string): Parameter<Value> => ({
  name,
  expected: 'point',
  isOptional: false,
  isMany: false,
  accept: (value) => (value !== null && order(value, value) === 0 ? value : undefined),
});
const range = (name: string): Parameter<Range> => ({
  name,
  expected: 'range',
  isOptional: false,
  isMany: false,
  accept: (value) => (isRange(value) ? value : undefined),
});

type Shape = readonly [(name: string) => Parameter<Value>, string, (name: string) => Parameter<Value>, string];
const POINTS: Shape = [point, 'point1', point, 'point2'];
const POINT_RANGE: Shape = [point, 'point', range, 'range'];
const RANGE_POINT: Shape = [range, 'range', point, 'point'];
const RANGES: Shape = [range, 'range1', range, 'range2'];

const relation = (holds: Relation, ...shapes: readonly Shape[]): readonly Signature[] =>
  shapes.map(([left, leftName, right, rightName]) =>
    signature([left(leftName), right(rightName)], (call, a, b) => related(holds, a, b, call)),
  );

export const RANGE_FUNCTIONS = defined({
  before: relation(before, POINTS, POINT_RANGE, RANGE_POINT, RANGES),
  after: relation(swapped(before), POINTS, POINT_RANGE, RANGE_POINT, RANGES),
  meets: relation(meets, RANGES),
  'met by': relation(swapped(meets), RANGES),
  overlaps: relation(overlaps, RANGES),
  'overlaps before': relation(overlapsBefore, RANGES),
  'overlaps after': relation(swapped(overlapsBefore), RANGES),
  includes: relation(includes, RANGE_POINT, RANGES),
  during: relation(swapped(includes), POINT_RANGE, RANGES),
  starts: relation(sameStart, POINT_RANGE, RANGES),
  'started by': relation(swapped(sameStart), RANGE_POINT, RANGES),
  finishes: relation(sameEnd, POINT_RANGE, RANGES),
  'finished by': relation(swapped(sameEnd), RANGE_POINT, RANGES),
  coincides: relation(coincides, POINTS, RANGES),
  range: signature([text('from')], (call, from) => {
    const value = parseRange(from.trim());
    if (value !== undefined) return value;
    const said = from.slice(0, 60);
    return problem(call.evaluation, call.span, 'NO_RESULT', `“${said}” không phải là khoảng`, `"${said}" is not a range`);
  }),
});

