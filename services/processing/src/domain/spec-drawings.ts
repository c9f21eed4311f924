/** Sample procedures for specs of what instances send to each other: a few elements each, and one person's task at the end. */

type Drawing = Readonly<{ code: string; body: string; messages?: readonly (readonly [id: string, name: string, key?: string])[]; signals?: readonly (readonly [id: string, name: string])[]; more?: string; tag?: string; id?: string }>;

export function drawing({ code, body, messages = [], signals = [], more = '', tag, id = 'main' }: Drawing): string {
  const head = [
    ...messages.map(([messageId, name, key]) => `<bpmn:message id="${messageId}" name="${name}">${key === undefined ? '' : `<bpmn:extensionElements><zeebe:subscription correlationKey="${key}" /></bpmn:extensionElements>`}</bpmn:message>`),
    ...signals.map(([signalId, name]) => `<bpmn:signal id="${signalId}" name="${name}" />`),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="sample" targetNamespace="urn:lienthong:sample">
  ${head.join('\n  ')}
  ${pool(id, code, body, tag)}
  ${more}
</bpmn:definitions>`;
}

export function pool(id: string, code: string, body: string, tag?: string, variables: readonly string[] = ['code', 'contractPrice', 'parentCode', 'note']): string {
  return `<bpmn:process id="${id}" isExecutable="true">
    <bpmn:extensionElements>
      ${tag === undefined ? '' : `<zeebe:versionTag value="${tag}" />`}
      <lienthong:procedure code="${code}" nameVi="Thủ tục mẫu" nameEn="Sample procedure" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="land-registry">
        ${variables.map((name) => `<lienthong:variable name="${name}" />`).join('')}
      </lienthong:procedure>
    </bpmn:extensionElements>
    ${body}
  </bpmn:process>`;
}

/** A task of the land office, which holds an instance open and shows that it came so far. `inputs` are shown with it. */
export const task = (id: string, inputs: Readonly<Record<string, string>> = {}): string => `<bpmn:userTask id="${id}" name="Việc mẫu"><bpmn:extensionElements>
    ${Object.keys(inputs).length === 0 ? '' : `<zeebe:ioMapping>${Object.entries(inputs).map(([target, source]) => `<zeebe:input source="${source}" target="${target}" />`).join('')}</zeebe:ioMapping>`}
    <lienthong:assignment agency="land-registry" role="leader" /><lienthong:step number="1" limit="P1D" counts="true" /><lienthong:reason vi="Mẫu" en="Sample" />
  </bpmn:extensionElements></bpmn:userTask>`;

/** Elements one after the other. */
export function inOrder(prefix: string, ...elements: readonly (readonly [id: string, xml: string])[]): string {
  const flows = elements.slice(1).map(([id], index) => `<bpmn:sequenceFlow id="${prefix}-f${index}" sourceRef="${elements[index]?.[0]}" targetRef="${id}" />`);
  return [...elements.map(([, xml]) => xml), ...flows].join('\n    ');
}

export const element = {
  start: (id: string, definition = ''): readonly [string, string] => [id, `<bpmn:startEvent id="${id}">${definition}</bpmn:startEvent>`],
  end: (id: string): readonly [string, string] => [id, `<bpmn:endEvent id="${id}" name="Hết" />`],
  task: (id: string, inputs?: Readonly<Record<string, string>>): readonly [string, string] => [id, task(id, inputs)],
  script: (id: string, expression: string, result: string): readonly [string, string] =>
    [id, `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script expression="${expression}" resultVariable="${result}" /></bpmn:extensionElements></bpmn:scriptTask>`],
  call: (id: string, process: string, binding: string): readonly [string, string] =>
    [id, `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${process}" ${binding} propagateAllChildVariables="true" propagateAllParentVariables="true" /></bpmn:extensionElements></bpmn:callActivity>`],
  catchMessage: (id: string, messageRef: string, output?: string): readonly [string, string] =>
    [id, `<bpmn:intermediateCatchEvent id="${id}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=${output ?? 'note'}" target="note" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="${messageRef}" /></bpmn:intermediateCatchEvent>`],
  throwMessage: (id: string, messageRef: string, key: string, timeToLive: string, note = '=note'): readonly [string, string] =>
    [id, `<bpmn:intermediateThrowEvent id="${id}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="${note}" target="note" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="${messageRef}"><bpmn:extensionElements><zeebe:publishMessage correlationKey="${key}" timeToLive="${timeToLive}" /></bpmn:extensionElements></bpmn:messageEventDefinition></bpmn:intermediateThrowEvent>`],
  catchSignal: (id: string, signalRef: string): readonly [string, string] =>
    [id, `<bpmn:intermediateCatchEvent id="${id}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=note" target="note" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:signalEventDefinition signalRef="${signalRef}" /></bpmn:intermediateCatchEvent>`],
  throwSignal: (id: string, signalRef: string): readonly [string, string] =>
    [id, `<bpmn:intermediateThrowEvent id="${id}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=code" target="note" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:signalEventDefinition signalRef="${signalRef}" /></bpmn:intermediateThrowEvent>`],
} as const;
