import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { compileModel, type Compilation } from './compile-model.js';
import { finding, type Finding } from './findings.js';
import { LIENTHONG_DESCRIPTOR } from './lienthong-descriptor.js';
import type { ModelChild, ModelElement } from './model.js';
import { checkXmlBounds } from './xml-bounds.js';

export type Reading = Readonly<{ kind: 'read'; model: ModelElement }> | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>;

/** From the file to tables. The only function of this library that awaits, since the parser does; it never rejects. */
export async function publishModel(xml: string): Promise<Compilation> {
  const reading = await readModel(xml);
  return reading.kind === 'read' ? compileModel(reading.model) : reading;
}

/** The parser reports most bad input as a warning and goes on without the part; so every warning refuses the file. */
export async function readModel(xml: string): Promise<Reading> {
  const outOfBounds = checkXmlBounds(xml);
  if (outOfBounds.length > 0) return { kind: 'refused', findings: outOfBounds };
  try {
    const { rootElement, warnings } = await new BpmnModdle({ zeebe, lienthong: LIENTHONG_DESCRIPTOR }).fromXML(xml);
    if (warnings.length === 0) return { kind: 'read', model: plain(rootElement) };
    return { kind: 'refused', findings: warnings.map(({ message, element }) => warned(message, idOf(element))) };
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

function plain(source: ModdleElement): ModelElement {
  const attributes: Record<string, string> = foreignNamesApart(source.$attrs);
  const references: Record<string, readonly string[]> = {};
  const children: ModelChild[] = [];
  for (const { name, ns, isReference } of source.$descriptor?.properties ?? []) {
    const property = ns.localName;
    if (NOT_CONTENT.has(property) || (!Object.hasOwn(source, name) && !Object.hasOwn(source, property))) continue;
    const value = Object.hasOwn(source, property) ? source[property] : source[name];
    const values = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    if (isReference === true) references[property] = values.map((target) => idOf(target) ?? '');
    else if (values.every(isElement)) children.push(...values.filter(isKnown).map((element) => ({ property, element: plain(element) })));
    else attributes[property] = values.map(String).join(' ');
  }
  return { type: source.$type, id: idOf(source), attributes, references, children };
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
