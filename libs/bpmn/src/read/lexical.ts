import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { LIENTHONG_DESCRIPTOR, ZEEBE_ADDITIONS } from '../lienthong-descriptor.js';

// The parser turns `isExecutable="maybe"` into false and `loopMaximum="3x"` into 3 without a word. So it is given such attributes as
// text, and what kind of text they are is noted here, by the property's full name.

type DescribedProperty = Readonly<{ name: string; type?: string; isAttr?: boolean }>;
type DescribedType = Readonly<{ properties?: readonly DescribedProperty[] }>;
type Described = Readonly<{ prefix: string; types: readonly DescribedType[] }>;

const isTyped = ({ isAttr, type }: DescribedProperty): boolean => isAttr === true && (type === 'Boolean' || type === 'Integer');

const asText = (description: Described, additions: readonly DescribedType[] = []) => ({
  ...description,
  types: [...description.types, ...additions].map((type) => ({
    ...type,
    properties: (type.properties ?? []).map((property) => (isTyped(property) ? { ...property, type: 'String' } : property)),
  })),
});

/** The vocabularies as the parser gets them. */
export const VOCABULARIES = { bpmn: asText(bpmn), zeebe: asText(zeebe, ZEEBE_ADDITIONS), lienthong: LIENTHONG_DESCRIPTOR };

const KINDS: ReadonlyMap<string, string> = new Map(
  [bpmn, zeebe].flatMap(({ prefix, types }: Described) =>
    types.flatMap(({ properties = [] }) => properties.filter(isTyped).map(({ name, type = '' }) => [`${prefix}:${name}`, type] as const)),
  ),
);
const LITERALS: ReadonlyMap<string, readonly string[]> = new Map(
  bpmn.enumerations.map(({ name, literalValues }) => [`bpmn:${name}`, literalValues.map((literal) => literal.name)]),
);

/** The attribute's text in its one form (XML Schema writes true also as 1), or what it should have been. */
export type Lexical = Readonly<{ kind: 'right'; text: string }> | Readonly<{ kind: 'wrong'; expected: string }>;

export function readLexical(property: Readonly<{ name: string; type?: string | undefined }>, text: string): Lexical {
  const trimmed = text.trim();
  const literals = LITERALS.get(property.type ?? '');
  switch (KINDS.get(property.name)) {
    case 'Boolean':
      if (!/^(true|false|1|0)$/.test(trimmed)) return { kind: 'wrong', expected: 'true, false' };
      return { kind: 'right', text: trimmed === '1' ? 'true' : trimmed === '0' ? 'false' : trimmed };
    case 'Integer':
      return /^[+-]?\d{1,15}$/.test(trimmed) ? { kind: 'right', text: trimmed } : { kind: 'wrong', expected: '0, 1, 2…' };
    default:
      return literals?.includes(trimmed) === false ? { kind: 'wrong', expected: literals.join(', ') } : { kind: 'right', text };
  }
}
