const OPPOSITES: Readonly<Record<string, string>> = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

/**
 * Whether one of the conditions is always true as far as their text tells: a plain `true`, or two that are each other's opposite
 * (`x > 5` and `x <= 5`, `a` and `not(a)`). Where that is not plain to see, a default is asked for.
 */
export function areExhaustive(conditions: readonly string[]): boolean {
  const known = new Set(conditions.map(tidy));
  return known.has('true') || [...known].some((condition) => oppositesOf(condition).some((opposite) => known.has(opposite)));
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
