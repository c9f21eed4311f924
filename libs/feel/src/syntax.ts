import { parser, trackVariables } from 'lezer-feel';
import type { Closure, Span } from './evaluation.js';
import type { Finding, FindingCode } from './finding.js';
import { normalName } from './value.js';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** One compilation: where findings collect, and how a compiler asks for its children. */
export type Compilation = Readonly<{
  source: string;
  findings: Finding[];
  /** Names looked up outside of filters: what the caller has to provide. */
  variables: Set<string>;
  /** Names that an enclosing context defines, or anything when inside a filter. */
  bound: ReadonlySet<string>;
  isInFilter: boolean;
  compile(node: SyntaxNode, compilation: Compilation): Closure;
}>;

export const textOf = (node: SyntaxNode, { source }: Compilation): string => source.slice(node.from, node.to);
export const nameOf = (node: SyntaxNode, compilation: Compilation): string => normalName(textOf(node, compilation));
export const spanOf = (node: SyntaxNode): Span => ({ from: node.from, to: node.to });

const COMMENTS = new Set(['LineComment', 'BlockComment']);

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!COMMENTS.has(child.name)) children.push(child);
  }
  return children;
}

/** Records why the source is refused; the closure is never run. */
export function refuse({ findings }: Compilation, node: Span, code: FindingCode, vi: string, en: string): Closure {
  findings.push({ code, from: node.from, to: node.to, text: { vi, en } });
  return () => null;
}

export function parse(source: string, names: readonly string[]): SyntaxNode | undefined {
  const known = Object.fromEntries(names.map((name) => [normalName(name), 1]));
  try {
    return parser.configure({ contextTracker: trackVariables(known) }).parse(source).topNode;
  } catch {
    // The tracker gives up on some malformed names by throwing; to the author that is a syntax error like any other.
    return undefined;
  }
}
