/** A model for specs with something of everything: two pools, lanes, nested scopes, all kinds of events, loops, data, every extension. */
const NAMESPACES = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const extensions = (...parts: readonly string[]): string => `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;
const formal = (tag: string, body: string): string => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;
const flow = (id: string, source: string, target: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${condition === '' ? '' : formal('conditionExpression', condition)}</bpmn:sequenceFlow>`;

const ROOTS = `<bpmn:itemDefinition id="text-item" structureRef="xsd:string"/><bpmn:message id="paid" name="đã nộp tiền">${extensions('<zeebe:subscription correlationKey="=code"/>')}</bpmn:message>
  <bpmn:signal id="stop" name="dừng"/><bpmn:error id="broken" name="Hỏng" errorCode="BROKEN"/><bpmn:escalation id="late" name="Trễ" escalationCode="LATE"/>
  <bpmn:collaboration id="together"><bpmn:participant id="office" name="Cơ quan" processRef="main"/><bpmn:participant id="citizen" name="Người dân" processRef="other"/>
  <bpmn:messageFlow id="payment" name="tiền" sourceRef="citizen" targetRef="office"/></bpmn:collaboration>`;

const WORK = [
  '<zeebe:ioMapping><zeebe:input source="=price" target="price"/><zeebe:input source="=area" target="area"/><zeebe:output source="=result" target="result"/></zeebe:ioMapping>',
  '<lienthong:assignment agency="land-registry" role="officer"/><lienthong:step number="2" limit="P2D" counts="true"/><lienthong:clock suspend="supplement" legalBasis="Mẫu"/>',
  '<lienthong:dossierState code="4"/><lienthong:reason vi="Chờ" en="Waiting"/><lienthong:name en="Work"/>',
];

const SERVICE = `<bpmn:serviceTask id="verify" name="Thẩm định" default="plain">${extensions(
  '<zeebe:taskDefinition type="land.verify" retries="3"/><zeebe:taskHeaders><zeebe:header key="colour" value="red"/><zeebe:header key="size" value="big"/></zeebe:taskHeaders>',
  '<zeebe:properties><zeebe:property name="note" value="x"/></zeebe:properties>',
  '<lienthong:completedBy fact="lienthong.sample.v1.Verified" outcome="verified"/><lienthong:completedBy fact="lienthong.sample.v1.Failed" outcome="failed"/>', ...WORK,
)}<bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>plain</bpmn:outgoing><bpmn:outgoing>dear</bpmn:outgoing>
  <bpmn:multiInstanceLoopCharacteristics isSequential="true" behavior="All">${extensions('<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"/>')}${formal('completionCondition', '=done')}</bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>`;

const USER = `<bpmn:userTask id="sign" name="Ký" implementation="##unspecified">${extensions(
  '<zeebe:userTask/><zeebe:formDefinition formId="form-1"/><zeebe:assignmentDefinition assignee="=boss" candidateGroups="leaders" candidateUsers="a, b"/>',
  '<zeebe:taskSchedule dueDate="=due" followUpDate="=follow"/><zeebe:priorityDefinition priority="70"/>', ...WORK,
)}<bpmn:incoming>plain</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>`;

const SCOPE = `<bpmn:subProcess id="scope" name="Bên trong"><bpmn:incoming>dear</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
  <bpmn:startEvent id="in"/><bpmn:callActivity id="call" name="Gọi">${extensions('<zeebe:calledElement processId="other" bindingType="versionTag" versionTag="v1" propagateAllChildVariables="false"/>')}</bpmn:callActivity>
  <bpmn:scriptTask id="sum" name="Tính">${extensions('<zeebe:script expression="=1 + 2" resultVariable="sum"/>')}<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="5">${formal('loopCondition', '=sum &lt; 3')}</bpmn:standardLoopCharacteristics></bpmn:scriptTask>
  <bpmn:endEvent id="out"><bpmn:errorEventDefinition id="thrown" errorRef="broken"/></bpmn:endEvent>
  ${flow('s1', 'in', 'call')}${flow('s2', 'call', 'sum')}${flow('s3', 'sum', 'out')}
  <bpmn:subProcess id="watch" triggeredByEvent="true"><bpmn:startEvent id="on-stop" isInterrupting="false"><bpmn:signalEventDefinition id="on-stop-1" signalRef="stop"/></bpmn:startEvent><bpmn:endEvent id="watched"/>${flow('w1', 'on-stop', 'watched')}</bpmn:subProcess>
</bpmn:subProcess>`;

