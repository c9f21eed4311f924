/** A text in quotation marks, or a mark that opens, divides or closes. All else in JSON is white space, numbers and words. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]/gsu;

/**
 * Name of a member that stands twice in one object of the JSON text, else null. `JSON.parse` keeps the last one, other
 * readers the first: whoever checks a file and whoever shows it could see different things. The text must be valid JSON.
 */
export function repeatedMember(json: string): string | null {
  // Per open bracket: the names seen so far, or null for a list.
  const open: (Set<string> | null)[] = [];
  let nameIsNext = false;
  for (const [token] of json.matchAll(TOKENS)) {
    const names = open.at(-1) ?? null;
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      nameIsNext = token === '{';
    } else if (token === '}' || token === ']') {
      open.pop();
      nameIsNext = false;
    } else if (token === ',') {
      nameIsNext = names !== null;
    } else if (nameIsNext && names !== null) {
      // Escapes may spell one name in several ways.
      const name = JSON.parse(token) as string;
      if (names.has(name)) return name;
      names.add(name);
      nameIsNext = false;
    }
  }
  return null;
}
