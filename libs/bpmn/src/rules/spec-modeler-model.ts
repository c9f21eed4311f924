/** As Camunda Modeler writes a file, with most of what people draw beside the flow; and a pool that nobody executes, which need not be right. */
export const MODELER_MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.30.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
  <bpmn:collaboration id="Collaboration_1">
    <bpmn:participant id="Participant_1" name="Shop" processRef="Process_1" />
    <bpmn:participant id="Participant_2" name="Customer" />
    <bpmn:participant id="Participant_3" name="Other" processRef="Process_2" />
    <bpmn:messageFlow id="Flow_m1" sourceRef="Participant_2" targetRef="StartEvent_1" />
    <bpmn:messageFlow id="Flow_m2" sourceRef="Activity_send" targetRef="Participant_2" />
    <bpmn:messageFlow id="Flow_m3" sourceRef="Activity_send" targetRef="Activity_doc" />
    <bpmn:textAnnotation id="TextAnnotation_c"><bpmn:text>hello</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="Association_c" associationDirection="None" sourceRef="Participant_2" targetRef="TextAnnotation_c" />
    <bpmn:group id="Group_1" categoryValueRef="CategoryValue_1" />
  </bpmn:collaboration>
  <bpmn:category id="Category_1"><bpmn:categoryValue id="CategoryValue_1" value="stage" /></bpmn:category>
  <bpmn:process id="Process_1" name="Shop" isExecutable="true">
    <bpmn:extensionElements><zeebe:versionTag value="1.0" /></bpmn:extensionElements>
    <bpmn:laneSet id="LaneSet_1">
      <bpmn:lane id="Lane_1" name="A"><bpmn:flowNodeRef>StartEvent_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_send</bpmn:flowNodeRef><bpmn:flowNodeRef>Sub</bpmn:flowNodeRef><bpmn:flowNodeRef>Bnd</bpmn:flowNodeRef>
        <bpmn:childLaneSet id="cls"><bpmn:lane id="Lane_1a"><bpmn:flowNodeRef>StartEvent_1</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="Lane_1b"/></bpmn:childLaneSet></bpmn:lane>
      <bpmn:lane id="Lane_2" name="B"><bpmn:flowNodeRef>End</bpmn:flowNodeRef><bpmn:flowNodeRef>User</bpmn:flowNodeRef></bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="StartEvent_1" name="Order"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="StartEvent_1" targetRef="Activity_send" />
    <bpmn:sendTask id="Activity_send" name="Send"><bpmn:extensionElements><zeebe:taskDefinition type="mail" retries="3" /></bpmn:extensionElements><bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing>
      <bpmn:property id="Property_1" name="__targetRef_placeholder" />
      <bpmn:dataInputAssociation id="DIA_1"><bpmn:sourceRef>DOR_1</bpmn:sourceRef><bpmn:targetRef>Property_1</bpmn:targetRef></bpmn:dataInputAssociation>
      <bpmn:dataOutputAssociation id="DOA_1"><bpmn:targetRef>DSR_1</bpmn:targetRef></bpmn:dataOutputAssociation>
    </bpmn:sendTask>
    <bpmn:dataObjectReference id="DOR_1" name="Invoice" dataObjectRef="DO_1" /><bpmn:dataObject id="DO_1" />
    <bpmn:dataStoreReference id="DSR_1" name="DB" />
    <bpmn:sequenceFlow id="F2" sourceRef="Activity_send" targetRef="User" />
    <bpmn:userTask id="User" name="Do"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="f" /><zeebe:assignmentDefinition assignee="=x" candidateGroups="a, b" /><zeebe:taskSchedule dueDate="=now()" /><zeebe:priorityDefinition priority="50"/></bpmn:extensionElements><bpmn:incoming>F2</bpmn:incoming><bpmn:outgoing>F3</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="F3" sourceRef="User" targetRef="Gw" />
    <bpmn:exclusiveGateway id="Gw" default="F5"><bpmn:incoming>F3</bpmn:incoming><bpmn:outgoing>F4</bpmn:outgoing><bpmn:outgoing>F5</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="F4" name="yes" sourceRef="Gw" targetRef="Sub"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=ok = true</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="F5" sourceRef="Gw" targetRef="Rule" />
    <bpmn:subProcess id="Sub" name="collapsed"><bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F6</bpmn:outgoing></bpmn:subProcess>
    <bpmn:sequenceFlow id="F6" sourceRef="Sub" targetRef="End" />
    <bpmn:businessRuleTask id="Rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r" /></bpmn:extensionElements><bpmn:incoming>F5</bpmn:incoming><bpmn:outgoing>F7</bpmn:outgoing></bpmn:businessRuleTask>
    <bpmn:sequenceFlow id="F7" sourceRef="Rule" targetRef="End" />
    <bpmn:boundaryEvent id="Bnd" attachedToRef="Sub"><bpmn:outgoing>F8</bpmn:outgoing><bpmn:errorEventDefinition id="EED" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="F8" sourceRef="Bnd" targetRef="End" />
    <bpmn:boundaryEvent id="CB" attachedToRef="User"><bpmn:compensateEventDefinition id="CED" /></bpmn:boundaryEvent>
    <bpmn:serviceTask id="Undo" isForCompensation="true"><bpmn:extensionElements><zeebe:taskDefinition type="undo" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:association id="AsC" associationDirection="One" sourceRef="CB" targetRef="Undo" />
    <bpmn:endEvent id="End"><bpmn:incoming>F6</bpmn:incoming><bpmn:incoming>F7</bpmn:incoming><bpmn:incoming>F8</bpmn:incoming></bpmn:endEvent>
    <bpmn:textAnnotation id="TA"><bpmn:text>note</bpmn:text></bpmn:textAnnotation><bpmn:association id="AsT" sourceRef="User" targetRef="TA" />
  </bpmn:process>
  <bpmn:process id="Process_2" isExecutable="false"><bpmn:task id="Activity_doc" /><bpmn:endEvent id="lonely"/><bpmn:sequenceFlow id="fx" sourceRef="lonely" targetRef="Activity_doc"/></bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Collaboration_1"><bpmndi:BPMNShape id="gone_di" bpmnElement="gone" bioc:stroke="#000" color:border-color="#000"><dc:Bounds x="1" y="2" width="3" height="4" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
