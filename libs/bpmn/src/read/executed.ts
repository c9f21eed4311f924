import { finding, type Finding } from '../findings.js';
import { LIENTHONG_DESCRIPTOR } from '../lienthong-descriptor.js';
import { attributeOf, childrenOf, type ModelElement } from '../model.js';
import { EXECUTED, REPEATABLE, type Executed } from './vocabulary.js';

const OURS: Readonly<Record<string, Executed>> = Object.fromEntries(
  LIENTHONG_DESCRIPTOR.types.map((type): [string, Executed] => [`lienthong:${type.name}`, { holds: type.properties.map(({ name }) => name) }]),
);

/** Pools that nobody executes and choreographies are pictures; so is what only they use. */
const isPicture = (element: ModelElement): boolean =>
  (element.type === 'bpmn:Process' && attributeOf(element, 'isExecutable') !== 'true') || PICTURES.has(element.type);
const PICTURES: ReadonlySet<string> = new Set([
  'bpmn:Choreography', 'bpmn:GlobalChoreographyTask', 'bpmn:GlobalConversation', 'bpmn:Category', 'bpmn:EndPoint', 'bpmn:Interface',
  'bpmn:ItemDefinition', 'bpmn:PartnerEntity', 'bpmn:PartnerRole', 'bpmn:Resource', 'bpmn:CorrelationProperty', 'bpmn:Auditing',
  'bpmn:Monitoring', 'bpmn:Rendering', 'bpmn:Import', 'bpmn:Relationship', 'bpmn:Group', 'bpmn:DataState',
]);

/** Walks the whole tree; its depth is bounded before the parser runs. */
export function checkExecuted(element: ModelElement, owner: string | null = null): readonly Finding[] {
  if (isPicture(element)) return [];
  const named = element.id ?? owner;
  const executed = EXECUTED[element.type] ?? OURS[element.type];
  if (executed === undefined) return [notExecuted(named, element.type)];
  const held = [
    ...Object.keys(element.attributes),
    ...Object.keys(element.references),
    ...element.children.map(({ property }) => property),
  ];
  const strange = [...new Set(held)].filter((name) => !executed.holds.includes(name));
  return [
    ...strange.map((name) => attributeNotExecuted(named, element.type, name)),
    ...checkExtensions(element, executed.extensions ?? []),
    ...element.children.filter(({ property }) => !strange.includes(property)).flatMap(({ element: child }) => checkExecuted(child, named)),
  ];
}

function checkExtensions(element: ModelElement, allowed: readonly string[]): readonly Finding[] {
  const types = childrenOf(element, 'extensionElements').flatMap((holder) => childrenOf(holder, 'values').map(({ type }) => type));
  const repeated = [...new Set(types)].filter((type) => !REPEATABLE.has(type) && types.filter((other) => other === type).length > 1);
  return [
    ...types
      .filter((type) => !allowed.includes(type) && type !== 'zeebe:Properties' && (EXECUTED[type] ?? OURS[type]) !== undefined)
      .map((type) => attributeNotExecuted(element.id, element.type, type)),
    ...repeated.map((type) => finding(element.id, 'extension-repeated', `${type} chỉ được ghi một lần`, `${type} may be given once`)),
  ];
}

const notExecuted = (element: string | null, type: string): Finding =>
  finding(element, 'element-not-executed', `Hệ thống không thực hiện ${type}`, `${type} is not executed here`);

const attributeNotExecuted = (element: string | null, type: string, name: string): Finding =>
  finding(element, 'attribute-not-executed', `Hệ thống không thực hiện “${name}” của ${type}`, `"${name}" of ${type} is not executed here`);
