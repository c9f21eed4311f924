/** A sample case: its application, a first task that finds something, and a child dossier whose task has a form that asks the case. */
export const SOURCED_PROCEDURE = '9.000008';
const CHILD_PROCEDURE = '9.000009';

const form = (id: string, ...components: readonly object[]): string =>
  `<zeebe:userTaskForm id="${id}">${JSON.stringify({ type: 'default', id, schemaVersion: 18, components }).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</zeebe:userTaskForm>`;
const text = (key: string, properties?: object) => ({ type: 'textfield', id: key, key, label: key, ...(properties && { properties }) });
const work = (number: string): string => `<lienthong:assignment agency="land-registry" role="leader" /><lienthong:step number="${number}" limit="P1D" counts="true" /><lienthong:reason vi="Chờ cán bộ" en="Waiting for an officer" />`;

export const sourcedModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="sourced" targetNamespace="urn:lienthong:sample">
  <bpmn:message id="ask-part" name="ask-part" />
  <bpmn:collaboration id="both"><bpmn:participant id="p1" processRef="sourced-case" /><bpmn:participant id="p2" processRef="sourced-part" /></bpmn:collaboration>
  <bpmn:process id="sourced-case" isExecutable="true">
    <bpmn:extensionElements>
      ${form('look', text('childName', { source: 'case:childName' }), text('finding'))}
      <lienthong:procedure code="${SOURCED_PROCEDURE}" nameVi="Hồ sơ liên thông mẫu" nameEn="Sample case" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop">
        <lienthong:variable name="code" /><lienthong:variable name="childName" /><lienthong:variable name="householdHead" />
      </lienthong:procedure>
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements><lienthong:step number="1" limit="PT4H" counts="true" /></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="look-up" />
    <bpmn:userTask id="look-up" name="Tra cứu">
      <bpmn:extensionElements><lienthong:name en="Look up" /><zeebe:formDefinition formId="look" />
        <zeebe:ioMapping><zeebe:output source="=finding" target="finding" /></zeebe:ioMapping>${work('2')}</bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="look-up" targetRef="ask" />
    <bpmn:intermediateThrowEvent id="ask" name="Chuyển">
      <bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=childName" target="childName" /></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:messageEventDefinition messageRef="ask-part"><bpmn:extensionElements><zeebe:publishMessage correlationKey="=code" timeToLive="P1D" /></bpmn:extensionElements></bpmn:messageEventDefinition>
    </bpmn:intermediateThrowEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="ask" targetRef="done" /><bpmn:endEvent id="done" name="Xong" />
  </bpmn:process>
  <bpmn:process id="sourced-part" isExecutable="true">
    <bpmn:extensionElements>
      ${form('register', text('childName'), text('head', { source: 'case:householdHead', correctable: 'no' }), text('finding', { source: 'case:finding' }), text('note', { source: 'case:note' }))}
      <lienthong:procedure code="${CHILD_PROCEDURE}" nameVi="Hồ sơ thành phần mẫu" nameEn="Sample part" effectiveFrom="2026-11-01" limit="P2D" calendar="vn-h56-2026" owner="land-registry">
        <lienthong:variable name="code" /><lienthong:variable name="childName" />
      </lienthong:procedure>
    </bpmn:extensionElements>
    <bpmn:startEvent id="asked"><bpmn:messageEventDefinition messageRef="ask-part" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="g1" sourceRef="asked" targetRef="enter" />
    <bpmn:userTask id="enter" name="Ghi sổ">
      <bpmn:extensionElements><zeebe:formDefinition formId="register" />
        <zeebe:ioMapping><zeebe:input source="=childName" target="childName" /><zeebe:output source="=head" target="head" /></zeebe:ioMapping>${work('1')}</bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="g2" sourceRef="enter" targetRef="check" />
    <bpmn:userTask id="check" name="Kiểm tra">
      <bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=head" target="head" /></zeebe:ioMapping>${work('2')}</bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="g3" sourceRef="check" targetRef="entered" /><bpmn:endEvent id="entered" name="Đã ghi sổ" />
  </bpmn:process>
</bpmn:definitions>`;
