import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { compileModel, type Compilation } from './compile-model.js';
import { finding, type Finding } from './findings.js';
import { LIENTHONG_DESCRIPTOR, ZEEBE_ADDITIONS } from './lienthong-descriptor.js';
import type { ModelChild, ModelElement } from './model.js';
import { checkXmlBounds } from './xml-bounds.js';

export type Reading = Readonly<{ kind: 'read'; model: ModelElement }> | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>;

/** From the file to tables. The only function of this library that awaits, since the parser does; it never rejects. */
export async function publishModel(xml: string): Promise<Compilation> {
  const reading = await readModel(xml);
  return reading.kind === 'read' ? compileModel(reading.model) : reading;
}

type Descriptor = Readonly<{ types: readonly DescribedType[]; enumerations?: readonly Enumeration[] }>;
type DescribedType = Readonly<{ properties?: readonly DescribedProperty[] }>;
type DescribedProperty = Readonly<{ name: string; type?: string; isAttr?: boolean }>;
type Enumeration = Readonly<{ name: string; literalValues: readonly Readonly<{ name: string }>[] }>;

const LITERALS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  bpmn.enumerations.map(({ name, literalValues }) => [`bpmn:${name}`, literalValues.map((literal) => literal.name)]),
);

/**
 * The parser turns `isExecutable="maybe"` into false and `loopMaximum="3x"` into 3 without a word. So it is given such
 * attributes as text, and what kind of text they are is noted here, by the property's full name.
 */
const LEXICAL = new Map<string, 'Boolean' | 'Integer'>();

function asText<Package extends Descriptor & { prefix: string }>(description: Package, additions: readonly DescribedType[] = []): Package {
  const types = [...description.types, ...additions].map((type) => ({
    ...type,
    properties: (type.properties ?? []).map((property) => {
      if (property.isAttr !== true || (property.type !== 'Boolean' && property.type !== 'Integer')) return property;
      LEXICAL.set(`${description.prefix}:${property.name}`, property.type);
      return { ...property, type: 'String' };
    }),
  }));
  return { ...description, types };
}

const MODDLE = new BpmnModdle({ bpmn: asText(bpmn), zeebe: asText(zeebe, ZEEBE_ADDITIONS), lienthong: LIENTHONG_DESCRIPTOR });

/** The parser reports most bad input as a warning and goes on without the part; so every warning refuses the file. */
export async function readModel(xml: string): Promise<Reading> {
  const outOfBounds = checkXmlBounds(xml);
  if (outOfBounds.length > 0) return { kind: 'refused', findings: outOfBounds };
  try {
    const { rootElement, warnings } = await MODDLE.fromXML(xml);
    if (warnings.length > 0) return { kind: 'refused', findings: warnings.map(({ message, element }) => warned(message, idOf(element))) };
    const findings: Finding[] = [];
    const model = plain(rootElement, null, findings);
    return findings.length === 0 ? { kind: 'read', model } : { kind: 'refused', findings };
  } catch (error) {
    const detail = firstLine(error instanceof Error ? error.message : String(error));
    return {
      kind: 'refused',
      findings: [finding(null, 'xml-unreadable', `Không đọc được tệp BPMN: ${detail}`, `The BPMN file cannot be read: ${detail}`)],
    };
  }
}

function warned(message: string, element: string | null): Finding {
  const detail = message.replace(/\s+/g, ' ').trim();
  return finding(element, 'xml-warning', `Bộ đọc BPMN báo: ${detail}`, `The BPMN reader says: ${detail}`);
}

/** Names that moddle keeps for itself, and the drawing, which is not executed. */
const NOT_CONTENT = new Set(['id', '$type', 'diagrams']);

function plain(source: ModdleElement, owner: string | null, findings: Finding[]): ModelElement {
  const attributes: Record<string, string> = foreignNamesApart(source.$attrs);
  const references: Record<string, readonly string[]> = {};
  const children: ModelChild[] = [];
  const named = idOf(source) ?? owner;
  for (const { name, ns, isReference, type } of source.$descriptor?.properties ?? []) {
    const property = ns.localName;
    if (NOT_CONTENT.has(property) || (!Object.hasOwn(source, name) && !Object.hasOwn(source, property))) continue;
    const value = Object.hasOwn(source, property) ? source[property] : source[name];
    const values = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    if (isReference === true) references[property] = values.map((target) => idOf(target) ?? '');
    else if (values.every(isElement))
      children.push(...values.filter(isKnown).map((element) => ({ property, element: plain(element, named, findings) })));
    else attributes[property] = lexical(values.map(String).join(' '), { name: ns.name, type }, { element: named, findings, property });
  }
  return { type: source.$type, id: idOf(source), attributes, references, children };
}

type Place = Readonly<{ element: string | null; findings: Finding[]; property: string }>;

/** XML Schema writes true also as 1; and an attribute with a list of values has one of them. */
function lexical(text: string, { name, type }: Readonly<{ name: string; type: string | undefined }>, { element, findings, property }: Place): string {
  const kind = LEXICAL.get(name);
  const literals = LITERALS[type ?? ''];
  const trimmed = text.trim();
  if (kind === 'Boolean' && /^(true|false|1|0)$/.test(trimmed)) return trimmed === '1' ? 'true' : trimmed === '0' ? 'false' : trimmed;
  const isRight = kind === 'Boolean' ? false : kind === 'Integer' ? /^[+-]?\d{1,15}$/.test(trimmed) : (literals?.includes(trimmed) ?? true);
  if (!isRight) {
    const expected = kind === 'Boolean' ? 'true, false' : kind === 'Integer' ? '0, 1, 2…' : (literals ?? []).join(', ');
    findings.push(
      finding(element, 'attribute-invalid', `${property}="${text}": phải là một trong ${expected}`, `${property}="${text}": has to be one of ${expected}`),
    );
  }
  return text;
}

/** Unknown names of our own namespaces are warnings already; what other tools keep (`modeler:…`, `xmlns:…`) is theirs. */
function foreignNamesApart(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Object.entries(attributes ?? {}).filter(([name]) => /^(bpmn|zeebe|lienthong):/.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

const isElement = (value: unknown): value is ModdleElement => typeof value === 'object' && value !== null && '$type' in value;
/** Extension elements of other tools have no descriptor with properties. */
const isKnown = (element: ModdleElement): boolean => /^(bpmn|zeebe|lienthong):/.test(element.$type);

function idOf(element: unknown): string | null {
  return isElement(element) && typeof element['id'] === 'string' ? element['id'] : null;
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;
