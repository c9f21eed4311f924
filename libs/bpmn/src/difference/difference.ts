import type { ModelElement } from '../model.js';
import type { Change, ChangeKind } from './change.js';
import { sentenceOf } from './change-sentence.js';
import { FILE, partsOf, type Facet, type ModelPart } from './model-parts.js';
import { renamesOf, type Renames } from './rename.js';

type Sides = Readonly<{ before: ReadonlyMap<string, ModelPart>; after: ReadonlyMap<string, ModelPart>; renames: Renames }>;
type Draft = Omit<Change, 'text'> & Readonly<{ references?: boolean }>;

/**
 * What an author changed between two versions of a file, by id, in the order of the newer one; what is gone comes last. The drawing and what other
 * tools keep in the file do not count; everything else that is written does.
 */
export function differenceOf(before: ModelElement, after: ModelElement): readonly Change[] {
  const [old, fresh] = [partsOf(before), partsOf(after)];
  const sides: Sides = { before: old, after: fresh, renames: renamesOf(old, fresh) };
  const oldIds = new Map([...sides.renames].map(([from, to]) => [to, from]));
  const drafts: Draft[] = [];
  for (const [key, part] of fresh) {
    const was = old.get(oldIds.get(key) ?? key);
    if (was === undefined) drafts.push(whole('added', part));
    else drafts.push(...changesOf(was, part, sides));
  }
  for (const [key, part] of old) if (!fresh.has(key) && !sides.renames.has(key)) drafts.push(whole('removed', part));
  const usedBy = usersOf(fresh);
  return drafts.map(({ references = false, ...draft }) => ({
    ...draft,
    text: sentenceOf({ ...draft, references }, (id) => (fresh.get(id) ?? old.get(id))?.name ?? '', usedBy.get(draft.element) ?? []),
  }));
}

function whole(kind: 'added' | 'removed', part: ModelPart): Draft {
  const written = [...part.facets.filter(({ kind: facet }) => facet !== 'holder' && facet !== 'order').map(({ path, value }) => `${path}: ${value}`)].join('\n');
  return { ...nameOf(part), kind, what: '', before: kind === 'removed' ? written : null, after: kind === 'added' ? written : null };
}

const nameOf = ({ id, name, type }: ModelPart): Pick<Change, 'element' | 'name' | 'type'> => ({ element: id, name, type });

function changesOf(was: ModelPart, is: ModelPart, sides: Sides): readonly Draft[] {
  const named = (id: string): string => sides.renames.get(id) ?? id;
  const change = (kind: ChangeKind, what: string, before: string | null, after: string | null, references = false): Draft => ({ ...nameOf(is), kind, what, before, after, references });
  const drafts: Draft[] = [];
  if (was.id !== is.id) drafts.push(change('renamed', 'id', was.id, is.id));
  if (named(was.scope) !== is.scope) drafts.push(change('moved', 'scope', was.scope, is.scope, true));
  if (was.type !== is.type) drafts.push(change('changed', 'type', was.type, is.type));
  drafts.push(...facetChanges(was.facets, is.facets, named, change));
  for (const [what, end] of [['outgoing', 'sourceRef'], ['incoming', 'targetRef']] as const) {
    const stay = (id: string): boolean => staysAt(id, end, sides);
    const [old, now] = [was[what].map(named).filter(stay), is[what].filter(stay)];
    if (old.join(', ') !== now.join(', ')) drafts.push(change('changed', what, old.join(', '), now.join(', '), true));
  }
  const [oldLanes, lanes] = [was.lanes.map(named), is.lanes];
  if (oldLanes.join(', ') !== lanes.join(', ')) drafts.push(change('changed', 'lane', oldLanes.join(', ') || null, lanes.join(', ') || null, true));
  if (is.id === FILE) drafts.push(...processOrder(sides, named, change));
  return drafts;
}

