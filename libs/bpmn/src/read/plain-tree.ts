import type { ModdleElement, ModdleReference, ModdleResult, ModdleWarning } from 'bpmn-moddle';
import { finding, type Finding } from '../findings.js';
import type { ModelChild, ModelElement } from '../model.js';
import { readLexical } from './lexical.js';
import { readWarning } from './warnings.js';

export type PlainTree = Readonly<{ model: ModelElement; findings: readonly Finding[] }>;

/** What the parser read, without its machinery; and everything that it lost or bent on the way. */
export function plainTree(result: ModdleResult): PlainTree {
  const findings = result.warnings.filter((warning) => !isOwnName(warning, result) && !isOfDrawing(warning)).map(({ message, element }) => readWarning(message, nearestId(element)));
  const references = new Map<ModdleElement, Record<string, readonly string[]>>();
  for (const reference of result.references) {
    const target = targetOf(reference.id, result);
    if (target === undefined) continue; // the parser has warned of it
    const property = reference.property.split(':').at(-1) ?? reference.property;
    const own = references.get(reference.element) ?? {};
    references.set(reference.element, { ...own, [property]: [...(own[property] ?? []), idOf(target) ?? ''] });
    if (!isOfKind(reference, target)) findings.push(wrongKind(reference, property, target));
  }
  return { model: plain(result.rootElement, { owner: null, findings, references }), findings };
}

type Walk = Readonly<{ owner: string | null; findings: Finding[]; references: ReadonlyMap<ModdleElement, Readonly<Record<string, readonly string[]>>> }>;

/** Names that moddle keeps for itself, and the drawing, which is not executed. */
const NOT_CONTENT = new Set(['id', '$type', 'diagrams']);

function plain(source: ModdleElement, walk: Walk): ModelElement {
  const attributes: Record<string, string> = foreignNamesApart(source.$attrs);
  const children: ModelChild[] = [];
  const inside = { ...walk, owner: ownerOf(source) ?? walk.owner };
  for (const { name, ns, isReference, type } of source.$descriptor?.properties ?? []) {
    const property = ns.localName;
    if (NOT_CONTENT.has(property) || isReference === true || (!Object.hasOwn(source, name) && !Object.hasOwn(source, property))) continue;
    const value = Object.hasOwn(source, property) ? source[property] : source[name];
    const values = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    if (values.every(isElement)) {
      children.push(...values.filter(isKnown).map((element) => ({ property, element: plain(element, inside) })));
      continue;
    }
    const text = values.map(String).join(' ');
    const lexical = readLexical({ name: ns.name, type }, text);
    attributes[property] = lexical.kind === 'right' ? lexical.text : text;
    if (lexical.kind === 'wrong') walk.findings.push(wrongText(inside.owner, property, text, lexical.expected));
  }
  return { type: source.$type, id: idOf(source), attributes, references: walk.references.get(source) ?? {}, children };
}

// ── References ──────────────────────────────────────────────────────────────

/** References are QNames: other tools write them with the prefix of the file's own namespace, which the parser does not know. */
function targetOf(id: string | undefined, { rootElement, elementsById }: ModdleResult): ModdleElement | undefined {
  if (id === undefined || Object.hasOwn(elementsById, id)) return elementsById[id ?? ''];
  const [prefix = '', local] = id.split(':');
  const isOwn = local !== undefined && rootElement.$attrs[`xmlns:${prefix}`] === rootElement['targetNamespace'];
  return isOwn && Object.hasOwn(elementsById, local) ? elementsById[local] : undefined;
}

const isOwnName = ({ property, value }: ModdleWarning, result: ModdleResult): boolean =>
  property !== undefined && value !== undefined && targetOf(value, result) !== undefined;

/** What the picture shows of elements that are gone does no harm. */
const isOfDrawing = ({ element, property }: ModdleWarning): boolean => property !== undefined && /^(bpmndi|di|dc):/.test(element?.$type ?? '');

/** `messageRef` may name a signal for all that the parser cares. Some tools list data and notes in their lane too, as the schema lets them. */
function isOfKind({ element, property }: ModdleReference, target: ModdleElement): boolean {
  if (property === 'bpmn:flowNodeRef') return true;
  const kind = element.$descriptor.propertiesByName[property]?.type;
  return kind === undefined || kind.endsWith('Element') || target.$instanceOf(kind);
}

function wrongKind({ element, id }: ModdleReference, property: string, target: ModdleElement): Finding {
  return finding(
    nearestId(element),
    'reference-kind',
    `${property}="${id}" chỉ đến ${target.$type}, không phải loại cần có`,
    `${property}="${id}" refers to a ${target.$type}, which is not what belongs there`,
  );
}

// ── The rest ────────────────────────────────────────────────────────────────

/** Unknown names of our own namespaces are warnings already; what other tools keep (`modeler:…`, `xmlns:…`) is theirs. */
function foreignNamesApart(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Object.entries(attributes ?? {}).filter(([name]) => /^(bpmn|zeebe|lienthong):/.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

const wrongText = (element: string | null, property: string, text: string, expected: string): Finding =>
  finding(element, 'attribute-invalid', `${property}="${text}": phải là một trong ${expected}`, `${property}="${text}": has to be one of ${expected}`);

const isElement = (value: unknown): value is ModdleElement => typeof value === 'object' && value !== null && '$type' in value;
/** Extension elements of other tools have no descriptor with properties. */
const isKnown = (element: ModdleElement): boolean => /^(bpmn|zeebe|lienthong):/.test(element.$type);

function idOf(element: unknown): string | null {
  return isElement(element) && typeof element['id'] === 'string' ? element['id'] : null;
}

/** What the author does not see as a thing of its own: its finding names the event, activity or flow it belongs to. */
const PART = /(EventDefinition|LoopCharacteristics|Expression|ComplexBehaviorDefinition)$/;
const ownerOf = (element: ModdleElement): string | null =>
  PART.test(element.$type) && element.$parent?.$type !== 'bpmn:Definitions' ? null : idOf(element);

/** Of the element, or of what contains it. */
function nearestId(element: ModdleElement | undefined): string | null {
  for (let each = element; each !== undefined; each = each.$parent) {
    const id = ownerOf(each);
    if (id !== null) return id;
  }
  return null;
}
