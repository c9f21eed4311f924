import { Parser } from 'saxen';
import type { Text } from '../model-finding.js';
import { decodeText } from './xml-text.js';

/** An element with its namespace resolved. `attributes` are those without a prefix; `prefixes` are the namespaces known here. */
export type XmlElement = Readonly<{
  name: string;
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  prefixes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
}>;
export type XmlReading = Readonly<{ kind: 'read'; root: XmlElement }> | Readonly<{ kind: 'refused'; rule: string; text: Text }>;

/** A table of a thousand rules with its drawing has about a million; beyond this nobody reads a model any more. */
export const MAX_XML_LENGTH = 4_000_000;
/** Boxed expressions nest three elements a level; whoever walks the tree recurses. */
export const MAX_XML_DEPTH = 120;

type Open = { name: string; namespace: string; attributes: Record<string, string>; prefixes: Readonly<Record<string, string>>; children: XmlElement[]; text: string };

const refused = (rule: string, vi: string, en: string): XmlReading => ({ kind: 'refused', rule, text: { vi, en } });

/** The whole document as a tree; comments and processing instructions are left out, declarations of entities refused. */
export function readXml(xml: string): XmlReading {
  if (xml.length > MAX_XML_LENGTH)
    return refused('xml-too-large', `Tệp dài hơn ${MAX_XML_LENGTH} ký tự`, `The file is longer than ${MAX_XML_LENGTH} characters`);
  const parser = new Parser();
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let problem: XmlReading | undefined;
  const fail = (found: XmlReading): void => {
    problem ??= found;
    parser.stop();
  };
  const unreadable = (what: string): void => fail(refused('xml-unreadable', `Không đọc được XML: ${what}`, `The XML cannot be read: ${what}`));
  const addText = (text: string | undefined): void => {
    const [current] = open.slice(-1);
    if (text === undefined) unreadable('an unknown entity');
    else if (current !== undefined) current.text += text;
  };
  parser.on('openTag', (name, attributes) => {
    const opened = elementOf(name, attributes(), open.at(-1)?.prefixes ?? {});
    if (opened === undefined) return unreadable(`<${name.slice(0, 60)}>`);
    if (root !== undefined) return unreadable(`<${name.slice(0, 60)}> after the end`);
    open.push(opened);
    if (open.length > MAX_XML_DEPTH)
      fail(refused('xml-too-deep', `Các phần tử lồng sâu hơn ${MAX_XML_DEPTH} mức`, `Elements are nested deeper than ${MAX_XML_DEPTH} levels`));
  });
  parser.on('closeTag', () => {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed === undefined) return;
    if (parent !== undefined) parent.children.push(closed);
    else root = closed;
  });
  parser.on('text', (text) => addText(decodeText(text)));
  parser.on('cdata', addText);
  parser.on('attention', () => fail(refused('xml-doctype', 'Tệp không được khai báo DOCTYPE', 'The file must not declare a DOCTYPE')));
  parser.on('error', ({ message }) => unreadable(message));
  parser.on('warn', ({ message }) => unreadable(message));
  parser.parse(xml.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (problem !== undefined) return problem;
  return root === undefined || open.length > 0 ? refused('xml-unreadable', 'Tệp không phải XML trọn vẹn', 'The file is no complete XML') : { kind: 'read', root };
}

/** Undefined where a prefix is not declared or an attribute cannot be read. */
function elementOf(tag: string, given: Readonly<Record<string, string>>, outer: Readonly<Record<string, string>>): Open | undefined {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  let prefixes: Record<string, string> | undefined;
  for (const [name, raw] of Object.entries(given)) {
    const value = decodeText(raw.replace(/[\t\n]/g, ' '));
    if (value === undefined) return undefined;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      prefixes ??= Object.assign(Object.create(null) as Record<string, string>, outer);
      prefixes[name.slice(6)] = value;
    } else if (!name.includes(':')) attributes[name] = value;
  }
  const known = prefixes ?? outer;
  const [prefix, name] = tag.includes(':') ? [tag.slice(0, tag.indexOf(':')), tag.slice(tag.indexOf(':') + 1)] : ['', tag];
  const namespace = known[prefix] ?? (prefix === '' ? '' : undefined);
  return namespace === undefined ? undefined : { name, namespace, attributes, prefixes: known, children: [], text: '' };
}