/** A flow that is new, gone or leads elsewhere is told as itself; here only those count whose place among the others may have changed. */
function staysAt(flow: string, end: 'sourceRef' | 'targetRef', { before, after, renames }: Sides): boolean {
  const is = after.get(flow);
  const was = before.get([...renames].find(([, to]) => to === flow)?.[0] ?? flow);
  if (is === undefined && was === undefined) return true;
  const endOf = (part: ModelPart | undefined): string | undefined => part?.facets.find(({ path }) => path === end)?.value;
  const old = endOf(was);
  return is !== undefined && was !== undefined && (renames.get(old ?? '') ?? old) === endOf(is);
}

type MakeChange = (kind: ChangeKind, what: string, before: string | null, after: string | null, references?: boolean) => Draft;

/** Where nobody names a process, the first that can run is the one that runs. */
function processOrder({ before, after }: Sides, named: (id: string) => string, change: MakeChange): readonly Draft[] {
  const processes = (parts: Sides['after']): readonly string[] => [...parts.values()].filter(({ type }) => type === 'bpmn:Process').map(({ id }) => id);
  const [old, now] = [processes(before).map(named), processes(after)];
  return orderChange('rootElements', old, now, change);
}

function orderChange(what: string, old: readonly string[], now: readonly string[], change: MakeChange): readonly Draft[] {
  const [left, right] = [old.filter((key) => now.includes(key)), now.filter((key) => old.includes(key))];
  return left.join('\n') === right.join('\n') ? [] : [change('changed', `${what}.order`, left.join(', '), right.join(', '))];
}

function facetChanges(was: readonly Facet[], is: readonly Facet[], named: (id: string) => string, change: MakeChange): readonly Draft[] {
  const [old, now] = [byPlace(was), byPlace(is)];
  const drafts: Draft[] = [];
  const told: string[] = [];
  for (const place of new Set([...now.keys(), ...old.keys()])) {
    const [before, after] = [old.get(place), now.get(place)];
    const { path, kind } = (after ?? before) as Facet;
    if (told.some((holder) => path.startsWith(`${holder}.`) || path.startsWith(`${holder}/`))) continue;
    if (kind === 'order') {
      drafts.push(...orderChange(path, keysOf(before), keysOf(after), change));
    } else if (kind === 'holder' && (before === undefined || after === undefined)) {
      told.push(path);
      drafts.push(change('changed', path, before === undefined ? null : detail(was, path), after === undefined ? null : detail(is, path)));
    } else {
      const old = before === undefined ? null : valueOf(before, named);
      const now = after?.value ?? null;
      if (old !== now) drafts.push(change('changed', kind === 'holder' ? `${path}.type` : path, old, now, kind === 'reference'));
    }
  }
  return drafts;
}

/** An order stands at the path of its list's members, so it needs a place of its own. */
const byPlace = (facets: readonly Facet[]): ReadonlyMap<string, Facet> => new Map(facets.map((facet) => [facet.kind === 'order' ? `${facet.path} order` : facet.path, facet]));
const keysOf = (facet: Facet | undefined): readonly string[] => (facet === undefined ? [] : (JSON.parse(facet.value) as readonly string[]));
const valueOf = ({ value, kind }: Facet, named: (id: string) => string): string => (kind === 'reference' ? value.split(', ').map(named).join(', ') : value);

/** The one thing that is written in it, or each on a line; an empty one is its type. */
function detail(facets: readonly Facet[], holder: string): string {
  const inside = facets.filter(({ path, kind }) => kind !== 'holder' && kind !== 'order' && (path.startsWith(`${holder}.`) || path.startsWith(`${holder}/`)));
  const written = inside.filter(({ path }) => path !== `${holder}.id`);
  if (written.length === 1) return written[0]?.value ?? '';
  if (written.length > 1) return written.map(({ path, value }) => `${path.slice(holder.length + 1)}: ${value}`).join('\n');
  return facets.find(({ path, kind }) => path === holder && kind === 'holder')?.value ?? '';
}

/** Which parts refer to a message, an error, a form …: a changed message is read where it is waited for. */
function usersOf(parts: ReadonlyMap<string, ModelPart>): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const part of parts.values()) {
    for (const { path, value, kind } of part.facets) {
      if (kind !== 'reference' || !path.includes('.')) continue;
      for (const target of value.split(', ')) users.set(target, [...(users.get(target) ?? []), part.id]);
    }
  }
  return users;
}
