/** For each column the slots, as bits: a block of the table's inputs. */
export type Region = readonly bigint[];

export type Search = { visitsLeft: number };
/**
 * The blocks within `within` that no rule covers, at most `limit` of them. Column by column the slots are grouped by the rules that
 * admit them, so that what is looked at depends on how the rules cut the space and not on how many values there are. Undefined where
 * that takes too long.
 */
export function uncoveredBy(rules: readonly Region[], within: Region, limit: number, search: Search): readonly Region[] | undefined {
  const numbered = rules.map((region, number) => ({ number, region }));
  const found = searched({ within, search, known: new Map() }, numbered, 0, limit);
  return search.visitsLeft < 0 ? undefined : found.slice(0, limit);
}

type Numbered = Readonly<{ number: number; region: Region }>;
type Task = Readonly<{ within: Region; search: Search; known: Map<string, readonly Region[]> }>;

function searched(task: Task, rules: readonly Numbered[], at: number, limit: number): readonly Region[] {
  const { within, search, known } = task;
  // Each visit looks at every rule that is left.
  search.visitsLeft -= 1 + rules.length;
  if (search.visitsLeft < 0) return [];
  const rest = within.slice(at);
  if (rules.some(({ region }) => rest.every((slots, i) => (slots & ~(region[at + i] ?? 0n)) === 0n))) return [];
  if (rules.length === 0 || rest.length === 0) return [rest];
  const key = `${at}:${rules.map(({ number }) => number).join(',')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found: Region[] = [];
  for (const { slots, active } of groupsOf(rules, within[at] ?? 0n, at)) {
    if (found.length >= limit) break;
    for (const region of searched(task, active, at + 1, limit - found.length)) found.push([slots, ...region]);
  }
  known.set(key, found);
  return found;
}

type Group = Readonly<{ slots: bigint; active: readonly Numbered[] }>;

/** Splits the slots until every rule admits all of a group or none. */
function groupsOf(rules: readonly Numbered[], slots: bigint, at: number): readonly Group[] {
  let groups: bigint[] = slots === 0n ? [] : [slots];
  for (const { region } of rules) {
    const own = region[at] ?? 0n;
    groups = groups.flatMap((group) => [group & own, group & ~own].filter((part) => part !== 0n));
  }
  return groups.map((group) => ({ slots: group, active: rules.filter(({ region }) => (group & (region[at] ?? 0n)) !== 0n) }));
}

export function intersection(left: Region, right: Region): Region | undefined {
  const common = left.map((slots, i) => slots & (right[i] ?? 0n));
  return common.some((slots) => slots === 0n) ? undefined : common;
}
