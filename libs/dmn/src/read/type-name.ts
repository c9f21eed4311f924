import type { XmlElement } from '../xml/xml-document.js';
import type { Reading } from './reading.js';

/** What older models call the types of FEEL. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
  any: 'Any',
};

/** `string`, `tPerson`, `imported.tPerson`; null where none is given. DMN 1.1 writes it as an attribute or an element with a prefix. */
export function typeRefOf(element: XmlElement | undefined, reading: Reading): string | null {
  if (element === undefined) return null;
  const child = element.children.find(({ name, namespace }) => name === 'typeRef' && namespace === reading.dmn);
  return typeNameOf(element.attributes['typeRef'] ?? child?.text, child ?? element, reading);
}

export function typeNameOf(written: string | undefined, { prefixes }: XmlElement, { targetNamespace, imports }: Reading): string | null {
  const name = (written ?? '').normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name === '') return null;
  const colon = name.indexOf(':');
  const namespace = colon < 0 ? undefined : prefixes[name.slice(0, colon)];
  if (namespace === undefined) return plain(name.slice(name.startsWith('feel:') ? 5 : 0));
  const local = name.slice(colon + 1).trim();
  const imported = imports.find((each) => each.namespace === namespace);
  return imported === undefined || imported.name === '' || namespace === targetNamespace ? plain(local) : `${imported.name}.${local}`;
}

const plain = (name: string): string => OLD_NAMES[name] ?? name;

