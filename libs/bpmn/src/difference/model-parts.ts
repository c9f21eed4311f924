import type { ModelElement } from '../model.js';

/** One thing that an author would point at: a step, a flow, a lane, a message. What has no id of its own, or lies inside it, are its facets. */
export type ModelPart = Readonly<{
  /** The id; the file itself has none that means anything and is ''. */
  id: string;
  type: string;
  name: string;
  /** The id of the part that contains it; '' in the file itself. */
  scope: string;
  facets: readonly Facet[];
  /** Flows in the order in which they are tried; lanes that it stands in. */
  outgoing: readonly string[];
  incoming: readonly string[];
  lanes: readonly string[];
}>;
/**
 * `path` says where the value stands: `zeebe:IoMapping/zeebe:Input[price].source`. holder: a detail with facets of its own;
 * reference: ids; order: the keys of a list as they stand.
 */
export type Facet = Readonly<{ path: string; value: string; kind: 'value' | 'reference' | 'holder' | 'order' }>;

/** The properties whose members are parts of their own, where they have an id. */
const OWN_PARTS = new Set(['rootElements', 'flowElements', 'laneSets', 'childLaneSet', 'lanes', 'participants', 'messageFlows', 'artifacts', 'conversations']);
/** Of these the type says what stands there, not the property. */
const NAMED_BY_TYPE = new Set(['values', 'eventDefinitions', 'loopCharacteristics']);
/** What tells the members of a list apart; by position where there is nothing. */
const KEYS: Readonly<Record<string, string>> = {
  'zeebe:Input': 'target', 'zeebe:Output': 'target', 'zeebe:Header': 'key', 'zeebe:Property': 'name', 'lienthong:Component': 'code', 'lienthong:Fee': 'code',
  'lienthong:Variable': 'name', 'lienthong:CompletedBy': 'fact', 'lienthong:FourEyes': 'element', 'lienthong:Escalation': 'after', 'lienthong:Warning': 'at',
  'lienthong:Letter': 'code', 'lienthong:LetterText': 'lang',
};
/** They follow from the flows and from the lanes, and are read from there. */
const DERIVED_REFERENCES = new Set(['incoming', 'outgoing', 'flowNodeRef']);

export const FILE = '';

/** The parts of a file by id, in the order of the file. A second one of the same id (no valid file has it) is told apart by a number. */
export function partsOf(file: ModelElement): ReadonlyMap<string, ModelPart> {
  const found: Found[] = [];
  collect(file, '', FILE, found);
  const flows = found.filter(({ element }) => element.references['sourceRef'] !== undefined && element.references['targetRef'] !== undefined);
  const lanes = found.filter(({ element }) => element.type === 'bpmn:Lane');
  const parts = new Map<string, ModelPart>();
  for (const { element, id, scope, facets } of found) {
    const ends = (property: 'outgoing' | 'incoming', end: 'sourceRef' | 'targetRef'): readonly string[] => {
      const written = element.references[property] ?? [];
      return [...written, ...flows.filter((flow) => flow.element.references[end]?.[0] === id && !written.includes(flow.id)).map((flow) => flow.id)];
    };
    parts.set(freeId(parts, id), {
      id, type: element.type, name: element.attributes['name'] ?? '', scope, facets,
      outgoing: ends('outgoing', 'sourceRef'), incoming: ends('incoming', 'targetRef'),
      lanes: lanes.filter((lane) => lane.element.references['flowNodeRef']?.includes(id) === true).map((lane) => lane.id),
    });
  }
  return parts;
}

type Found = Readonly<{ element: ModelElement; id: string; scope: string; facets: readonly Facet[] }>;

function collect(element: ModelElement, id: string, scope: string, found: Found[]): void {
  const facets: Facet[] = id === FILE && element.id !== null ? [{ path: 'id', value: element.id, kind: 'value' }] : [];
  const inner: ModelElement[] = [];
  facetsOf(element, '', facets, inner);
  found.push({ element, id, scope, facets });
  for (const part of inner) collect(part, part.id ?? '', id, found);
}

/** Everything that is written in the element, in its order; parts of their own go to `inner`. */
function facetsOf(element: ModelElement, path: string, facets: Facet[], inner: ModelElement[]): void {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [name, value] of Object.entries(element.attributes)) facets.push({ path: at(name), value, kind: 'value' });
  for (const [name, targets] of Object.entries(element.references)) {
    if (path !== '' || !DERIVED_REFERENCES.has(name)) facets.push({ path: at(name), value: targets.join(', '), kind: 'reference' });
  }
  const counts = new Map<string, number>();
  const orders = new Map<string, string[]>();
  for (const { property, element: child } of element.children) {
    if (OWN_PARTS.has(property) && child.id !== null) {
      inner.push(child);
    } else if (property === 'extensionElements') {
      facetsOf(child, path, facets, inner);
    } else {
      // An extension with an id of its own (a form in the file) is known by it, wherever it stands.
      const key = keyOf(child) ?? (property === 'values' ? child.id : null);
      const segment = key !== null || NAMED_BY_TYPE.has(property) ? child.type : property;
      const place = `${path === '' ? '' : `${path}/`}${segment}${key === null ? '' : `[${key}]`}`;
      const count = (counts.get(place) ?? 0) + 1;
      counts.set(place, count);
      const own = count === 1 ? place : `${place}(${count})`;
      if (key !== null) orders.set(segment, [...(orders.get(segment) ?? []), key]);
      facets.push({ path: own, value: child.type, kind: 'holder' });
      // The id of an event definition is a name that nobody refers to, but it is written.
      if (child.id !== null) facets.push({ path: `${own}.id`, value: child.id, kind: 'value' });
      facetsOf(child, own, facets, inner);
    }
  }
  for (const [segment, keys] of orders) if (keys.length > 1) facets.push({ path: `${path === '' ? '' : `${path}/`}${segment}`, value: JSON.stringify(keys), kind: 'order' });
}

function keyOf(element: ModelElement): string | null {
  const attribute = Object.hasOwn(KEYS, element.type) ? KEYS[element.type] : undefined;
  return attribute === undefined ? null : (element.attributes[attribute] ?? null);
}

function freeId(parts: ReadonlyMap<string, ModelPart>, id: string): string {
  let free = id;
  for (let number = 2; parts.has(free); number += 1) free = `${id}(${number})`;
  return free;
}
