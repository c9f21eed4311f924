import { normalName } from '@lienthong/feel';
import type { Linked, LinkedImport, Node } from './link.js';

type Found = Readonly<{ node: Node; path: readonly LinkedImport[] }>;
/** Imports within imports, as when they are read. */
const MAX_DEPTH = 20;

/**
 * An element by id or name: in the model, as `imported.name` in what it imports, and by its own name alone where just one of the
 * imported elements has it, since what is imported may be asked for through the model (TCK 1159).
 */
export function resolveName(linked: Linked, kind: Node['source']['kind'], nameOrId: string): Found | undefined {
  const qualified = byQualifiedName(linked, kind, nameOrId, 0);
  if (qualified !== undefined) return qualified;
  const [found, other] = byNameAlone(linked, kind, nameOrId, new Set([linked]));
  return other === undefined ? found : undefined;
}

function ownOf({ nodes }: Linked, kind: Node['source']['kind'], nameOrId: string): Node | undefined {
  const name = normalName(nameOrId);
  const own = [...nodes.values()].filter(({ source }) => source.kind === kind);
  return own.find(({ source }) => source.id === nameOrId) ?? own.find(({ source }) => source.name === name);
}

function byQualifiedName(linked: Linked, kind: Node['source']['kind'], nameOrId: string, depth: number): Found | undefined {
  const node = ownOf(linked, kind, nameOrId);
  if (node !== undefined) return { node, path: [] };
  const name = normalName(nameOrId);
  for (const each of depth > MAX_DEPTH ? [] : linked.imports) {
    const local = each.name === '' ? name : name.startsWith(`${each.name}.`) ? name.slice(each.name.length + 1) : undefined;
    const found = local === undefined ? undefined : byQualifiedName(each.linked, kind, local, depth + 1);
    if (found !== undefined) return { node: found.node, path: [each, ...found.path] };
  }
  return undefined;
}

/** Each model is looked at once, by the first way to it. */
function byNameAlone(linked: Linked, kind: Node['source']['kind'], nameOrId: string, seen: Set<Linked>): readonly Found[] {
  return linked.imports.flatMap((each) => {
    if (seen.has(each.linked)) return [];
    seen.add(each.linked);
    const node = ownOf(each.linked, kind, nameOrId);
    const below = byNameAlone(each.linked, kind, nameOrId, seen);
    return [...(node === undefined ? [] : [{ node, path: [each] }]), ...below.map((found) => ({ node: found.node, path: [each, ...found.path] }))];
  });
}
