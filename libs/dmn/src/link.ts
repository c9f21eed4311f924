import type { ItemType } from './compile/item-type.js';
import { itemTypes, type FindType } from './compile/item-type.js';
import type { Closure } from './compile/run.js';
import { addFinding, type ModelFinding } from './model-finding.js';
import type { ElementSource, ImportSource, ModelSource, Reference } from './model-source.js';
import { readSource } from './read/read-definitions.js';

/** A model with those it imports; the same file is there once, however often it is imported. */
export type Linked = { readonly source: ModelSource; readonly imports: LinkedImport[]; readonly nodes: Map<string, Node>; findType: FindType };
export type LinkedImport = Readonly<{ name: string; linked: Linked }>;
/** An element, its references resolved and its logic compiled. */
export type Node = {
  readonly source: ElementSource;
  readonly linked: Linked;
  type: ItemType | null;
  requires: Requirement[];
  /** Of a decision: its value. Of a business knowledge model: the function. */
  logic: Closure | null;
  service: Service | null;
};
/** By which imports the element is reached, and what the expression calls it. */
export type Requirement = Readonly<{ node: Node; path: readonly LinkedImport[]; qualifiers: readonly string[] }>;
export type Service = { outputs: Requirement[]; inputDecisions: Requirement[]; inputData: Requirement[] };

/** `location` is the file that the import names, if it does: of use only where several have the namespace. */
export type FindImport = (namespace: string, location: string | null) => string | undefined;

const MAX_MODELS = 100;
const MAX_IMPORT_DEPTH = 20;

type Linking = Readonly<{ findImport: FindImport; byNamespace: Map<string, Linked>; inWork: Set<string>; findings: ModelFinding[] }>;

/** Reads what is imported, by namespace, and what that imports. */
export function linkModel(source: ModelSource, findImport: FindImport, findings: ModelFinding[]): Linked {
  return link(source, { findImport, byNamespace: new Map(), inWork: new Set(), findings });
}

function link(source: ModelSource, linking: Linking): Linked {
  const { findings, inWork, byNamespace } = linking;
  findings.push(...source.findings);
  const linked: Linked = { source, imports: [], nodes: new Map(), findType: () => undefined };
  byNamespace.set(source.namespace, linked);
  inWork.add(source.namespace);
  for (const each of source.imports) {
    if (!/\/DMN\/|dmn/i.test(each.importType) && each.importType !== '') {
      addFinding(findings, each.name || each.namespace, 'import-type', `Chỉ nhập được mô hình DMN, không phải ${each.importType.slice(0, 80)}`, `Expected an import of DMN, but its type is ${each.importType.slice(0, 80)}`);
      continue;
    }
    const found = importedModel(each, each.name || each.namespace, linking);
    if (found !== undefined) linked.imports.push({ name: each.name, linked: found });
  }
  inWork.delete(source.namespace);
  linked.findType = itemTypes(source.items, importedTypes(linked), findings);
  for (const element of source.elements)
    if (!linked.nodes.has(element.id)) linked.nodes.set(element.id, { source: element, linked, type: null, requires: [], logic: null, service: null });
  return linked;
}

function importedModel({ namespace, location }: Pick<ImportSource, 'namespace' | 'location'>, name: string, linking: Linking): Linked | undefined {
  const { byNamespace, inWork, findImport, findings } = linking;
  if (inWork.has(namespace)) {
    addFinding(findings, name, 'import-cycle', `Mô hình nhập chính nó: ${namespace}`, `The import leads back to the model itself: ${namespace}`);
    return undefined;
  }
  const before = byNamespace.get(namespace);
  if (before !== undefined) return before;
  const xml = byNamespace.size >= MAX_MODELS || inWork.size >= MAX_IMPORT_DEPTH ? undefined : findImport(namespace, location);
  if (xml === undefined) {
    addFinding(findings, name, 'import-missing', `Không tìm thấy mô hình ${namespace}`, `Expected to find the imported model ${namespace}, but there is none`);
    return undefined;
  }
  const reading = readSource(xml);
  if (reading.kind === 'read') return link(reading.source, linking);
  const [first] = reading.findings;
  addFinding(findings, name, 'import-unreadable', `Không đọc được mô hình ${namespace}: ${first?.text.vi ?? ''}`, `Expected to read the imported model ${namespace}, but: ${first?.text.en ?? ''}`);
  return undefined;
}

/** `imported.tName`; names of an import without a name are known as they are. */
const importedTypes =
  ({ imports }: Linked): FindType =>
  (name) => {
    for (const each of imports) {
      const local = each.name === '' ? name : name.startsWith(`${each.name}.`) ? name.slice(each.name.length + 1) : undefined;
      const found = local === undefined ? undefined : each.linked.findType(local);
      if (found !== undefined) return found;
    }
    return undefined;
  };

/** The element and the way to it: in the model itself, in what it imports, or further down. */
export function resolve(linked: Linked, { namespace, id }: Reference, depth = 0): Requirement | undefined {
  const own = namespace === null || namespace === linked.source.namespace ? linked.nodes.get(id) : undefined;
  if (own !== undefined) return { node: own, path: [], qualifiers: [] };
  if (depth > MAX_IMPORT_DEPTH) return undefined;
  const direct = linked.imports.filter((each) => each.linked.source.namespace === namespace || (namespace === null && each.name === ''));
  for (const each of [...direct, ...linked.imports.filter((other) => namespace !== null && !direct.includes(other))]) {
    const found = resolve(each.linked, { namespace, id }, depth + 1);
    if (found === undefined) continue;
    return { node: found.node, path: [each, ...found.path], qualifiers: each.name === '' ? found.qualifiers : [each.name, ...found.qualifiers] };
  }
  return undefined;
}
