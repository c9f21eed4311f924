const OPPOSITES: Readonly<Record<string, string>> = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

/**
 * Whether one of the conditions is always true as far as their text tells: a plain `true`, two that are each other's opposite
 * (`a` and `not(a)`, `status = "new"` and `status != "new"`), or comparisons of one variable with numbers that leave no number
 * out. Where that is not plain to see, a default is asked for.
 */
export function areExhaustive(conditions: readonly string[]): boolean {
  const known = new Set(conditions.map(tidy));
  if (known.has('true') || coverAllNumbers([...known])) return true;
  return [...known].some((condition) => oppositesOf(condition).some((opposite) => known.has(opposite)));
}

/** Without the leading `=` and with single blanks. */
const tidy = (condition: string): string =>
  condition
    .replace(/^\s*=/, '')
    .replace(/\s*(!=|<=|>=|=|<|>)\s*/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();

function oppositesOf(condition: string): readonly string[] {
  const [, left = '', operator = '', right = ''] = /^([^=<>!]+) (!=|<=|>=|=|<|>) ([^=<>!]+)$/.exec(condition) ?? [];
  // `a > 1 and b` is no comparison as a whole.
  const isComparison = operator !== '' && !/\b(and|or|if|some|every|for|between|in)\b/.test(condition);
  return [
    `not(${condition})`,
    ...(isComparison ? [`${left} ${OPPOSITES[operator] ?? ''} ${right}`] : []),
    ...(isComparison && operator === '=' && right === 'true' ? [`${left} = false`] : []),
  ];
}

// ── Numbers ─────────────────────────────────────────────────────────────────

type Comparison = Readonly<{ left: string; operator: string; right: number }>;

const HOLDS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `n < 10`, `n >= 10 and n < 20`, `n >= 20`: every number that is named, and one on each side of it, is in one of them. */
function coverAllNumbers(conditions: readonly string[]): boolean {
  const all = conditions.map(comparisonsOf);
  const comparisons = all.flat();
  const [first] = comparisons;
  if (first === undefined || comparisons.some(({ left }) => left !== first.left)) return false;
  const named = comparisons.map(({ right }) => right).toSorted((one, other) => one - other);
  const between = named.map((number, index) => (number + (named[index + 1] ?? number + 2)) / 2);
  return [(named[0] ?? 0) - 1, ...named, ...between].every((number) =>
    all.some((each) => each.length > 0 && each.every(({ operator, right }) => HOLDS[operator]?.(number, right) === true)),
  );
}

/** None where the condition is anything else than comparisons of a name with numbers, joined by `and`. */
function comparisonsOf(condition: string): readonly Comparison[] {
  const parts = condition.split(' and ').map((part) => /^([\p{L}_][\p{L}\p{N}_.]*) (!=|<=|>=|=|<|>) (-?\d+(?:\.\d+)?)$/u.exec(part));
  return parts.every((part) => part !== null) ? parts.map(([, left = '', operator = '', right = '']) => ({ left, operator, right: Number(right) })) : [];
}
