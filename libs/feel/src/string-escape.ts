const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\nrt]))/g;
const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text that a literal in quotes stands for; what is no escape stays as it is, so that `\d` of a pattern needs no doubling. */
export function unescaped(quoted: string): string {
  const text = quoted.slice(1, -1).replace(ESCAPE, (whole, four?: string, six?: string, plain?: string) => {
    if (plain !== undefined) return PLAIN[plain] ?? plain;
    const point = parseInt(four ?? six ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
  return text.normalize('NFC');
}
