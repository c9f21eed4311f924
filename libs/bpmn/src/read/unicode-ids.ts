import type { Finding } from '../findings.js';
import type { ModelElement } from '../model.js';
import type { PlainTree } from './plain-tree.js';

/**
 * An id is an xsd:ID, which may hold letters of every language (`thẩm_định`); the parser takes ASCII alone. So each id that is
 * right by the schema stands in for a plain one while the file is read.
 */
export type PlainIds = Readonly<{ xml: string; restore: (tree: PlainTree) => PlainTree }>;

const WITH_LETTERS = /\sid\s*=\s*(?:"([^"<]*[^\0-\x7f][^"<]*)"|'([^'<]*[^\0-\x7f][^'<]*)')/g;
const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u;

export function withPlainIds(xml: string): PlainIds {
  const ids = [...new Set([...xml.matchAll(WITH_LETTERS)].map(([, double, single]) => double ?? single ?? ''))].filter((id) => NC_NAME.test(id));
  if (ids.length === 0) return { xml, restore: (tree) => tree };
  const stem = freeStem(xml);
  const plain = new Map(ids.map((id, index) => [id, `${stem}${index}_`]));
  const back = new Map(ids.map((id, index) => [`${stem}${index}_`, id]));
  // Whole attributes and whole texts alone: ids and what refers to them. What else is the same word comes back as it was.
  const text = xml.replace(/(["'>]\s*)([^\s"'<>=]*[^\0-\x7f][^\s"'<>=]*)(?=\s*["'<])/g, (all, before: string, word: string) => {
    const alias = plain.get(word);
    return alias === undefined ? all : before + alias;
  });
  const known = new RegExp(`${stem}\\d+_`, 'g');
  const original = (value: string): string => value.replace(known, (alias) => back.get(alias) ?? alias);
  return { xml: text, restore: ({ model, findings }) => ({ model: restored(model, original), findings: findings.map((finding) => toldOf(finding, original)) }) };
}

/** A beginning that the file does not hold. */
function freeStem(xml: string): string {
  let stem = '_id_';
  // Each turn makes it longer than the one before: a file of bounded length holds not all of them.
  while (xml.includes(stem)) stem += '_';
  return stem;
}

function restored(element: ModelElement, original: (value: string) => string): ModelElement {
  const { id, attributes, references, children } = element;
  return {
    ...element,
    id: id === null ? null : original(id),
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, original(value)])),
    references: Object.fromEntries(Object.entries(references).map(([name, ids]) => [name, ids.map(original)])),
    children: children.map((child) => ({ ...child, element: restored(child.element, original) })),
  };
}

const toldOf = ({ element, rule, text }: Finding, original: (value: string) => string): Finding => ({
  element: element === null ? null : original(element),
  rule,
  text: { vi: original(text.vi), en: original(text.en) },
});
