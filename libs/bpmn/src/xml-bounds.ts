import { finding, type Finding } from './findings.js';

/** The land transfer with its drawing is 40 kB; a file this large is not a procedure somebody can read. */
export const MAX_XML_LENGTH = 1_000_000;
/** BPMN nests about eight levels; the parser itself would take 20,000 and whoever walks its tree would not. */
export const MAX_XML_DEPTH = 40;

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
  let depth = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const special = CLOSINGS.find(([open]) => xml.startsWith(open, at));
    if (special !== undefined) {
      const end = xml.indexOf(special[1], at + special[0].length);
      if (end === -1) return [];
      at = end + special[1].length;
    } else if (xml.startsWith('<!', at)) {
      return [finding(null, 'xml-doctype', 'Tệp không được khai báo DOCTYPE', 'The file must not declare a DOCTYPE')];
    } else {
      const end = endOfTag(xml, at);
      if (end === -1) return [];
      if (xml[at + 1] === '/') depth -= 1;
      else if (xml[end - 1] !== '/') depth += 1;
      if (depth > MAX_XML_DEPTH) {
        return [
          finding(
            null,
            'xml-too-deep',
            `Các phần tử lồng sâu hơn ${MAX_XML_DEPTH} mức`,
            `Elements are nested deeper than ${MAX_XML_DEPTH} levels`,
          ),
        ];
      }
      at = end + 1;
    }
  }
  return [];
}

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
