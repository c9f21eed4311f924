/** A sample procedure of two tasks: the first asks for a file, the second shows it. */
export const FILE_PROCEDURE = '9.000008';

const embedded = (id: string, ...components: readonly object[]): string =>
  `<zeebe:userTaskForm id="${id}">${JSON.stringify({ type: 'default', id, schemaVersion: 18, components })}</zeebe:userTaskForm>`;
const step = (number: string): string => `<lienthong:step number="${number}" limit="P1D" counts="true" /><lienthong:dossierState code="4" /><lienthong:assignment agency="land-registry" role="officer" />`;

export const fileModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="files" targetNamespace="urn:lienthong:sample">
  <bpmn:process id="file-process" isExecutable="true">
    <bpmn:extensionElements>
      ${embedded('Form_inspect', { type: 'filepicker', key: 'report', label: 'Biên bản', accept: '.pdf', validate: { required: true } })}
      ${embedded('Form_sign', { type: 'documentPreview', id: 'P', label: 'Biên bản', dataSource: '=report' }, { type: 'filepicker', key: 'report', label: 'Biên bản', readonly: true })}
      <lienthong:procedure code="${FILE_PROCEDURE}" nameVi="Thủ tục mẫu có tệp" nameEn="Sample procedure with a file" effectiveFrom="2026-11-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop" />
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements><lienthong:step number="1" limit="PT4H" counts="true" /></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="inspect" />
    <bpmn:userTask id="inspect" name="Kiểm tra thực địa">
      <bpmn:extensionElements>
        <zeebe:formDefinition formId="Form_inspect" />
        <zeebe:ioMapping><zeebe:output source="=report" target="report" /></zeebe:ioMapping>
        ${step('2')}<lienthong:reason vi="Chờ kiểm tra" en="Waiting for the inspection" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="inspect" targetRef="sign" />
    <bpmn:userTask id="sign" name="Ký duyệt">
      <bpmn:extensionElements>
        <zeebe:formDefinition formId="Form_sign" />
        <zeebe:ioMapping><zeebe:input source="=report" target="report" /></zeebe:ioMapping>
        ${step('3')}<lienthong:reason vi="Chờ ký" en="Waiting for the signature" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="sign" targetRef="done" />
    <bpmn:endEvent id="done" name="Đã trả kết quả" />
  </bpmn:process>
</bpmn:definitions>`;
