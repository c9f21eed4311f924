import { FILE, type ModelPart } from './model-parts.js';

type Parts = ReadonlyMap<string, ModelPart>;
/** Old id to new id. */
export type Renames = ReadonlyMap<string, string>;

/** Renaming one thing can make the next one comparable: a sub-process its steps, two steps the flow between them. Deeper than a file may nest. */
const MOST_ROUNDS = 50;

/**
 * Parts that only have another id: equal in everything written, and only one on each side is. What is equal to several others is not guessed,
 * unless its flows tell them apart.
 */
export function renamesOf(before: Parts, after: Parts): Renames {
  const renames = new Map<string, string>();
  const gone = [...before.values()].filter(({ id }) => !after.has(id));
  const come = [...after.values()].filter(({ id }) => !before.has(id));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const known = renames.size;
    for (const looksAtFlows of [false, true]) pairUp(gone, come, renames, looksAtFlows);
    if (renames.size === known) break;
  }
  return renames;
}

function pairUp(gone: readonly ModelPart[], come: readonly ModelPart[], renames: Map<string, string>, looksAtFlows: boolean): void {
  const taken = new Set(renames.values());
  const old = bySignature(gone.filter(({ id }) => !renames.has(id)), (part) => signatureOf(part, renames, looksAtFlows));
  const fresh = bySignature(come.filter(({ id }) => !taken.has(id)), (part) => signatureOf(part, new Map(), looksAtFlows));
  for (const [signature, parts] of old) {
    const [part, ...others] = parts;
    const [twin, ...otherTwins] = fresh.get(signature) ?? [];
    if (part !== undefined && twin !== undefined && others.length === 0 && otherTwins.length === 0 && part.id !== FILE) renames.set(part.id, twin.id);
  }
}

function bySignature(parts: readonly ModelPart[], signature: (part: ModelPart) => string): ReadonlyMap<string, readonly ModelPart[]> {
  return Map.groupBy(parts, signature);
}

/** With the names that its neighbours have by now. A flow is told by its two ends, anything else by what is written in it. */
function signatureOf({ type, scope, facets, outgoing, incoming }: ModelPart, renames: Renames, looksAtFlows: boolean): string {
  const named = (id: string): string => renames.get(id) ?? id;
  const written = facets.map(({ path, value, kind }) => [path, kind === 'reference' ? value.split(', ').map(named).join(', ') : value, kind]).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  return JSON.stringify([type, named(scope), written, looksAtFlows ? [outgoing.map(named), incoming.map(named)] : []]);
}
