import { finding, type Finding } from './findings.js';

/** The land transfer with its drawing is 40 kB; a file this large is not a procedure somebody can read. */
export const MAX_XML_LENGTH = 1_000_000;
/** BPMN nests about eight levels; the parser itself would take 20,000 and whoever walks its tree would not. */
export const MAX_XML_DEPTH = 40;

/**
 * BPMN takes one of each inside its element; the parser would take the last and forget the others. `loopCharacteristics` has two forms.
 */
const SINGLE: ReadonlyMap<string, string> = new Map([
  ...[
    'extensionElements', 'conditionExpression', 'ioSpecification', 'script', 'timeDate', 'timeCycle', 'timeDuration', 'condition', 'activationCondition',
    'completionCondition', 'loopCardinality', 'loopCondition', 'loopDataInputRef', 'loopDataOutputRef', 'inputDataItem', 'outputDataItem',
    'transformation', 'from', 'to', 'childLaneSet', 'targetRef', 'event', 'operationRef', 'text',
  ].map((name) => [name, name] as const),
  ['standardLoopCharacteristics', 'loopCharacteristics'],
  ['multiInstanceLoopCharacteristics', 'loopCharacteristics'],
]);

const CLOSINGS: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** Before the parser sees it: one pass, linear, no recursion. Anything odd here is left for the parser to refuse. */
export function checkXmlBounds(xml: string): readonly Finding[] {
  if (xml.length > MAX_XML_LENGTH) {
    const limit = MAX_XML_LENGTH.toLocaleString('en');
    return [finding(null, 'xml-too-large', `Tệp dài hơn ${limit} ký tự`, `The file is longer than ${limit} characters`)];
  }
  const open: Open[] = [];
  const findings: Finding[] = [];
  let prefix: string | null = null;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const special = CLOSINGS.find(([opening]) => xml.startsWith(opening, at));
    if (special !== undefined) {
      const end = xml.indexOf(special[1], at + special[0].length);
      if (end === -1) return findings;
      at = end + special[1].length;
      continue;
    }
    if (xml.startsWith('<!', at)) return [finding(null, 'xml-doctype', 'Tệp không được khai báo DOCTYPE', 'The file must not declare a DOCTYPE')];
    const end = endOfTag(xml, at);
    if (end === -1) return findings;
    if (xml[at + 1] === '/') open.pop();
    else {
      const tag = xml.slice(at + 1, end);
      prefix ??= prefixOf(tag);
      const repeated = enter(open, tag, prefix);
      if (repeated !== null) findings.push(repeated);
      if (xml[end - 1] === '/') open.pop();
    }
    if (open.length > MAX_XML_DEPTH) return [tooDeep()];
    at = end + 1;
  }
  return findings;
}

/** An element that has not ended: the single children it has had. */
type Open = { readonly id: string | null; readonly had: Set<string> };

const nameOf = (tag: string): string => /^[^\s/>]*/.exec(tag)?.[0] ?? '';
const prefixOf = (tag: string): string => /^([^\s/>:]*:)?/.exec(tag)?.[0] ?? '';

/** Only what bears the prefix of the whole file is BPMN; other tools name their elements as they like. */
function enter(open: Open[], tag: string, prefix: string): Finding | null {
  const parent = open.at(-1);
  const name = nameOf(tag);
  const single = name.startsWith(prefix) ? SINGLE.get(name.slice(prefix.length)) : undefined;
  const isRepeated = parent !== undefined && single !== undefined && parent.had.has(single);
  if (single !== undefined) parent?.had.add(single);
  open.push({ id: /\sid\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? null, had: new Set() });
  if (!isRepeated) return null;
  const owner = open.findLast(({ id }, place) => id !== null && place < open.length - 1)?.id ?? null;
  return finding(owner, 'element-repeated', `${name} chỉ được ghi một lần`, `${name} may be given once`);
}

const tooDeep = (): Finding =>
  finding(null, 'xml-too-deep', `Các phần tử lồng sâu hơn ${MAX_XML_DEPTH} mức`, `Elements are nested deeper than ${MAX_XML_DEPTH} levels`);

/** A quoted attribute may hold a `>`. */
function endOfTag(xml: string, start: number): number {
  let quote: string | undefined;
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml[at];
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}
