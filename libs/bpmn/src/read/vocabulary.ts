/**
 * Everything a file may say, in one table: by element, the attributes, references and children that have an effect
 * (or are plainly words for people), and the extension elements it may carry. What is not here is refused, since
 * it would deploy and then do nothing.
 */
export type Executed = Readonly<{ holds: readonly string[]; extensions?: readonly string[] }>;

/** Words, pictures, and what tools of analysis keep. */
const WORDS = ['documentation', 'extensionElements', 'name'];
const FLOW_ELEMENT = [...WORDS, 'auditing', 'monitoring', 'categoryValueRef', 'modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon'];
const NODE = [...FLOW_ELEMENT, 'incoming', 'outgoing'];
const CATCH = [...NODE, 'eventDefinitions', 'eventDefinitionRef', 'parallelMultiple', 'dataOutputs', 'dataOutputAssociations', 'outputSet', 'properties'];
const THROW = [...NODE, 'eventDefinitions', 'eventDefinitionRef', 'dataInputs', 'dataInputAssociations', 'inputSet', 'properties'];
const ACTIVITY = [
  ...NODE, 'isForCompensation', 'default', 'ioSpecification', 'properties', 'dataInputAssociations', 'dataOutputAssociations',
  'startQuantity', 'completionQuantity', 'loopCharacteristics', 'boundaryEventRefs', 'retryCounter',
];
/** `implementation` names a technology, not what to do. */
const TASK = [...ACTIVITY, 'implementation'];
const CONTAINER = [...ACTIVITY, 'flowElements', 'laneSets', 'artifacts', 'triggeredByEvent'];
const DATA = [...WORDS, 'itemSubjectRef', 'dataState', 'isCollection'];
const ROLE = [...WORDS, 'resourceRef', 'resourceAssignmentExpression'];
const ASSOCIATION = [...WORDS, 'sourceRef', 'targetRef', 'transformation', 'assignment'];

const OF_WORK = ['Assignment', 'CompletedBy', 'Step', 'Clock', 'DossierState', 'Reason', 'Name'].map((name) => `lienthong:${name}`);
const OF_PEOPLE = ['zeebe:UserTask', 'zeebe:AssignmentDefinition', 'zeebe:TaskSchedule', 'zeebe:PriorityDefinition', 'zeebe:FormDefinition'];
const OF_WORKERS = ['zeebe:IoMapping', 'zeebe:TaskDefinition', 'zeebe:TaskHeaders', ...OF_WORK];
const OF_CATCHING = ['zeebe:IoMapping', 'lienthong:Message', 'lienthong:Caught'];
const OF_THROWING = [...OF_WORKERS, 'zeebe:PublishMessage', 'lienthong:Message'];

/** Those of which an element may carry several. */
export const REPEATABLE: ReadonlySet<string> = new Set(['lienthong:CompletedBy', 'lienthong:FourEyes', 'lienthong:Escalation', 'zeebe:UserTaskForm']);

const FILE: Readonly<Record<string, Executed>> = {
  'bpmn:Definitions': {
    holds: [
      ...WORDS, 'targetNamespace', 'exporter', 'exporterVersion', 'expressionLanguage', 'typeLanguage', 'imports', 'extensions', 'rootElements',
      'relationships',
    ],
  },
  'bpmn:Extension': { holds: ['mustUnderstand', 'definition'] },
  'bpmn:Process': {
    holds: [
      ...WORDS, 'isExecutable', 'isClosed', 'processType', 'flowElements', 'laneSets', 'artifacts', 'properties', 'auditing', 'monitoring',
      'supports', 'definitionalCollaborationRef', 'supportedInterfaceRef', 'modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon',
      'ioSpecification',
    ],
    extensions: ['lienthong:Procedure', 'zeebe:VersionTag', 'zeebe:UserTaskForm'],
  },
  'bpmn:Collaboration': {
    holds: [
      ...WORDS, 'isClosed', 'participants', 'messageFlows', 'artifacts', 'conversations', 'conversationLinks', 'conversationAssociations',
      'participantAssociations', 'messageFlowAssociations', 'choreographyRef', 'modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon',
    ],
  },
  'bpmn:Participant': { holds: [...WORDS, 'processRef', 'interfaceRef', 'endPointRefs', 'participantMultiplicity'] },
  'bpmn:ParticipantMultiplicity': { holds: ['minimum', 'maximum'] },
  'bpmn:MessageFlow': { holds: [...WORDS, 'sourceRef', 'targetRef', 'messageRef'] },
  'bpmn:LaneSet': { holds: [...WORDS, 'lanes'] },
  'bpmn:Lane': {
    holds: [...WORDS, 'flowNodeRef', 'childLaneSet', 'partitionElementRef', 'partitionElement'],
    extensions: ['lienthong:Assignment'],
  },
  'bpmn:Message': { holds: [...WORDS, 'itemRef', 'modelerTemplate'], extensions: ['zeebe:Subscription'] },
  'bpmn:Signal': { holds: [...WORDS, 'structureRef', 'modelerTemplate'] },
  'bpmn:Error': { holds: [...WORDS, 'errorCode', 'structureRef', 'modelerTemplate'] },
  'bpmn:Escalation': { holds: [...WORDS, 'escalationCode', 'structureRef', 'modelerTemplate'] },
  'bpmn:Documentation': { holds: ['text', 'textFormat'] },
  'bpmn:ExtensionElements': { holds: ['values'] },
  'bpmn:TextAnnotation': { holds: [...WORDS, 'text', 'textFormat'] },
  'bpmn:Association': { holds: [...WORDS, 'sourceRef', 'targetRef', 'associationDirection'] },
  'bpmn:SequenceFlow': { holds: [...FLOW_ELEMENT, 'sourceRef', 'targetRef', 'conditionExpression', 'isImmediate'] },
  'bpmn:Expression': { holds: [...WORDS, 'body'] },
  'bpmn:FormalExpression': { holds: [...WORDS, 'body', 'language', 'evaluatesToTypeRef'] },
};

