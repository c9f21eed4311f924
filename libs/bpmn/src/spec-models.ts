import assert from 'node:assert/strict';
import type { Definition, Finding } from './index.js';
import { publishModel } from './index.js';

// Small models for the specs: every builder writes a valid default, and a spec changes the one thing it is about.

const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:lienthong="urn:lienthong:bpmn:1"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:other="urn:other-tool"',
].join(' ');

export const PROCEDURE =
  '<lienthong:procedure code="1.000001" nameVi="Thủ tục mẫu" nameEn="Sample procedure" effectiveFrom="2026-07-01" limit="P10D" calendar="vn-h56-2026" owner="land-registry">' +
  '<lienthong:variable name="amount"/><lienthong:variable name="returnBy"/></lienthong:procedure>';

export const file = (...roots: readonly string[]): string => `<bpmn:definitions ${NAMESPACES} id="file" targetNamespace="urn:sample">${roots.join('')}</bpmn:definitions>`;

/** A whole file with one process; `procedure` and `attributes` only where the spec is about them. */
export function model(elements: readonly string[], { procedure = PROCEDURE, attributes = 'isExecutable="true"', roots = '' } = {}): string {
  return file(roots, `<bpmn:process id="sample" ${attributes}><bpmn:extensionElements>${procedure}</bpmn:extensionElements>${elements.join('')}</bpmn:process>`);
}

/** `a -> b`, or `a -> b [amount > 5]`; the id is `a-b`. */
export function flow(path: string): string {
  const [, source, target, condition] = /^(\S+) -> (\S+)(?: \[(.*)\])?$/.exec(path) ?? [];
  const body = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition.replaceAll('<', '&lt;')}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}
export const flows = (...paths: readonly string[]): string => paths.map(flow).join('');

export const start = (id = 'start', inner = ''): string => `<bpmn:startEvent id="${id}">${inner}</bpmn:startEvent>`;
export const end = (id = 'end', inner = ''): string => `<bpmn:endEvent id="${id}" name="Xong">${inner}</bpmn:endEvent>`;
export const exclusive = (id: string, otherwise?: string): string => `<bpmn:exclusiveGateway id="${id}"${otherwise === undefined ? '' : ` default="${otherwise}"`}/>`;
export const parallel = (id: string): string => `<bpmn:parallelGateway id="${id}"/>`;
export const extensions = (...elements: readonly string[]): string => `<bpmn:extensionElements>${elements.join('')}</bpmn:extensionElements>`;

export const ASSIGNMENT = '<lienthong:assignment agency="land-registry" role="officer"/>';
export const STEP = '<lienthong:step number="2" limit="P2D" counts="true"/>';
export const REASON = '<lienthong:reason vi="Chờ cán bộ" en="Waiting for an officer"/>';
export const WORK = ASSIGNMENT + STEP + REASON;
export const fact = (name: string, outcome?: string): string => `<lienthong:completedBy fact="lienthong.sample.v1.${name}"${outcome === undefined ? '' : ` outcome="${outcome}"`}/>`;
export const mapping = (inputs: Readonly<Record<string, string>>, outputs: Readonly<Record<string, string>> = {}): string => {
  const list = (tag: string, entries: Readonly<Record<string, string>>) => Object.entries(entries).map(([target, source]) => `<zeebe:${tag} source='${source}' target="${target}"/>`);
  return `<zeebe:ioMapping>${[...list('input', inputs), ...list('output', outputs)].join('')}</zeebe:ioMapping>`;
};

type WorkOf = { work?: string; more?: string; inner?: string };
export const service = (id: string, { work = WORK, more = '', inner = '' }: WorkOf = {}): string =>
  `<bpmn:serviceTask id="${id}" name="Việc ${id}">${extensions('<zeebe:taskDefinition type="sample.do-work"/>', work, more)}${inner}</bpmn:serviceTask>`;
export const user = (id: string, { work = WORK, more = '', inner = '' }: WorkOf = {}): string => `<bpmn:userTask id="${id}" name="Việc ${id}">${extensions(work, more)}${inner}</bpmn:userTask>`;
export const receive = (id: string, { work = WORK, more = fact('Heard'), inner = '' }: WorkOf = {}): string =>
  `<bpmn:receiveTask id="${id}" name="Chờ ${id}">${extensions(work, more)}${inner}</bpmn:receiveTask>`;
export const caught = (id: string, definition: string, work = ''): string => `<bpmn:intermediateCatchEvent id="${id}">${work === '' ? '' : extensions(work)}${definition}</bpmn:intermediateCatchEvent>`;
export const MESSAGE = '<bpmn:messageEventDefinition/>';
export const timer = (duration: string): string => `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
export const boundary = (id: string, host: string, duration: string, isInterrupting = true): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}"${isInterrupting ? '' : ' cancelActivity="false"'}>${timer(duration)}</bpmn:boundaryEvent>`;

/** start → the element → end. */
export const around = (element: string, id = 'work', options: Parameters<typeof model>[1] = {}): string => model([start(), element, end(), flows(`start -> ${id}`, `${id} -> end`)], options);

export async function compiled(xml: string): Promise<Definition> {
  const compilation = await publishModel(xml);
  if (compilation.kind === 'compiled') return compilation.definition;
  return assert.fail(`the model is refused: ${JSON.stringify(compilation.findings, null, 2)}`);
}

export async function findingsOf(xml: string): Promise<readonly Finding[]> {
  const compilation = await publishModel(xml);
  return compilation.kind === 'refused' ? compilation.findings : [];
}
