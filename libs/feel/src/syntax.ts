import { parser, trackVariables } from 'lezer-feel';
import type { Closure } from './evaluation.js';
import type { Finding, FindingCode } from './finding.js';
import { problem, type ProblemCode, type Span } from './problem.js';
import { normalName, type FeelType } from './value.js';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** What the caller knows besides the names of its variables. */
export type CompileOptions = Readonly<{
  /** Types of a DMN model by their names. */
  types?: (name: string) => FeelType | undefined;
  /** Names of fields with characters the grammar would read otherwise. */
  fields?: readonly string[];
  /** What has no meaning is null when evaluated, with a problem, instead of a refusal; only what cannot be read is refused. */
  isLenient?: boolean;
}>;

/** One compilation: where findings collect, and how a compiler asks for its children. */
export type Compilation = Readonly<{
  source: string;
  findings: Finding[];
  options: CompileOptions;
  /** Names looked up outside of filters: what the caller has to provide. */
  variables: Set<string>;
  /** Names that the expression itself defines here. */
  bound: ReadonlySet<string>;
  /** Names the caller told of. */
  declared: ReadonlySet<string>;
  /** In a filter any name may be a field of the item. */
  isInFilter: boolean;
  compile(node: SyntaxNode, compilation: Compilation): Closure;
}>;

export const textOf = (node: SyntaxNode, { source }: Compilation): string => source.slice(node.from, node.to);
export const nameOf = (node: SyntaxNode, compilation: Compilation): string => normalName(withoutTicks(withoutComments(node, compilation)));
export const spanOf = (node: SyntaxNode): Span => ({ from: node.from, to: node.to });

/** Camunda's way to write a name with characters of the grammar: `số-thửa` between backticks. */
const withoutTicks = (name: string): string => /^`(.+)`$/s.exec(name)?.[1] ?? name;

const COMMENTS = new Set(['LineComment', 'BlockComment']);

/** A comment may stand between two words of a name. */
function withoutComments(node: SyntaxNode, { source }: Compilation): string {
  let text = '';
  let from = node.from;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!COMMENTS.has(child.name)) continue;
    text += `${source.slice(from, child.from)} `;
    from = child.to;
  }
  return text + source.slice(from, node.to);
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!COMMENTS.has(child.name)) children.push(child);
  }
  return children;
}

/** What a lenient compilation makes of a refusal; the other codes are refusals always. */
const AS_PROBLEM: Readonly<Partial<Record<FindingCode, ProblemCode>>> = {
  UNSUPPORTED: 'NO_RESULT',
  UNKNOWN_FUNCTION: 'UNKNOWN_NAME',
  ARGUMENTS: 'WRONG_KIND',
  LITERAL: 'NO_RESULT',
};

/** Records why the source is refused, and the closure is never run; or it is null with that problem. */
export function refuse({ findings, options }: Compilation, node: Span, code: FindingCode, vi: string, en: string): Closure {
  const lenient = options.isLenient === true ? AS_PROBLEM[code] : undefined;
  if (lenient === undefined) findings.push({ code, from: node.from, to: node.to, text: { vi, en } });
  const span = { from: node.from, to: node.to };
  return (_scope, evaluation) => problem(evaluation, span, lenient ?? 'NO_RESULT', vi, en);
}

/** The same scope of names, and `names` that are defined inside of what is compiled next. */
export const binding = (compilation: Compilation, names: readonly string[]): Compilation => ({
  ...compilation,
  bound: new Set([...compilation.bound, ...names]),
});

/** Levels of nesting below the node, an iterator counted as one of them; counted without recursion. */
export function heightOf(node: SyntaxNode): number {
  const cursor = node.cursor();
  let [depth, height, iterators] = [0, 0, 0];
  for (;;) {
    if (cursor.name === 'InExpression') iterators += 1;
    if (cursor.firstChild()) {
      depth += 1;
      height = Math.max(height, depth);
      continue;
    }
    while (depth === 0 || !cursor.nextSibling()) {
      if (depth === 0) return height + iterators;
      cursor.parent();
      depth -= 1;
    }
  }
}

export type Grammar = 'Expression' | 'UnaryTests';
export type Parsed = Readonly<{ top: SyntaxNode; wrong?: undefined } | { top?: undefined; wrong: Span }>;

/** Looking for a way to go on after an error takes long in a long source; there only the place is told where reading ended. */
const MAX_RECOVERED_LENGTH = 1_000;

/** The tree of the source, or where it cannot be read. */
export function parse(source: string, grammar: Grammar, names: readonly string[], fields: readonly string[] = []): Parsed {
  const known = knownNames(names, fields);
  const dialect = source.includes('`') ? 'camunda' : '';
  const configured = parser.configure({ top: grammar, contextTracker: trackVariables(known), strict: true, dialect });
  const readable = withKnownTypes(source);
  const top = parseStrictly(configured, source) ?? (readable === source ? undefined : parseStrictly(configured, readable));
  if (top !== undefined) return { top };
  const whole = { from: 0, to: source.length };
  if (source.length > MAX_RECOVERED_LENGTH) return { wrong: whole };
  const recovered = parseStrictly(configured.configure({ strict: false }), source);
  return { wrong: (recovered === undefined ? undefined : firstError(recovered)) ?? whole };
}

/** A name that needs telling may be that of a field of each variable as well: `parcel.tờ-thửa`. */
function knownNames(names: readonly string[], fields: readonly string[]): Readonly<Record<string, unknown>> {
  const telling = [...names, ...fields.map(normalName)].filter((name) => /['./+*^-]|\b(?:for|in|return|if|then|else|some|every|satisfies|or|and|between|instance|of)\b/.test(name));
  const shape = telling.length === 0 ? 1 : Object.fromEntries(telling.map((name) => [name, 1]));
  return Object.fromEntries(names.map((name) => [name, shape]));
}

function parseStrictly(configured: typeof parser, source: string): SyntaxNode | undefined {
  try {
    const { topNode } = configured.parse(source);
    return topNode;
  } catch {
    // A strict parser throws at the first error, and the tracker on some malformed names: to the author a syntax error both.
    return undefined;
  }
}

/** The parser marks where it recovered from an error. */
function firstError(top: SyntaxNode): Span | undefined {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) return { from: cursor.from, to: cursor.to };
  } while (cursor.next());
  return undefined;
}

/**
 * lezer-feel 3.0 knows `list<T>` but not DMN 1.5's `range<T>`, nor `function` without its types. They are read as types of the
 * same length; the text of the author stays, and the compiler of types looks there.
 */
const withKnownTypes = (source: string): string =>
  source
    .replace(/(\binstance\s+of\s+|->\s*|[:<,]\s*)range(\s*<)/g, '$1list $2')
    .replace(/(\binstance\s+of\s+|->\s*|[:<,]\s*)function(?!\s*<)/g, '$1functio_');
