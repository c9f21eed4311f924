/**
 * The BPMN file as a plain tree: what the author wrote and nothing derived. Defaults are absent, references are ids,
 * the drawing is left out. Frozen data, so that checking and compiling are functions of it.
 */
export type ModelElement = Readonly<{
  /** `bpmn:UserTask`, `lienthong:Step`; the prefix is the descriptor's, not the file's. */
  type: string;
  id: string | null;
  attributes: Readonly<Record<string, string>>;
  /** References written as elements or attributes, by id, in their order. */
  references: Readonly<Record<string, readonly string[]>>;
  children: readonly ModelChild[];
}>;
export type ModelChild = Readonly<{ property: string; element: ModelElement }>;

export const attributeOf = (element: ModelElement, name: string): string | null => element.attributes[name] ?? null;
/** Trimmed, in composed Unicode; null when absent or blank. */
export const textOf = (element: ModelElement | null, name: string): string | null =>
  element?.attributes[name]?.normalize('NFC').trim() || null;
/** XSD booleans, which the parser has written out as `true` and `false`. */
export const flagOf = (element: ModelElement | null, name: string, otherwise: boolean): boolean => {
  const text = textOf(element, name);
  return text === null ? otherwise : text === 'true';
};
export const referenceOf = (element: ModelElement, name: string): string | null => element.references[name]?.[0] ?? null;
export const childrenOf = (element: ModelElement, property: string): readonly ModelElement[] =>
  element.children.filter((child) => child.property === property).map((child) => child.element);
export const childOf = (element: ModelElement, property: string): ModelElement | null => childrenOf(element, property)[0] ?? null;
/** The text of an expression that is a child. */
export const bodyOf = (element: ModelElement, property: string): string | null => textOf(childOf(element, property), 'body');

/** The extension elements of one type, in their order. */
export function extensionsOf(element: ModelElement, type: string): readonly ModelElement[] {
  const holder = childOf(element, 'extensionElements');
  return holder === null ? [] : childrenOf(holder, 'values').filter((value) => value.type === type);
}
export const extensionOf = (element: ModelElement, type: string): ModelElement | null => extensionsOf(element, type)[0] ?? null;