const NODES: Readonly<Record<string, Executed>> = {
  'bpmn:StartEvent': { holds: [...CATCH, 'isInterrupting'], extensions: [...OF_CATCHING, 'lienthong:Step', 'zeebe:FormDefinition'] },
  'bpmn:IntermediateCatchEvent': { holds: CATCH, extensions: [...OF_CATCHING, ...OF_WORK] },
  'bpmn:BoundaryEvent': { holds: [...CATCH, 'attachedToRef', 'cancelActivity'], extensions: OF_CATCHING },
  'bpmn:IntermediateThrowEvent': { holds: THROW, extensions: OF_THROWING },
  'bpmn:ImplicitThrowEvent': { holds: THROW, extensions: OF_THROWING },
  'bpmn:EndEvent': { holds: THROW, extensions: OF_THROWING },
  'bpmn:Task': { holds: ACTIVITY, extensions: ['zeebe:IoMapping'] },
  'bpmn:ManualTask': { holds: ACTIVITY, extensions: ['zeebe:IoMapping'] },
  'bpmn:UserTask': {
    holds: [...TASK, 'renderings', 'resources'],
    extensions: ['zeebe:IoMapping', 'zeebe:TaskHeaders', ...OF_WORK, ...OF_PEOPLE, 'lienthong:FourEyes', 'lienthong:Escalation'],
  },
  'bpmn:HumanPerformer': { holds: ROLE },
  'bpmn:PotentialOwner': { holds: ROLE },
  'bpmn:ResourceAssignmentExpression': { holds: [...WORDS, 'expression'] },
  'bpmn:ServiceTask': { holds: [...TASK, 'operationRef'], extensions: OF_WORKERS },
  'bpmn:BusinessRuleTask': { holds: TASK, extensions: [...OF_WORKERS, 'zeebe:CalledDecision'] },
  'bpmn:SendTask': { holds: [...TASK, 'operationRef', 'messageRef'], extensions: OF_THROWING },
  'bpmn:ReceiveTask': { holds: [...TASK, 'operationRef', 'messageRef', 'instantiate'], extensions: ['zeebe:IoMapping', ...OF_WORK, 'lienthong:Message'] },
  'bpmn:ScriptTask': { holds: [...ACTIVITY, 'script', 'scriptFormat'], extensions: [...OF_WORKERS, 'zeebe:Script', 'lienthong:Result'] },
  'bpmn:CallActivity': { holds: [...ACTIVITY, 'calledElement'], extensions: ['zeebe:IoMapping', 'zeebe:CalledElement', 'lienthong:Step', 'lienthong:Caught'] },
  'bpmn:SubProcess': { holds: CONTAINER, extensions: ['zeebe:IoMapping', 'lienthong:Step'] },
  'bpmn:Transaction': { holds: [...CONTAINER, 'method', 'protocol'], extensions: ['zeebe:IoMapping', 'lienthong:Step'] },
  'bpmn:AdHocSubProcess': {
    holds: [...CONTAINER, 'completionCondition', 'ordering', 'cancelRemainingInstances'],
    extensions: ['zeebe:IoMapping', 'lienthong:Step', 'zeebe:AdHoc'],
  },
  'bpmn:ExclusiveGateway': { holds: [...NODE, 'gatewayDirection', 'default'] },
  'bpmn:InclusiveGateway': { holds: [...NODE, 'gatewayDirection', 'default'] },
  'bpmn:ParallelGateway': { holds: [...NODE, 'gatewayDirection'] },
  'bpmn:ComplexGateway': { holds: [...NODE, 'gatewayDirection', 'default', 'activationCondition'] },
  'bpmn:EventBasedGateway': { holds: [...NODE, 'gatewayDirection', 'instantiate', 'eventGatewayType'] },
};

