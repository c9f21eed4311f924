import { MAX_FINDINGS, type ModelFinding } from '../model-finding.js';
import type { BoxedFunction } from '../boxed.js';
import type { DmnVersion, ElementSource, ImportSource, ItemDefinition, ModelSource, Reference } from '../model-source.js';
import { readXml, type XmlElement } from '../xml/xml-document.js';
import { checkGrammar } from './grammar.js';
import { boxedIn, functionParts, namedOf } from './read-boxed.js';
import { childOf, childrenOf, englishNameOf, finding, flagOf, nameIn, textOf, wordingOf, type Reading } from './reading.js';
import { typeNameOf, typeRefOf } from './type-name.js';

export const DMN_NAMESPACES: ReadonlyMap<string, DmnVersion> = new Map([
  ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', '1.1'],
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', '1.2'],
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', '1.3'],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', '1.4'],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', '1.5'],
  ['https://www.omg.org/spec/DMN/20240513/MODEL/', '1.6'],
]);

export type SourceReading = Readonly<{ kind: 'read'; source: ModelSource }> | Readonly<{ kind: 'refused'; findings: readonly ModelFinding[] }>;

const refused = (rule: string, vi: string, en: string): SourceReading => ({ kind: 'refused', findings: [{ element: 'definitions', rule, severity: 'error', text: { vi, en } }] });

/** The file as data. Refused where it is no DMN at all; anything else that is wrong is among the findings. */
export function readSource(xml: string): SourceReading {
  const document = readXml(xml);
  if (document.kind === 'refused') return refused(document.rule, document.text.vi, document.text.en);
  const { root } = document;
  const version = DMN_NAMESPACES.get(root.namespace);
  if (root.name !== 'definitions' || version === undefined)
    return refused('not-dmn', `Phần tử gốc không phải definitions của DMN 1.1 đến 1.6: ${root.namespace.slice(0, 100)}`, `Expected definitions of DMN 1.1 to 1.6, but got ${root.name.slice(0, 60)} of ${root.namespace.slice(0, 100)}`);
  const findings: ModelFinding[] = [];
  const targetNamespace = (root.attributes['namespace'] ?? '').trim();
  const imports = importsOf(root, version);
  const reading: Reading = { dmn: root.namespace, findings, targetNamespace, imports };
  checkGrammar(root, reading);
  const elements = root.children.filter(({ namespace }) => namespace === root.namespace).flatMap((child) => readElement(child, reading));
  const items = childrenOf(root, 'itemDefinition', reading).map((each) => readItem(each, reading));
  const name = nameIn(root);
  return {
    kind: 'read',
    source: { id: root.attributes['id'] ?? name, name, nameEn: englishNameOf(root, reading), namespace: targetNamespace, version, imports, items, elements, findings: findings.slice(0, MAX_FINDINGS) },
  };
}

/** Before DMN 1.2 an import has no name; there the prefix of its namespace stands before the names. */
function importsOf(root: XmlElement, version: DmnVersion): readonly ImportSource[] {
  return root.children
    .filter(({ name, namespace }) => name === 'import' && namespace === root.namespace)
    .map((each) => {
      const namespace = (each.attributes['namespace'] ?? '').trim();
      const prefix = Object.entries(root.prefixes).find(([, uri]) => uri === namespace)?.[0] ?? '';
      return { name: version === '1.1' && nameIn(each) === '' ? prefix : nameIn(each), namespace, importType: each.attributes['importType'] ?? '', location: each.attributes['locationURI']?.trim() ?? null };
    });
}

function readElement(element: XmlElement, reading: Reading): readonly ElementSource[] {
  const name = nameIn(element);
  const variable = childOf(element, 'variable', reading);
  const known = nameIn(variable);
  const head = { id: element.attributes['id'] ?? name, name, nameEn: englishNameOf(element, reading), variable: known === '' ? name : known, typeRef: typeRefOf(variable, reading) };
  if (variable !== undefined && known !== name && ['inputData', 'decision', 'businessKnowledgeModel'].includes(element.name))
    finding(reading, head.id, 'variable-name', `Biến “${known}” khác tên “${name}”`, `Expected the variable to be named "${name}", but it is "${known}"`, 'warning');
  const references = (child: string): readonly Reference[] => childrenOf(element, child, reading).flatMap((each) => referencesIn(each, head.id, reading));
  switch (element.name) {
    case 'inputData':
      return [{ kind: 'input', ...head }];
    case 'decision':
      return [{ kind: 'decision', ...head, requires: [...references('informationRequirement'), ...references('knowledgeRequirement')], logic: boxedIn(element, head.id, reading), question: textOf(element, 'question', reading) }];
    case 'businessKnowledgeModel':
      return [{ kind: 'bkm', ...head, requires: references('knowledgeRequirement'), logic: encapsulated(element, head.id, reading) }];
    case 'decisionService': {
      const to = (child: string): readonly Reference[] => childrenOf(element, child, reading).flatMap((each) => referenceOf(each, head.id, reading));
      return [{ kind: 'service', ...head, outputs: to('outputDecision'), encapsulated: to('encapsulatedDecision'), inputDecisions: to('inputDecision'), inputData: to('inputData') }];
    }
    default:
      return [];
  }
}

function encapsulated(element: XmlElement, id: string, reading: Reading): BoxedFunction | null {
  const logic = childOf(element, 'encapsulatedLogic', reading);
  if (logic === undefined) return null;
  const own = logic.attributes['id'] ?? id;
  return { kind: 'function', id: own, typeRef: typeRefOf(logic, reading), ...functionParts(logic, own, reading) };
}

const REQUIRED = ['requiredInput', 'requiredDecision', 'requiredKnowledge'];

const referencesIn = (requirement: XmlElement, owner: string, reading: Reading): readonly Reference[] =>
  requirement.children.filter(({ name, namespace }) => namespace === reading.dmn && REQUIRED.includes(name)).flatMap((each) => referenceOf(each, owner, reading));

function referenceOf(element: XmlElement, owner: string, reading: Reading): readonly Reference[] {
  const href = (element.attributes['href'] ?? '').trim();
  const at = href.lastIndexOf('#');
  const [namespace, id] = at < 0 ? ['', href] : [href.slice(0, at), href.slice(at + 1)];
  if (id === '') {
    finding(reading, owner, 'href-empty', `${element.name} không nói đến phần tử nào`, `Expected ${element.name} to name an element, but its href is empty`);
    return [];
  }
  return [{ namespace: namespace === '' || namespace === reading.targetNamespace ? null : namespace, id }];
}

function readItem(element: XmlElement, reading: Reading): ItemDefinition {
  const name = nameIn(element);
  const functionItem = childOf(element, 'functionItem', reading);
  return {
    id: element.attributes['id'] ?? name,
    name,
    typeRef: typeRefOf(element, reading),
    components: childrenOf(element, 'itemComponent', reading).map((each) => readItem(each, reading)),
    isCollection: flagOf(element, 'isCollection'),
    allowedValues: wordingOf(element, 'allowedValues', reading),
    typeConstraint: wordingOf(element, 'typeConstraint', reading),
    functionItem: functionItem === undefined ? null : {
      parameters: childrenOf(functionItem, 'parameters', reading).map((each) => namedOf(each, name, reading)),
      result: typeNameOf(functionItem.attributes['outputTypeRef'], functionItem, reading),
    },
  };
}
