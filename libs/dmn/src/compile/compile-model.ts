import { addFinding, type ModelFinding } from '../model-finding.js';
import type { BoxedFunction } from '../boxed.js';
import type { ElementSource, Reference } from '../model-source.js';
import { resolve, type Linked, type Node, type Requirement } from '../link.js';
import { compileBoxed } from './compile-boxed.js';
import { typed, withNames, type Environment } from './environment.js';
import { functionValue } from './function-value.js';
import { indexOf, type NameIndex } from './occurring.js';
import type { Place } from './run.js';

/** Requirements of requirements; evaluating recurses along them. */
const MAX_REQUIREMENT_DEPTH = 150;
const WORDS: Readonly<Record<ElementSource['kind'], Readonly<{ vi: string; en: string }>>> = {
  input: { vi: 'dữ liệu vào', en: 'input data' },
  decision: { vi: 'quyết định', en: 'decision' },
  bkm: { vi: 'mô hình tri thức', en: 'business knowledge model' },
  service: { vi: 'dịch vụ quyết định', en: 'decision service' },
};

export const placeOf = ({ kind, id, name }: ElementSource): Place => ({ element: id, where: { vi: `${WORDS[kind].vi} “${name}”`, en: `${WORDS[kind].en} "${name}"` } });

/** Every model once, those it imports first. */
export function compileLinked(linked: Linked, findings: ModelFinding[], done = new Set<Linked>()): void {
  if (done.has(linked)) return;
  done.add(linked);
  for (const each of linked.imports) compileLinked(each.linked, findings, done);
  const nodes = [...linked.nodes.values()];
  for (const node of nodes) connect(node, findings);
  cutCycles(nodes, findings);
  const fields = indexOf(fieldsOf(linked));
  for (const node of nodes) compileNode(node, fields, findings);
}

function connect(node: Node, findings: ModelFinding[]): void {
  const { source, linked } = node;
  const all = (references: readonly Reference[]): Requirement[] =>
    references.flatMap((reference) => {
      const found = resolve(linked, reference);
      if (found !== undefined) return [found];
      const { where } = placeOf(source);
      addFinding(findings, source.id, 'reference-dangling', `${where.vi}: không có phần tử “${reference.id}”`, `${where.en}: there is no element "${reference.id}"`);
      return [];
    });
  if (source.kind === 'decision' || source.kind === 'bkm') node.requires = all(source.requires);
  if (source.kind === 'service') node.service = { outputs: all(source.outputs), inputDecisions: all(source.inputDecisions), inputData: all(source.inputData) };
}

/** A decision must not require itself, however far around: the requirement that closes the circle is cut and told. */
function cutCycles(nodes: readonly Node[], findings: ModelFinding[]): void {
  const heights = new Map<Node, number>();
  const inWork = new Set<Node>();
  const visit = (node: Node): number => {
    const before = heights.get(node);
    if (before !== undefined) return before;
    inWork.add(node);
    let height = 0;
    node.requires = node.requires.filter((requirement) => {
      if (requirement.node.source.kind !== 'decision') return true;
      const isCircle = inWork.has(requirement.node);
      const below = isCircle || inWork.size > MAX_REQUIREMENT_DEPTH ? MAX_REQUIREMENT_DEPTH : visit(requirement.node);
      if (below < MAX_REQUIREMENT_DEPTH) {
        height = Math.max(height, below + 1);
        return true;
      }
      const { where } = placeOf(node.source);
      const { name } = requirement.node.source;
      if (isCircle) addFinding(findings, node.source.id, 'requirement-cycle', `${where.vi}: cần “${name}”, vốn lại cần chính nó`, `${where.en}: requires "${name}", which requires it in turn`);
      else addFinding(findings, node.source.id, 'requirement-too-deep', `${where.vi}: chuỗi yêu cầu dài hơn ${MAX_REQUIREMENT_DEPTH}`, `${where.en}: the chain of requirements is longer than ${MAX_REQUIREMENT_DEPTH}`);
      return false;
    });
    inWork.delete(node);
    heights.set(node, height);
    return height;
  };
  for (const node of nodes) visit(node);
}

const SPECIAL = /[^\p{L}\p{M}\p{N}_ ]|\b(?:for|in|return|if|then|else|some|every|satisfies|or|and|between|instance|of|not)\b/u;

/** Names with special characters that may stand after a dot: components of types, results of tables, elements of imports. */
function fieldsOf(linked: Linked, seen = new Set<Linked>()): readonly string[] {
  if (seen.has(linked)) return [];
  seen.add(linked);
  const found = new Set<string>();
  const add = (name: string): unknown => (SPECIAL.test(name) ? found.add(name) : undefined);
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 200) return;
    if ('name' in value && typeof value.name === 'string') add(value.name);
    for (const each of Object.values(value)) walk(each, depth + 1);
  };
  walk(linked.source.items, 0);
  walk(linked.source.elements, 0);
  for (const each of linked.imports) for (const name of fieldsOf(each.linked, seen)) add(name);
  return [...found];
}

function compileNode(node: Node, fields: NameIndex, findings: ModelFinding[]): void {
  const { source, linked } = node;
  const place = placeOf(source);
  if (source.typeRef !== null && source.typeRef !== 'Any') {
    node.type = linked.findType(source.typeRef) ?? null;
    if (node.type === null) addFinding(findings, source.id, 'type-unknown', `${place.where.vi}: không có kiểu “${source.typeRef}”`, `${place.where.en}: there is no type "${source.typeRef}"`);
  }
  const names = node.requires.flatMap(({ node: required, qualifiers }) => [...(qualifiers.length > 0 ? qualifiers.slice(0, 1) : [required.source.name, required.source.variable]), ...argumentNames(required)]);
  const environment: Environment = { names: indexOf(names), fields, findType: linked.findType, findings };
  if (source.kind === 'decision' && source.logic !== null) {
    const at = { element: source.logic.kind === 'table' ? source.logic.id : source.id, where: place.where };
    node.logic = compileBoxed(source.logic, at, environment);
  }
  if (source.kind === 'bkm' && source.logic !== null) node.logic = bkmFunction(source.logic, source.name, place, withNames(environment, [source.name]));
}

/** An argument of a service is named after its element, also when that is imported. */
const argumentNames = ({ service }: Node): readonly string[] =>
  [...(service?.inputData ?? []), ...(service?.inputDecisions ?? [])].filter(({ qualifiers }) => qualifiers.length > 0).map(({ node, qualifiers }) => [...qualifiers, node.source.name].join('.'));

const bkmFunction = (logic: BoxedFunction, name: string, place: Place, environment: Environment): NonNullable<Node['logic']> =>
  functionValue(logic, name, place, environment, (body, at, inner) => typed(compileBoxed(body, at, inner), logic.typeRef, at, inner));
