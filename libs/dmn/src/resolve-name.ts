import { normalName } from '@lienthong/feel';
import type { Linked, LinkedImport, Node } from './link.js';

/** An element by id or name, in the model or (`imported.name`) in what it imports. */
export function resolveName(linked: Linked, kind: Node['source']['kind'], nameOrId: string, depth = 0): Readonly<{ node: Node; path: readonly LinkedImport[] }> | undefined {
  const name = normalName(nameOrId);
  const own = [...linked.nodes.values()].filter(({ source }) => source.kind === kind);
  const node = own.find(({ source }) => source.id === nameOrId) ?? own.find(({ source }) => source.name === name);
  if (node !== undefined) return { node, path: [] };
  for (const each of depth > 20 ? [] : linked.imports) {
    const local = each.name === '' ? name : name.startsWith(`${each.name}.`) ? name.slice(each.name.length + 1) : undefined;
    const found = local === undefined ? undefined : resolveName(each.linked, kind, local, depth + 1);
    if (found !== undefined) return { node: found.node, path: [each, ...found.path] };
  }
  return undefined;
}
