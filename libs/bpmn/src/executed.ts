import { finding, type Finding } from './findings.js';
import { LIENTHONG_DESCRIPTOR } from './lienthong-descriptor.js';
import { childrenOf, type ModelElement } from './model.js';

/**
 * Everything a file may say, in one table: by element, the attributes, references and children that have an effect
 * (or are plainly words for people), and the extension elements it may carry. What is not here is refused, since
 * it would deploy and then do nothing.
 */
type Executed = Readonly<{ holds: readonly string[]; extensions?: readonly string[]; definitions?: readonly string[] }>;

const NODE = ['name', 'documentation', 'extensionElements', 'incoming', 'outgoing'];
const WORK = [
  'zeebe:IoMapping',
  ...['Assignment', 'CompletedBy', 'Step', 'Clock', 'DossierState', 'Reason', 'Name'].map((name) => `lienthong:${name}`),
];
const OURS = LIENTHONG_DESCRIPTOR.types.map((type): [string, Executed] => [
  `lienthong:${type.name}`,
  { holds: type.properties.map(({ name }) => name) },
]);

const EXECUTED: Readonly<Record<string, Executed>> = {
  ...Object.fromEntries(OURS),
  'bpmn:Definitions': { holds: ['name', 'targetNamespace', 'exporter', 'exporterVersion', 'rootElements'] },
  'bpmn:Process': {
    holds: ['name', 'documentation', 'isExecutable', 'flowElements', 'artifacts', 'extensionElements'],
    extensions: ['lienthong:Procedure'],
  },
  'bpmn:Message': { holds: ['name'] },
  'bpmn:Documentation': { holds: ['text'] },
  'bpmn:ExtensionElements': { holds: ['values'] },
  'bpmn:TextAnnotation': { holds: ['text'] },
  'bpmn:Association': { holds: ['sourceRef', 'targetRef', 'associationDirection'] },
  'bpmn:SequenceFlow': { holds: ['name', 'documentation', 'sourceRef', 'targetRef', 'conditionExpression'] },
  'bpmn:Expression': { holds: ['body'] },
  'bpmn:FormalExpression': { holds: ['body'] },
  'bpmn:StartEvent': { holds: NODE, extensions: ['lienthong:Step'] },
  'bpmn:EndEvent': { holds: NODE, extensions: ['lienthong:DossierState'] },
  'bpmn:UserTask': { holds: NODE, extensions: ['zeebe:UserTask', ...WORK] },
  'bpmn:ServiceTask': { holds: NODE, extensions: ['zeebe:TaskDefinition', ...WORK] },
  'bpmn:ReceiveTask': { holds: [...NODE, 'messageRef'], extensions: WORK },
  'bpmn:IntermediateCatchEvent': {
    holds: [...NODE, 'eventDefinitions'],
    extensions: WORK,
    definitions: ['bpmn:TimerEventDefinition', 'bpmn:MessageEventDefinition'],
  },
  'bpmn:BoundaryEvent': {
    holds: [...NODE, 'eventDefinitions', 'attachedToRef', 'cancelActivity'],
    definitions: ['bpmn:TimerEventDefinition'],
  },
  'bpmn:TimerEventDefinition': { holds: ['timeDuration', 'timeDate'] },
  'bpmn:MessageEventDefinition': { holds: ['messageRef'] },
  'bpmn:ExclusiveGateway': { holds: [...NODE, 'default'] },
  'bpmn:ParallelGateway': { holds: NODE },
  'zeebe:TaskDefinition': { holds: ['type'] },
  'zeebe:IoMapping': { holds: ['inputParameters', 'outputParameters'] },
  'zeebe:Input': { holds: ['source', 'target'] },
  'zeebe:Output': { holds: ['source', 'target'] },
  'zeebe:UserTask': { holds: [] },
};

/** Walks the whole tree; its depth is bounded before the parser runs. */
export function checkExecuted(element: ModelElement, owner: string | null = null): readonly Finding[] {
  const named = element.id ?? owner;
  const executed = EXECUTED[element.type];
  if (executed === undefined) return [notExecuted(named, element.type)];
  const held = [
    ...Object.keys(element.attributes),
    ...Object.keys(element.references),
    ...element.children.map(({ property }) => property),
  ];
  const strange = [...new Set(held)].filter((name) => !executed.holds.includes(name));
  const definitions = childrenOf(element, 'eventDefinitions').filter(({ type }) => executed.definitions?.includes(type) === false);
  return [
    ...strange.map((name) => attributeNotExecuted(named, element.type, name)),
    ...definitions.map(({ type }) => notExecuted(named, type)),
    ...checkExtensions(element, allowedExtensions(element, executed)),
    ...element.children
      .filter(({ property, element: child }) => !strange.includes(property) && !definitions.includes(child))
      .flatMap(({ element: child }) => checkExecuted(child, named)),
  ];
}

/** A timer waits for nobody, so it carries nothing of work. */
function allowedExtensions(element: ModelElement, { extensions = [] }: Executed): readonly string[] {
  const isTimer =
    element.type === 'bpmn:IntermediateCatchEvent' && childrenOf(element, 'eventDefinitions')[0]?.type === 'bpmn:TimerEventDefinition';
  return isTimer ? [] : extensions;
}

function checkExtensions(element: ModelElement, allowed: readonly string[]): readonly Finding[] {
  const types = childrenOf(element, 'extensionElements').flatMap((holder) => childrenOf(holder, 'values').map(({ type }) => type));
  const repeated = [...new Set(types)].filter(
    (type) => type !== 'lienthong:CompletedBy' && types.filter((other) => other === type).length > 1,
  );
  return [
    ...types
      .filter((type) => !allowed.includes(type) && EXECUTED[type] !== undefined)
      .map((type) => attributeNotExecuted(element.id, element.type, type)),
    ...repeated.map((type) => finding(element.id, 'extension-repeated', `${type} chỉ được ghi một lần`, `${type} may be given once`)),
  ];
}

const notExecuted = (element: string | null, type: string): Finding =>
  finding(element, 'element-not-executed', `Hệ thống không thực hiện ${type}`, `${type} is not executed here`);

const attributeNotExecuted = (element: string | null, type: string, name: string): Finding =>
  finding(element, 'attribute-not-executed', `Hệ thống không thực hiện “${name}” của ${type}`, `"${name}" of ${type} is not executed here`);
