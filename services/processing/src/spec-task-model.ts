/** A sample procedure of two tasks that two people have to do: the first with a form, an error and a role it is handed up to. */
export const TASK_PROCEDURE = '9.000007';

const step = (number: string): string => `<lienthong:step number="${number}" limit="P1D" counts="true" /><lienthong:dossierState code="4" />`;

const FORM = JSON.stringify({
  type: 'default', id: 'Form_check', schemaVersion: 18,
  components: [
    { type: 'text', text: '# Kiểm tra' },
    { type: 'number', key: 'price', label: 'Giá', readonly: true },
    { type: 'number', key: 'rate', label: 'Tỷ lệ', decimalDigits: 2, validate: { required: true, min: 0, max: 1 } },
    { type: 'checkbox', key: 'approved', label: 'Đồng ý' },
    { type: 'textarea', key: 'note', label: 'Lý do không đồng ý', conditional: { hide: '=approved' }, validate: { required: true, maxLength: 100 } },
  ],
});

export const taskModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="tasks" targetNamespace="urn:lienthong:sample">
  <bpmn:error id="not-theirs" name="Không thuộc thẩm quyền" errorCode="NOT_OURS" />
  <bpmn:process id="task-process" isExecutable="true">
    <bpmn:extensionElements>
      <zeebe:userTaskForm id="Form_check">${FORM.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</zeebe:userTaskForm>
      <lienthong:procedure code="${TASK_PROCEDURE}" nameVi="Thủ tục mẫu hai người" nameEn="Sample procedure of two people" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop">
        <lienthong:variable name="contractPrice" />
      </lienthong:procedure>
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements><lienthong:step number="1" limit="PT4H" counts="true" /></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="check" />
    <bpmn:userTask id="check" name="Kiểm tra">
      <bpmn:extensionElements>
        <zeebe:formDefinition formKey="camunda-forms:bpmn:Form_check" />
        <zeebe:ioMapping><zeebe:input source="=number(contractPrice)" target="price" /><zeebe:output source="=approved" target="approved" /><zeebe:output source="=rate + 0.2" target="rate" /></zeebe:ioMapping>
        <lienthong:assignment agency="land-registry" role="officer" />
        <lienthong:escalation after="PT1H" toRole="checker" />
        ${step('2')}<lienthong:reason vi="Chờ kiểm tra" en="Waiting for the check" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="refused" attachedToRef="check"><bpmn:errorEventDefinition errorRef="not-theirs" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="refused" targetRef="returned" />
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="sign" />
    <bpmn:userTask id="sign" name="Ký duyệt">
      <bpmn:extensionElements>
        <zeebe:ioMapping><zeebe:input source="=rate" target="rate" /></zeebe:ioMapping>
        <zeebe:priorityDefinition priority="80" />
        <lienthong:assignment agency="land-registry" role="officer" />
        <lienthong:fourEyes element="check" />
        ${step('3')}<lienthong:reason vi="Chờ ký" en="Waiting for the signature" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f4" sourceRef="sign" targetRef="done" />
    <bpmn:endEvent id="done" name="Đã trả kết quả" />
    <bpmn:endEvent id="returned" name="Đã trả lại hồ sơ" />
  </bpmn:process>
</bpmn:definitions>`;
