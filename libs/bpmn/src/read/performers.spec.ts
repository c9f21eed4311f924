import { definitionOf, drawn, nodeOf, rulesOf, written } from './spec-drawing.js';

const CLERKS = '<resource id="clerks" name="clerk"/>';
const computed = (tag: string, expression: string): string =>
  `<${tag}><resourceAssignmentExpression><formalExpression>${expression}</formalExpression></resourceAssignmentExpression></${tag}>`;
const task = (...roles: readonly string[]): string => drawn(`<userTask id="x">${roles.join('')}</userTask>`);

describe('who a user task of plain BPMN is for', () => {
  it.each([
    ['an assignee by expression', [computed('humanPerformer', '=officer')], '=officer', null],
    ['candidates by resource', ['<potentialOwner><resourceRef>clerks</resourceRef></potentialOwner>', '<potentialOwner name="leader"/>'], null, 'clerk,leader'],
    ['candidates by expression', [computed('potentialOwner', '["a", "b"]')], null, '=["a", "b"]'],
  ])('%s', async (_what, roles, assignee, candidateGroups) => {
    const { task: human } = nodeOf(await definitionOf(CLERKS, task(...roles)), 'x', 'userTask').job;
    expect([written(human?.assignee), written(human?.candidateGroups)]).toEqual([assignee, candidateGroups]);
  });

  it('goes behind what Camunda Modeler says', async () => {
    const modeler = '<extensionElements><zeebe:assignmentDefinition assignee="lan"/></extensionElements>';
    expect(nodeOf(await definitionOf(task(modeler, computed('humanPerformer', 'officer'))), 'x', 'userTask').job.task?.assignee).toBe('lan');
  });

  it.each([
    ['two assignees', [computed('humanPerformer', 'a'), computed('humanPerformer', 'b')], ['x', 'attribute-not-executed']],
    ['two lists', [computed('potentialOwner', 'a'), computed('potentialOwner', 'b')], ['x', 'attribute-not-executed']],
    ['another role', ['<performer name="a"/>'], ['x', 'element-not-executed']],
    ['parameters', ['<potentialOwner name="a"><resourceParameterBinding parameterRef="q"><formalExpression>1</formalExpression></resourceParameterBinding></potentialOwner>'], ['x', 'attribute-not-executed']],
  ])('refuses %s', async (_what, roles, finding) => {
    expect(await rulesOf('<resource id="r" name="r"><resourceParameter id="q"/></resource>', task(...roles))).toContainEqual(finding);
  });
});
