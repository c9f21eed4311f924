/** A sample procedure of five steps one after the other, each a worker's. Its own code, name and law: nothing in it is real. */
export const FIVE_STEPS = '9.500001';
export const STEPS = ['check', 'measure', 'assess', 'draft', 'register'] as const;
export const AGENCY = 'land-registry';
export const UNIT = 'H56.23';
export const typeOf = (step: string): string => `sample.${step}`;

/** Each step adds one to `count`; `more` goes into each service task. */
export function fiveStepModel(code = FIVE_STEPS): string {
  const stepOf = (step: string, index: number): string => `
    <bpmn:serviceTask id="${step}" name="Bước ${index + 1} (mẫu)">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="${typeOf(step)}" />
        <zeebe:ioMapping><zeebe:input source="=count" target="count" /><zeebe:output source="=count" target="count" /></zeebe:ioMapping>
        <lienthong:assignment agency="${AGENCY}" />
        <lienthong:step number="${index + 1}" limit="P1D" counts="true" />
        <lienthong:reason vi="Chờ máy xử lý bước ${index + 1}" en="Waiting for the worker of step ${index + 1}" /><lienthong:name en="Step ${index + 1} (sample)" />
      </bpmn:extensionElements>
    </bpmn:serviceTask>`;
  const ids = ['received', ...STEPS, 'done'];
  const flows = ids.slice(1).map((id, index) => `<bpmn:sequenceFlow id="to-${id}" sourceRef="${ids[index]}" targetRef="${id}" />`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="five" targetNamespace="urn:lienthong:sample">
  <bpmn:process id="five-steps" isExecutable="true">
    <bpmn:extensionElements>
      <lienthong:procedure code="${code}" nameVi="Thủ tục năm bước (mẫu)" nameEn="Five steps (sample)" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop"><lienthong:variable name="contractPrice" /></lienthong:procedure>
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=0" target="count" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:startEvent>
    ${STEPS.map(stepOf).join('')}
    <bpmn:endEvent id="done" name="Xong (mẫu)" />
    ${flows}
  </bpmn:process>
</bpmn:definitions>`;
}
