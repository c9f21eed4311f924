const WORDS = /[\p{L}\p{M}\p{N}_]+/gu;

/**
 * Names by their longest word, with all of them. An expression is told only of names whose words it has: a large model would otherwise
 * have its thousands of names looked through again for each of its thousands of cells.
 */
export type NameIndex = ReadonlyMap<string, readonly IndexedName[]>;
type IndexedName = Readonly<{ name: string; words: readonly string[] }>;

export function indexOf(names: readonly string[]): NameIndex {
  const index = new Map<string, IndexedName[]>();
  for (const name of names) {
    const words: readonly string[] = name.match(WORDS) ?? [];
    const longest = words.reduce((longer, word) => (word.length > longer.length ? word : longer), '');
    const before = index.get(longest);
    if (before === undefined) index.set(longest, [{ name, words }]);
    else before.push({ name, words });
  }
  return index;
}

export const namesIn = (index: NameIndex): readonly string[] => [...index.values()].flatMap((each) => each.map(({ name }) => name));

/** Those that may be in the text; a name of signs alone always may. */
export function occurring(index: NameIndex, text: string): readonly string[] {
  if (index.size === 0) return [];
  const given = new Set(text.normalize('NFC').match(WORDS));
  return ['', ...given].flatMap((word) => index.get(word) ?? []).filter(({ words }) => words.every((word) => given.has(word))).map(({ name }) => name);
}
