import type { Expression } from '@lienthong/feel';
import type { Definition, Mapping, Model, Node, Value } from '../definition.js';
import type { Json } from '../instance-state.js';

/** Values worth trying, by variable: those on either side of what the model compares them with. */
export type ValuesByName = Readonly<Record<string, readonly Json[]>>;
/**
 * `computed`: names that the model works out itself, which nobody brings unless the step's own output mappings take them up.
 * `initial`: what it works out from itself (a sum, a list) and what has to be there before.
 */
export type BranchValues = Readonly<{ values: ValuesByName; computed: ReadonlySet<string>; initial: ValuesByName }>;
type Found = Map<string, Set<string>>;

const COMPARISON = /([\p{L}_][\p{L}\p{N}_.]*)\s*(=|!=|<=|>=|<|>)\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true\b|false\b)/gu;
const SIMPLE = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const LIST = ['["a"]', '["a","b"]', '["a","b","c"]'];
const NUMBERS = ['1', '10', '100'];
/** Names that the engine gives to output mappings. */
const GIVEN: ReadonlySet<string> = new Set(['outcome', 'fact', 'loopCounter']);

/** What workers, officers and senders bring has to come from somewhere. */
export function branchValuesOf(model: Model): BranchValues {
  const found: Found = new Map();
  const definitions = Object.values(model.processes);
  for (const definition of definitions) fromConditions(definition, found);
  for (const definition of definitions) for (const node of definition.nodes) fromNode(node, found);
  for (const { procedure } of definitions) for (const name of procedure?.variables ?? []) if (!hasName(found, name)) add(found, name, ['"1"']);
  const values = Object.fromEntries([...found].map(([name, texts]) => [name, [...texts].map((text) => JSON.parse(text) as Json)]));
  return { values, computed: new Set(definitions.flatMap(({ nodes }) => nodes.flatMap(computedBy))), initial: initialOf(definitions) };
}

function fromConditions({ flows, nodes }: Definition, found: Found): void {
  for (const { condition } of flows) if (condition !== null) fromExpression(condition, found, true);
  for (const node of nodes) {
    if ('triggers' in node) for (const trigger of node.triggers) if (trigger.kind === 'condition') fromExpression(trigger.expression, found, true);
    if (node.kind === 'complexGateway' && node.activation !== null) fromExpression(node.activation, found, true);
  }
}

/** A name that stands alone in a condition is true or false. */
function fromExpression({ source, variables }: Expression, found: Found, isCondition: boolean): void {
  for (const [, name = '', operator = '', literal = ''] of source.matchAll(COMPARISON)) if (!GIVEN.has(name)) addLiteral(found, name, operator, literal);
  for (const name of variables) if (isCondition && !hasName(found, name)) add(found, name, ['true', 'false']);
}

const hasName = (found: Found, name: string): boolean => found.has(name) || [...found.keys()].some((key) => key.startsWith(`${name}.`));

function addLiteral(found: Found, name: string, operator: string, literal: string): void {
  if (literal === 'true' || literal === 'false') return add(found, name, ['true', 'false']);
  if (literal.startsWith('"')) return add(found, name, operator === '!=' ? ['"khác"', literal] : [literal, '"khác"']);
  const number = Number(literal);
  return add(found, name, [number - 1, number, number + 1].map(String));
}

function add(found: Found, name: string, values: readonly string[]): void {
  const before = found.get(name) ?? new Set<string>();
  for (const value of values) before.add(value);
  found.set(name, before);
}

function fromNode(node: Node, found: Found): void {
  if ('loop' in node && node.loop?.kind === 'multi') addAll(found, node.loop.collection, LIST);
  if ('loop' in node && node.loop?.kind === 'multi') addAll(found, node.loop.cardinality, ['1', '2', '3']);
  if ('loop' in node && node.loop?.kind === 'standard' && node.loop.condition !== null) fromExpression(node.loop.condition, found, true);
  if ('triggers' in node) {
    for (const trigger of node.triggers) {
      if (trigger.kind === 'message') addAll(found, trigger.correlationKey, ['"1"']);
      if (trigger.kind === 'timer') addAll(found, trigger.timer.value, ['"PT1H"', '"P1D"']);
    }
  }
  if (node.kind === 'scriptTask') addAll(found, node.script, NUMBERS);
  for (const { source } of node.inputs) addAll(found, source, NUMBERS);
  // What an output mapping makes of it is looked at under its target's name.
  for (const { source, target } of node.outputs) addAll(found, source, [...(found.get(target) ?? NUMBERS)]);
}

function addAll(found: Found, value: Value | null, values: readonly string[]): void {
  if (value === null || typeof value === 'string') return;
  const names = SIMPLE.test(value.source) ? [value.source] : value.variables;
  for (const name of names) if (!hasName(found, name) && !GIVEN.has(name)) add(found, name, values);
}

/** A script that adds to its own result begins with nothing. */
function initialOf(definitions: readonly Definition[]): ValuesByName {
  const scripts = definitions.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'scriptTask'));
  const adding = scripts.filter(({ script, resultVariable }) => resultVariable !== null && script.variables.includes(resultVariable));
  return Object.fromEntries(adding.map(({ script, resultVariable }) => [resultVariable ?? '', [/\b(?:append|concatenate)\s*\(/.test(script.source) ? [] : 0]]));
}

/** Names whose values the model makes itself. */
function computedBy(node: Node): readonly string[] {
  const results = 'resultVariable' in node && node.resultVariable !== null && node.kind === 'scriptTask' ? [node.resultVariable] : [];
  const loops = 'loop' in node && node.loop?.kind === 'multi' ? [node.loop.item, node.loop.outputCollection, 'loopCounter'] : ['loopCounter'];
  const mapped = [...node.inputs, ...node.outputs].filter((mapping) => !isHandedOn(mapping)).map(({ target }) => target.split('.')[0] ?? target);
  return [...results, ...loops.filter((name) => name !== null), ...mapped];
}

/** `target = source` by its name alone: whatever is good for one is good for the other. */
export const isHandedOn = ({ source }: Mapping): boolean => typeof source !== 'string' && SIMPLE.test(source.source);
