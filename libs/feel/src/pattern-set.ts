/** A set of characters of a pattern: ranges of code points and Unicode classes, all but them when negated, less another set. */
export type CharacterSet = Readonly<{
  ranges: readonly (readonly [from: number, to: number])[];
  classes: readonly Readonly<{ name: string; isNegated: boolean }>[];
  isNegated: boolean;
  without: CharacterSet | null;
}>;

const CATEGORIES = 'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(' ');
/** The blocks that Latin letters with Vietnamese marks come from. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  IsBasicLatin: [0x0000, 0x007f],
  'IsLatin-1Supplement': [0x0080, 0x00ff],
  'IsLatinExtended-A': [0x0100, 0x017f],
  'IsLatinExtended-B': [0x0180, 0x024f],
  IsCombiningDiacriticalMarks: [0x0300, 0x036f],
  IsLatinExtendedAdditional: [0x1e00, 0x1eff],
};

/** Fixed expressions for one character each; nothing of the author's is in them. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map<string, RegExp>([
  ...CATEGORIES.map((name) => [name, new RegExp(`^\\p{${name}}$`, 'u')] as const),
  // As XML Schema defines \w, \s, \i and \c: the underscore is punctuation, a letter with marks is a letter.
  ['w', /^[^\p{P}\p{Z}\p{C}]$/u],
  ['s', /^[ \t\n\r]$/],
  ['i', /^[\p{L}_:]$/u],
  ['c', /^[\p{L}\p{M}\p{N}._:·-]$/u],
  ['d', /^\p{Nd}$/u],
]);

export const setOf = (
  ranges: CharacterSet['ranges'],
  classes: CharacterSet['classes'] = [],
  isNegated = false,
  without: CharacterSet | null = null,
): CharacterSet => ({ ranges, classes, isNegated, without });

/** Undefined for a category or block that is not known. */
export function namedSet(name: string, isNegated: boolean): CharacterSet | undefined {
  const block = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  if (block !== undefined) return setOf([block], [], isNegated);
  return CLASSES.has(name) ? setOf([], [{ name, isNegated }]) : undefined;
}

export function isInSet(point: number, set: CharacterSet, ignoresCase: boolean): boolean {
  const isIn = holds(point, set) || (ignoresCase && casesOf(point).some((each) => holds(each, set)));
  return isIn !== set.isNegated && (set.without === null || !isInSet(point, set.without, ignoresCase));
}

function holds(point: number, { ranges, classes }: CharacterSet): boolean {
  if (ranges.some(([from, to]) => point >= from && point <= to)) return true;
  if (classes.length === 0) return false;
  const character = String.fromCodePoint(point);
  return classes.some(({ name, isNegated }) => CLASSES.get(name)?.test(character) !== isNegated);
}

/** The other case of a letter where that is one letter as well. */
function casesOf(point: number): readonly number[] {
  const character = String.fromCodePoint(point);
  return [character.toLowerCase(), character.toUpperCase()]
    .filter((each) => each !== character && Array.from(each).length === 1)
    .map((each) => each.codePointAt(0) ?? point);
}
