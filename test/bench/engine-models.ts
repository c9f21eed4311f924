import { AGENCY } from '../workers/five-steps.js';

export const MANY_TIMERS = '9.500003';

const file = (process: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="file" targetNamespace="urn:lienthong:sample">${process}</bpmn:definitions>`;

const procedure = (code: string): string =>
  `<bpmn:extensionElements><lienthong:procedure code="${code}" nameVi="Thủ tục mẫu ${code}" nameEn="Sample procedure ${code}" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop"><lienthong:variable name="contractPrice" /></lienthong:procedure></bpmn:extensionElements>`;

const flow = (from: string, to: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition === '' ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;

/** One timer and nothing else, due at the same moment in every instance. */
export function manyTimersModel(dueAt: Date): string {
  return file(`<bpmn:process id="many-timers" isExecutable="true">${procedure(MANY_TIMERS)}<bpmn:startEvent id="received" />
    <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${dueAt.toISOString()}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="done" />${flow('received', 'wait')}${flow('wait', 'done')}</bpmn:process>`);
}

const GROUPS = 12;

/** Fifty elements: twelve times a decision between two tasks that come together again, with mappings and conditions, between start and end. */
export function fiftyElements(): string {
  const task = (id: string): string => `<bpmn:serviceTask id="${id}" name="Việc ${id}"><bpmn:extensionElements><zeebe:taskDefinition type="sample.do-work" />
    <zeebe:ioMapping><zeebe:input source="=contractPrice * 2" target="doubled" /><zeebe:output source="=doubled + 1" target="seen" /></zeebe:ioMapping>
    <lienthong:assignment agency="${AGENCY}" /><lienthong:step number="1" limit="PT4H" counts="true" /><lienthong:reason vi="Chờ" en="Waiting" /></bpmn:extensionElements></bpmn:serviceTask>`;
  const group = (index: number): string => {
    const [split, left, right, join] = ['split', 'left', 'right', 'join'].map((name) => `${name}-${index}`) as [string, string, string, string];
    return `<bpmn:exclusiveGateway id="${split}" default="${split}-${right}" />${task(left)}${task(right)}<bpmn:exclusiveGateway id="${join}" />
      ${flow(index === 1 ? 'received' : `join-${index - 1}`, split)}${flow(split, left, `contractPrice &gt; ${index}`)}${flow(split, right)}${flow(left, join)}${flow(right, join)}`;
  };
  const groups = Array.from({ length: GROUPS }, (_, index) => group(index + 1)).join('');
  return file(`<bpmn:process id="fifty" isExecutable="true">${procedure('9.500004')}<bpmn:startEvent id="received" />${groups}<bpmn:endEvent id="done" />${flow(`join-${GROUPS}`, 'done')}</bpmn:process>`);
}
