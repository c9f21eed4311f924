/** A sample procedure for specs, short but with every kind of wait: an agency's step, the citizen's turn with a limit, a person's task. */
export const SAMPLE_PROCEDURE = '9.000001';

const step = (number: string, limit: string, counts = true): string => `<lienthong:step number="${number}" limit="${limit}" counts="${counts}" />`;

type SampleOptions = Readonly<{ code?: string; effectiveFrom?: string; limit?: string; unpaidAfter?: string; /** FEEL, what the first step is given beside the price. */ share?: string }>;

export function sampleModel({ code = SAMPLE_PROCEDURE, effectiveFrom = '2026-11-01', limit = 'P10D', unpaidAfter = 'P30D', share }: SampleOptions = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="sample" targetNamespace="urn:lienthong:sample">
  <bpmn:process id="sample-process" isExecutable="true">
    <bpmn:extensionElements>
      <lienthong:procedure code="${code}" nameVi="Thủ tục mẫu" nameEn="Sample procedure" effectiveFrom="${effectiveFrom}" limit="${limit}" limitBasisVi="Nghị định mẫu, Điều 7" calendar="vn-h56-2026" owner="one-stop">
        <lienthong:variable name="contractPrice" />
        <lienthong:component code="form" nameVi="Đơn đề nghị" nameEn="Application form" mandatory="true" originals="1" copies="0" />
        <lienthong:fee code="registration" nameVi="Lệ phí" nameEn="Fee" amount="28000" />
      </lienthong:procedure>
    </bpmn:extensionElements>
    <bpmn:startEvent id="received"><bpmn:extensionElements>${step('1', 'PT4H')}</bpmn:extensionElements><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="verify" />
    <bpmn:serviceTask id="verify" name="Thẩm định">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="land-registry.verify-parcel" />
        <zeebe:ioMapping><zeebe:input source="=contractPrice" target="contractPrice" />${share === undefined ? '' : `<zeebe:input source="${share}" target="share" />`}</zeebe:ioMapping>
        <lienthong:assignment agency="land-registry" role="officer" />
        <lienthong:completedBy fact="lienthong.land_registry.v1.ParcelVerified" outcome="verified" />
        ${step('2', 'P2D')}<lienthong:dossierState code="4" />
        <lienthong:reason vi="Chờ thẩm định" en="Waiting for verification" /><lienthong:name en="Verify" />
      </bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="verify" targetRef="await-payment" />
    <bpmn:receiveTask id="await-payment" name="Nộp tiền">
      <bpmn:extensionElements>
        <lienthong:assignment agency="tax" />
        <lienthong:completedBy fact="lienthong.tax.v1.ObligationSettled" outcome="settled" />
        ${step('5', 'P5D', false)}<lienthong:dossierState code="6" />
        <lienthong:clock suspend="financial-obligation" legalBasis="Mẫu" />
        <lienthong:reason vi="Chờ người dân nộp tiền" en="Waiting for the citizen to pay" />
      </bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:receiveTask>
    <bpmn:boundaryEvent id="unpaid" attachedToRef="await-payment" cancelActivity="true">
      <bpmn:outgoing>f4</bpmn:outgoing>
      <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${unpaidAfter}</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="await-payment" targetRef="sign" />
    <bpmn:sequenceFlow id="f4" sourceRef="unpaid" targetRef="stopped" />
    <bpmn:userTask id="sign" name="Ký duyệt">
      <bpmn:extensionElements>
        <lienthong:assignment agency="land-registry" role="leader" />
        ${step('8', 'P1D')}<lienthong:dossierState code="4" />
        <lienthong:reason vi="Chờ lãnh đạo ký" en="Waiting for the signature" />
      </bpmn:extensionElements><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f5" sourceRef="sign" targetRef="returned" />
    <bpmn:endEvent id="returned" name="Đã trả kết quả"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
    <bpmn:endEvent id="stopped" name="Dừng giải quyết"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;
}
