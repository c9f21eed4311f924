import assert from 'node:assert/strict';
import type { Definition, Model, Node, NodeKind } from '../definition.js';
import type { Finding } from '../findings.js';
import { publishModel } from '../parse.js';

// Drawings for the reader's specs: plain BPMN with whatever extensions the spec is about.

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:lienthong="urn:lienthong:bpmn:1"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

export const fileOf = (...roots: readonly string[]): string => `<definitions ${NAMESPACES} id="file" targetNamespace="urn:sample">${roots.join('')}</definitions>`;
export const processOf = (id: string, ...elements: readonly string[]): string => `<process id="${id}" isExecutable="true">${elements.join('')}</process>`;
export const extended = (...elements: readonly string[]): string => `<extensionElements>${elements.join('')}</extensionElements>`;
/** `a -> b`, its id `a-b`; several in one text, by commas. */
export const flowsOf = (paths: string): string =>
  paths
    .split(',')
    .map((path) => path.trim().split(' -> '))
    .map(([source, target]) => `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`)
    .join('');
/** start → element (id `x`) → end, with more beside. */
export const drawn = (element: string, ...more: readonly string[]): string =>
  processOf('p', '<startEvent id="start"/>', element, '<endEvent id="end"/>', flowsOf('start -> x, x -> end'), ...more);

export async function modelOf(...roots: readonly string[]): Promise<Model> {
  const compilation = await publishModel(fileOf(...roots));
  return compilation.kind === 'compiled' ? compilation.model : assert.fail(JSON.stringify(compilation.findings, null, 2));
}
export async function definitionOf(...roots: readonly string[]): Promise<Definition> {
  const { processes, main } = await modelOf(...roots);
  return processes[main] ?? assert.fail(`there is no ${main}`);
}
export async function rulesOf(...roots: readonly string[]): Promise<readonly (readonly [element: string | null, rule: Finding['rule']])[]> {
  const compilation = await publishModel(fileOf(...roots));
  return compilation.kind === 'refused' ? compilation.findings.map(({ element, rule }) => [element, rule] as const) : [];
}

export function nodeOf<Kind extends NodeKind>({ nodes, nodeIndex }: Definition, id: string, kind: Kind): Extract<Node, { kind: Kind }> {
  const node = nodes[nodeIndex[id] ?? -1];
  assert.equal(node?.kind, kind);
  return node as Extract<Node, { kind: Kind }>;
}
export const idsOf = ({ nodes }: Definition, places: readonly number[]): readonly string[] => places.map((place) => nodes[place]?.id ?? '?');
/** The text of an expression, `=` before it; other values as they are. */
export const written = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'source' in value ? `=${String(value.source)}` : value;
export const mapped = (mappings: readonly Readonly<{ target: string; source: unknown }>[]): readonly unknown[] =>
  mappings.map(({ target, source }) => [target, written(source)]);
