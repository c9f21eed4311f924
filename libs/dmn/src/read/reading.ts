import { addFinding, type ModelFinding } from '../model-finding.js';
import type { ImportSource } from '../model-source.js';
import type { XmlElement } from '../xml/xml-document.js';

/** One reading of a file: what is found wrong, and how names of types are resolved. */
export type Reading = Readonly<{
  /** The namespace of DMN that the file is written in. */
  dmn: string;
  findings: ModelFinding[];
  targetNamespace: string;
  imports: readonly ImportSource[];
}>;

/** Names meet in composed Unicode and with single spaces, as in FEEL. */
export const nameIn = (element: XmlElement | undefined, attribute = 'name'): string =>
  (element?.attributes[attribute] ?? '').normalize('NFC').trim().replace(/\s+/g, ' ');

export const childrenOf = (element: XmlElement, name: string, { dmn }: Reading): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === dmn);
export const childOf = (element: XmlElement | undefined, name: string, reading: Reading): XmlElement | undefined =>
  element === undefined ? undefined : childrenOf(element, name, reading)[0];

/** The text of a child; null where the child is missing. */
export function textOf(element: XmlElement | undefined, name: string, reading: Reading): string | null {
  const child = childOf(element, name, reading);
  return child === undefined ? null : child.text.trim();
}

/** The `text` within a child, as allowed values, cells and literals have it; null where nothing is written. */
export function wordingOf(element: XmlElement | undefined, name: string, reading: Reading): string | null {
  const text = textOf(childOf(element, name, reading), 'text', reading);
  return text === null || text === '' ? null : text;
}

const OURS = 'urn:lienthong:bpmn:1';

/** `<extensionElements><lienthong:name en="…"/>`, as in a drawing of ours; DMN has names in one language only. */
export function englishNameOf(element: XmlElement, reading: Reading): string | null {
  const extended = childOf(element, 'extensionElements', reading)?.children.find(({ name, namespace }) => name === 'name' && namespace === OURS);
  return nameIn(extended, 'en') || null;
}

export const flagOf = (element: XmlElement, attribute: string): boolean => ['true', '1'].includes(element.attributes[attribute]?.trim() ?? '');

export function finding(reading: Reading, element: string, rule: string, vi: string, en: string, severity: 'error' | 'warning' = 'error'): void {
  addFinding(reading.findings, element, rule, vi, en, severity);
}
