import assert from 'node:assert/strict';
import { publishModel, resolverOf, type FindDecision, type InstanceEvent, type Variables } from '../index.js';
import { play, type Play } from '../spec-play.js';

/** A drawing from its elements; what stands before the process (messages, signals, errors) goes into `roots`. */
export const drawing = (elements: string, { roots = '', id = 'p', more = '' } = {}): string =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="file" targetNamespace="urn:sample">${roots}<bpmn:process id="${id}" isExecutable="true">${elements}</bpmn:process>${more}</bpmn:definitions>`;

/** `a -> b`, `a -> b [=x > 1]`; the id is `a-b`. */
export function flows(...paths: readonly string[]): string {
  return paths
    .map((path) => {
      const [, source, target, condition] = /^(\S+) -> (\S+)(?: \[(.*)\])?$/.exec(path) ?? [];
      const body = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`;
      return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
    })
    .join('');
}

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
export const start = (id = 'start', inner = ''): string => `<bpmn:startEvent id="${id}">${inner}</bpmn:startEvent>`;
export const end = (id = 'end', inner = ''): string => `<bpmn:endEvent id="${id}">${inner}</bpmn:endEvent>`;
/** An activity of any kind: `activity('serviceTask', 'a')`. */
export const activity = (kind: string, id: string, inner = '', attributes = ''): string => `<bpmn:${kind} id="${id}" ${attributes}>${inner}</bpmn:${kind}>`;
export const service = (id: string, inner = ''): string => activity('serviceTask', id, inner);
/** Writes the FEEL `expression` to `variable`. */
export const script = (id: string, variable: string, expression: string): string =>
  activity('scriptTask', id, `<bpmn:extensionElements><zeebe:script expression="=${escaped(expression)}" resultVariable="${variable}"/></bpmn:extensionElements>`);

/** An instance of the drawing's main process that is not started; after every step it is checked that it replays and that it lives. */
export async function fresh(xml: string, findDecision?: FindDecision): Promise<Play> {
  const compilation = await publishModel(xml);
  if (compilation.kind === 'refused') return assert.fail(`the model is refused: ${JSON.stringify(compilation.findings, null, 2)}`);
  return play(compilation.definition, resolverOf(compilation.model), findDecision);
}

export async function started(xml: string, variables: Variables = {}, findDecision?: FindDecision): Promise<Play> {
  const instance = await fresh(xml, findDecision);
  instance.act('StartInstance', { variables });
  return instance;
}

/** What happened, one line an event, without times and texts: exact enough to be the whole story, short enough to be read. */
export const told = (events: readonly InstanceEvent[]): readonly string[] => events.map(line);

function line({ type, data }: InstanceEvent): string {
  switch (type) {
    case 'ElementActivated': {
      const { elementKey, via, scope, part, counter, compensates, variables } = data;
      const words = [via.length > 0 && `via ${via.join(' ')}`, scope !== undefined && `in ${scope}`, part, counter !== undefined && `round ${counter}`, compensates !== undefined && `compensates ${compensates}`, variables !== undefined && json(variables)];
      return [type, elementKey, ...words.filter((word) => word !== false && word !== undefined)].join(' ');
    }
    case 'ElementCompleted':
      return [type, data.elementKey, ...(data.taken.length > 0 ? ['to', ...data.taken] : []), ...(data.output === undefined ? [] : [json(data.output)]), ...(data.compensable === true ? ['compensable'] : [])].join(' ');
    case 'VariablesSet':
      return [type, json(data.variables), ...(data.scope === undefined ? [] : [`in ${data.scope}`])].join(' ');
    case 'DecisionEvaluated':
      return [type, data.elementKey, data.decision, `${data.model}@${data.version}`, json(data.inputs), json(data.value)].join(' ');
    case 'JobOpened':
      return [type, data.jobKey, ...(Object.keys(data.inputs).length > 0 ? [json(data.inputs)] : [])].join(' ');
    case 'IncidentRaised':
      return [type, data.incidentKey, data.code, 'at', data.elementKey ?? data.element].join(' ');
    default:
      return [type, ...Object.entries(data as Readonly<Record<string, unknown>>).filter(([name, value]) => !UNTOLD.has(name) && value !== null).map(([, value]) => (typeof value === 'string' ? value : json(value)))].join(' ');
  }
}

const UNTOLD: ReadonlySet<string> = new Set(['at', 'name', 'nameEn', 'text', 'by', 'reason', 'dossierState', 'element', 'processId', 'procedure', 'openedAt', 'outcome', 'fact']);
const json = (value: unknown): string => JSON.stringify(value);

