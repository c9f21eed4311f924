import type { XmlElement } from '../xml/xml-document.js';
import { finding, type Reading } from './reading.js';

const EXPRESSIONS = 'literalExpression decisionTable context invocation list relation functionDefinition conditional filter for some every';
const NAMED = '@name @typeRef';
const REQUIREMENT = 'requiredInput requiredDecision requiredKnowledge requiredAuthority';
const TESTS = 'text @expressionLanguage';

/** Each element of DMN with the children and (@) attributes it may have besides those every element may have. */
const GRAMMAR: Readonly<Record<string, string>> = {
  definitions:
    'import itemDefinition inputData decision businessKnowledgeModel knowledgeSource decisionService organizationUnit performanceIndicator elementCollection group textAnnotation association businessContextElement @name @namespace @expressionLanguage @typeLanguage @exporter @exporterVersion',
  import: '@name @namespace @locationURI @importType',
  itemDefinition: 'typeRef allowedValues typeConstraint itemComponent functionItem @name @typeLanguage @isCollection',
  itemComponent: 'typeRef allowedValues typeConstraint itemComponent functionItem @name @typeLanguage @isCollection',
  functionItem: 'parameters @outputTypeRef',
  parameters: NAMED,
  typeRef: '',
  inputData: 'variable @name @href',
  decision: `question allowedAnswers variable informationRequirement knowledgeRequirement authorityRequirement supportedObjective impactedPerformanceIndicator decisionMaker decisionOwner usingProcess usingTask ${EXPRESSIONS} @name`,
  businessKnowledgeModel: 'variable encapsulatedLogic knowledgeRequirement authorityRequirement @name',
  decisionService: 'variable outputDecision encapsulatedDecision inputDecision inputData @name',
  variable: NAMED,
  informationRequirement: REQUIREMENT,
  knowledgeRequirement: REQUIREMENT,
  authorityRequirement: REQUIREMENT,
  encapsulatedLogic: `formalParameter ${EXPRESSIONS} @typeRef @kind`,
  functionDefinition: `formalParameter ${EXPRESSIONS} @typeRef @kind`,
  formalParameter: NAMED,
  literalExpression: 'text importedValues @typeRef @expressionLanguage',
  context: 'contextEntry @typeRef',
  contextEntry: `variable ${EXPRESSIONS}`,
  invocation: `binding ${EXPRESSIONS} @typeRef`,
  binding: `parameter ${EXPRESSIONS}`,
  parameter: NAMED,
  list: `${EXPRESSIONS} @typeRef`,
  relation: 'column row @typeRef',
  column: NAMED,
  row: EXPRESSIONS,
  conditional: 'if then else @typeRef',
  filter: 'in match @typeRef',
  for: 'in return @typeRef @iteratorVariable',
  some: 'in satisfies @typeRef @iteratorVariable',
  every: 'in satisfies @typeRef @iteratorVariable',
  ...Object.fromEntries(['if', 'then', 'else', 'in', 'match', 'return', 'satisfies'].map((name) => [name, `${EXPRESSIONS} @typeRef`])),
  decisionTable: 'input output annotation rule @typeRef @hitPolicy @aggregation @preferredOrientation @outputLabel',
  input: 'inputExpression inputValues',
  inputExpression: 'text @typeRef @expressionLanguage',
  inputValues: TESTS,
  outputValues: TESTS,
  allowedValues: `${TESTS} @kind`,
  typeConstraint: `${TESTS} @kind`,
  output: 'outputValues defaultOutputEntry @name @typeRef',
  defaultOutputEntry: 'text @typeRef @expressionLanguage',
  annotation: '@name',
  rule: 'inputEntry outputEntry annotationEntry',
  inputEntry: TESTS,
  outputEntry: 'text @typeRef @expressionLanguage',
  annotationEntry: 'text',
  text: '',
};
/** What they hold speaks to people or to other tools. */
const NOT_LOOKED_INTO = new Set([
  'knowledgeSource', 'organizationUnit', 'performanceIndicator', 'elementCollection', 'group', 'textAnnotation', 'association', 'businessContextElement', 'description',
  'extensionElements', 'question', 'allowedAnswers', 'authorityRequirement', 'supportedObjective', 'impactedPerformanceIndicator', 'decisionMaker', 'decisionOwner', 'usingProcess', 'usingTask',
  'importedValues', 'outputDecision', 'encapsulatedDecision', 'inputDecision', 'requiredInput', 'requiredDecision', 'requiredKnowledge', 'requiredAuthority',
]);
const EVERYWHERE = new Set(['description', 'extensionElements', '@id', '@label']);
const ALLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(GRAMMAR).map(([name, allowed]) => [name, new Set(allowed.split(' '))]));

/** Elements and attributes of DMN's namespace that no version of DMN has, and ids that are there twice. Whatever is of another namespace is its own affair. */
export function checkGrammar(root: XmlElement, reading: Reading): void {
  const ids = new Set<string>();
  const visit = (element: XmlElement, owner: string): void => {
    if (element.namespace !== reading.dmn) return;
    const { id } = element.attributes;
    const named = id ?? owner;
    if (id !== undefined && ids.has(id)) finding(reading, id, 'id-repeated', `Mã “${id}” được dùng hai lần`, `Expected the id "${id}" once, but it is used again`);
    if (id !== undefined) ids.add(id);
    if (NOT_LOOKED_INTO.has(element.name)) return;
    const allowed = ALLOWED.get(element.name);
    if (allowed === undefined) return;
    for (const attribute of Object.keys(element.attributes))
      if (!allowed.has(`@${attribute}`) && !EVERYWHERE.has(`@${attribute}`))
        finding(reading, named, 'attribute-unknown', `DMN không có thuộc tính “${attribute}” ở ${element.name}`, `DMN has no attribute "${attribute}" of ${element.name}`);
    for (const child of element.children) {
      if (child.namespace === reading.dmn && !allowed.has(child.name) && !EVERYWHERE.has(child.name) && !(element === root && NOT_LOOKED_INTO.has(child.name)))
        finding(reading, named, 'element-unknown', `DMN không có phần tử “${child.name}” trong ${element.name}`, `DMN has no element "${child.name}" within ${element.name}`);
      visit(child, named);
    }
  };
  visit(root, 'definitions');
}