const EVENTS = `<bpmn:boundaryEvent id="too-late" name="Trễ" attachedToRef="sign" cancelActivity="false"><bpmn:outgoing>f6</bpmn:outgoing><bpmn:timerEventDefinition id="too-late-1">${formal('timeDuration', 'P3D')}</bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:intermediateCatchEvent id="wait" name="Chờ tiền"><bpmn:messageEventDefinition messageRef="paid"/></bpmn:intermediateCatchEvent>
  <bpmn:intermediateThrowEvent id="report"><bpmn:escalationEventDefinition escalationRef="late"/></bpmn:intermediateThrowEvent>
  <bpmn:intermediateCatchEvent id="when"><bpmn:conditionalEventDefinition>${formal('condition', '=ready')}</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:complexGateway id="both" name="Hội">${formal('activationCondition', '=activationCount &gt;= 1')}</bpmn:complexGateway>
  <bpmn:dataObject id="paper-1" isCollection="true" itemSubjectRef="text-item"/><bpmn:dataObjectReference id="paper" name="Giấy" dataObjectRef="paper-1"/>`;

export const RICH_MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="rich" targetNamespace="urn:sample" exporter="Modeler" exporterVersion="5">${ROOTS}
<bpmn:process id="main" name="Quy trình mẫu" isExecutable="true"><bpmn:documentation>Thuyết minh</bpmn:documentation>${extensions(
  '<lienthong:procedure code="9.000001" nameVi="Mẫu" nameEn="Sample" effectiveFrom="2026-07-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop"><lienthong:variable name="price"/><lienthong:variable name="area"/>',
  '<lienthong:component code="TP1" nameVi="Đơn" nameEn="Form" mandatory="true" originals="1" copies="0" form="18"/><lienthong:fee code="LP1" nameVi="Lệ phí" nameEn="Fee" amount="28000"/></lienthong:procedure><zeebe:versionTag value="v3"/><zeebe:userTaskForm id="form-a">{"a":1}</zeebe:userTaskForm><zeebe:userTaskForm id="form-b">{"b":2}</zeebe:userTaskForm>',
)}<bpmn:laneSet id="lanes"><bpmn:lane id="lane-a" name="Làn A"><bpmn:flowNodeRef>start</bpmn:flowNodeRef><bpmn:flowNodeRef>verify</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="lane-b" name="Làn B"><bpmn:flowNodeRef>sign</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start" name="Bắt đầu"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>${SERVICE}${USER}${SCOPE}${EVENTS}<bpmn:endEvent id="end" name="Xong">${extensions('<lienthong:dossierState code="9"/>')}</bpmn:endEvent>
${flow('f1', 'start', 'verify')}${flow('plain', 'verify', 'sign')}${flow('dear', 'verify', 'scope', '=price &gt; 5')}${flow('f4', 'sign', 'both')}${flow('f5', 'scope', 'both')}${flow('f6', 'too-late', 'report')}${flow('f7', 'report', 'wait')}${flow('f8', 'wait', 'when')}${flow('f9', 'when', 'both')}${flow('f10', 'both', 'end')}
<bpmn:textAnnotation id="note"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation><bpmn:association id="line" sourceRef="sign" targetRef="note"/></bpmn:process>
<bpmn:process id="other" name="Người dân" isExecutable="true"><bpmn:startEvent id="go"/><bpmn:endEvent id="gone"/>${flow('o1', 'go', 'gone')}</bpmn:process></bpmn:definitions>`;