const EVENTS: Readonly<Record<string, Executed>> = {
  'bpmn:TimerEventDefinition': { holds: [...WORDS, 'timeDuration', 'timeDate', 'timeCycle', 'workingTime'] },
  'bpmn:MessageEventDefinition': { holds: [...WORDS, 'messageRef', 'operationRef'], extensions: ['zeebe:PublishMessage'] },
  'bpmn:SignalEventDefinition': { holds: [...WORDS, 'signalRef'] },
  'bpmn:ErrorEventDefinition': { holds: [...WORDS, 'errorRef'] },
  'bpmn:EscalationEventDefinition': { holds: [...WORDS, 'escalationRef'] },
  'bpmn:ConditionalEventDefinition': { holds: [...WORDS, 'condition'] },
  'bpmn:CompensateEventDefinition': { holds: [...WORDS, 'activityRef', 'waitForCompletion'] },
  'bpmn:CancelEventDefinition': { holds: WORDS },
  'bpmn:TerminateEventDefinition': { holds: WORDS },
  'bpmn:LinkEventDefinition': { holds: [...WORDS, 'source', 'target'] },
};

const DATA_AND_LOOPS: Readonly<Record<string, Executed>> = {
  'bpmn:DataObject': { holds: [...FLOW_ELEMENT, ...DATA] },
  'bpmn:DataObjectReference': { holds: [...FLOW_ELEMENT, ...DATA, 'dataObjectRef'] },
  'bpmn:DataStore': { holds: [...DATA, 'capacity', 'isUnlimited'] },
  'bpmn:DataStoreReference': { holds: [...FLOW_ELEMENT, ...DATA, 'dataStoreRef'] },
  'bpmn:Property': { holds: DATA },
  'bpmn:DataInput': { holds: DATA },
  'bpmn:DataOutput': { holds: DATA },
  'bpmn:InputOutputSpecification': { holds: [...WORDS, 'dataInputs', 'dataOutputs', 'inputSets', 'outputSets'] },
  'bpmn:InputSet': { holds: [...WORDS, 'dataInputRefs', 'optionalInputRefs', 'whileExecutingInputRefs', 'outputSetRefs'] },
  'bpmn:OutputSet': { holds: [...WORDS, 'dataOutputRefs', 'optionalOutputRefs', 'whileExecutingOutputRefs', 'inputSetRefs'] },
  'bpmn:DataInputAssociation': { holds: ASSOCIATION },
  'bpmn:DataOutputAssociation': { holds: ASSOCIATION },
  'bpmn:Assignment': { holds: [...WORDS, 'from', 'to'] },
  'bpmn:StandardLoopCharacteristics': { holds: [...WORDS, 'testBefore', 'loopMaximum', 'loopCondition'] },
  'bpmn:MultiInstanceLoopCharacteristics': {
    holds: [
      ...WORDS, 'isSequential', 'behavior', 'loopCardinality', 'loopDataInputRef', 'loopDataOutputRef', 'inputDataItem', 'outputDataItem',
      'complexBehaviorDefinition', 'completionCondition', 'oneBehaviorEventRef', 'noneBehaviorEventRef',
    ],
    extensions: ['zeebe:LoopCharacteristics'],
  },
  'bpmn:ComplexBehaviorDefinition': { holds: [...WORDS, 'condition', 'event'] },
};

const ZEEBE: Readonly<Record<string, Executed>> = {
  'zeebe:TaskDefinition': { holds: ['type', 'retries'] },
  'zeebe:IoMapping': { holds: ['inputParameters', 'outputParameters'] },
  'zeebe:Input': { holds: ['source', 'target', 'modelerConfigurationTemplate', 'modelerConfigurationName'] },
  'zeebe:Output': { holds: ['source', 'target'] },
  'zeebe:TaskHeaders': { holds: ['values'] },
  'zeebe:Header': { holds: ['key', 'value'] },
  'zeebe:UserTask': { holds: [] },
  'zeebe:FormDefinition': { holds: ['formKey', 'formId', 'externalReference', 'bindingType', 'versionTag'] },
  'zeebe:UserTaskForm': { holds: ['body'] },
  'zeebe:AssignmentDefinition': { holds: ['assignee', 'candidateGroups', 'candidateUsers'] },
  'zeebe:TaskSchedule': { holds: ['dueDate', 'followUpDate'] },
  'zeebe:PriorityDefinition': { holds: ['priority'] },
  'zeebe:CalledElement': {
    holds: ['processId', 'processIdExpression', 'propagateAllChildVariables', 'propagateAllParentVariables', 'bindingType', 'versionTag'],
  },
  'zeebe:LoopCharacteristics': { holds: ['inputCollection', 'inputElement', 'outputCollection', 'outputElement'] },
  'zeebe:Script': { holds: ['expression', 'resultVariable'] },
  'zeebe:CalledDecision': { holds: ['decisionId', 'resultVariable', 'bindingType', 'versionTag'] },
  'zeebe:VersionTag': { holds: ['value'] },
  'zeebe:Subscription': { holds: ['correlationKey'] },
  'zeebe:PublishMessage': { holds: ['correlationKey', 'timeToLive'] },
  'zeebe:AdHoc': { holds: ['activeElementsCollection'] },
  'zeebe:Properties': { holds: ['properties'] },
  'zeebe:Property': { holds: ['name', 'value', 'modelerConfigurationTemplate', 'modelerConfigurationName'] },
};

export const EXECUTED: Readonly<Record<string, Executed>> = { ...FILE, ...NODES, ...EVENTS, ...DATA_AND_LOOPS, ...ZEEBE };
