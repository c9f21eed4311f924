/** A procedure that no release has, as an analyst would write it. Its own code and name: nothing in it is law. */
export const KIOSK = '9.700001';

/** What the law may change of the way: from which day, how long, whether the commune is heard, and how the letter puts it. */
export type Law = Readonly<{ effectiveFrom: string; limit: string; hearsCommune: boolean; wording: string }>;

const step = (number: string, limit: string): string => `<lienthong:step number="${number}" limit="${limit}" counts="true" /><lienthong:reason vi="Chờ cán bộ (mẫu)" en="Waiting for an officer (sample)" />`;
const form = (id: string, components: readonly object[]): string => `<zeebe:userTaskForm id="${id}">${JSON.stringify({ type: 'default', components }).replaceAll('<', '&lt;')}</zeebe:userTaskForm>`;
const flow = (from: string, to: string): string => `<bpmn:sequenceFlow id="${from}--${to}" sourceRef="${from}" targetRef="${to}" />`;

/** Permission for a sales kiosk: appraised with a form, heard by the commune if the law says so, signed; its letter, paper and limit beside it; the fee is a table's. */
export function kioskModel({ effectiveFrom, limit, hearsCommune, wording }: Law): string {
  const appraise = `<bpmn:userTask id="appraise" name="Thẩm định (mẫu)"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formKey="camunda-forms:bpmn:appraisal" />
    <zeebe:ioMapping><zeebe:input source="=null" target="width" /><zeebe:output source="=isGranted" target="isGranted" /><zeebe:output source="=width" target="width" /></zeebe:ioMapping>
    <lienthong:assignment agency="construction" role="officer" />${step('2', 'P1D')}<lienthong:name en="Appraise" /></bpmn:extensionElements></bpmn:userTask>`;
  const hear = `<bpmn:userTask id="hear-commune" name="Lấy ý kiến xã (mẫu)"><bpmn:extensionElements><zeebe:userTask /><lienthong:assignment agency="commune" role="officer" />${step('3', 'P1D')}<lienthong:name en="Hear the commune" /></bpmn:extensionElements></bpmn:userTask>`;
  const sign = `<bpmn:userTask id="sign" name="Ký (mẫu)"><bpmn:extensionElements><zeebe:userTask /><lienthong:assignment agency="construction" role="leader" />${step('4', 'PT4H')}<lienthong:dossierState code="9" /><lienthong:name en="Sign" /></bpmn:extensionElements></bpmn:userTask>`;
  const way = ['received', 'appraise', ...(hearsCommune ? ['hear-commune'] : []), 'sign', 'done'];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="kiosk-file" targetNamespace="urn:lienthong:sample">
  <bpmn:process id="kiosk" isExecutable="true">
    <bpmn:extensionElements>
      <lienthong:procedure code="${KIOSK}" nameVi="Cho phép đặt quầy bán hàng (mẫu)" nameEn="Permission for a kiosk (sample)" effectiveFrom="${effectiveFrom}" limit="${limit}" calendar="vn-h56-2026" owner="construction">
        <lienthong:variable name="street" />
        <lienthong:component code="TP1" nameVi="Đơn đề nghị (mẫu)" nameEn="Application (sample)" mandatory="true" originals="1" copies="0" />
        <lienthong:fee code="permit" nameVi="Lệ phí cấp phép (mẫu)" nameEn="Permit fee (sample)" decision="kiosk-fee" />
        <lienthong:letter code="permit" nameVi="Văn bản cho phép (mẫu)" nameEn="Permission (sample)" when="=isGranted"><lienthong:letterText lang="vi">${wording} {{ street }}, rộng {{ width }} m.</lienthong:letterText><lienthong:letterText lang="en">Permitted in {{ street }}, {{ width }} m wide.</lienthong:letterText></lienthong:letter>
      </lienthong:procedure>
      ${form('appraisal', [{ type: 'checkbox', key: 'isGranted', label: 'Đồng ý' }, { type: 'number', key: 'width', label: 'Chiều rộng (m)', validate: { required: true, max: 3 }, conditional: { hide: '=not(isGranted)' } }])}
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements><lienthong:step number="1" limit="PT4H" counts="true" /></bpmn:extensionElements></bpmn:startEvent>
    ${appraise}${hearsCommune ? hear : ''}${sign}
    <bpmn:endEvent id="done" name="Đã cho phép (mẫu)" />
    ${way.slice(1).map((to, index) => flow(way[index] ?? '', to)).join('')}
  </bpmn:process>
</bpmn:definitions>`;
}

/** What it costs, by street: a table of its own, so that the fee may change without the way. */
export function feeTable(mainStreet: number, elsewhere: number): string {
  const rule = (id: string, when: string, fee: number): string =>
    `<rule id="${id}"><inputEntry><text>${when}</text></inputEntry><outputEntry><text>${fee}</text></outputEntry><annotationEntry><text>Nghị quyết mẫu</text></annotationEntry><annotationEntry><text>Sample resolution</text></annotationEntry></rule>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="kiosk-rules" name="Lệ phí đặt quầy (mẫu)" namespace="urn:lienthong:sample:kiosk">
  <inputData id="street" name="street"><variable name="street" typeRef="string" /></inputData>
  <decision id="kiosk-fee" name="Lệ phí cấp phép (mẫu)"><variable name="Lệ phí cấp phép (mẫu)" typeRef="number" />
    <informationRequirement id="needs-street"><requiredInput href="#street" /></informationRequirement>
    <decisionTable id="fee-table" hitPolicy="UNIQUE">
      <input id="where"><inputExpression id="where-expression" typeRef="string"><text>street</text></inputExpression></input>
      <output id="amount" typeRef="number"><defaultOutputEntry><text>null</text></defaultOutputEntry></output><annotation name="Căn cứ" /><annotation name="Căn cứ (en)" />
      ${rule('main-street', '"Phố Chính"', mainStreet)}${rule('elsewhere', 'not("Phố Chính")', elsewhere)}
    </decisionTable>
  </decision>
</definitions>`;
}

/** Kept beside the table, and run before it is published. */
export const feeExamples = (mainStreet: number, elsewhere: number): string =>
  [['Phố Chính', mainStreet], ['Ngõ 1', elsewhere]].map(([street, expected]) => JSON.stringify({ id: street, decision: 'kiosk-fee', input: { street }, expected })).join('\n');
