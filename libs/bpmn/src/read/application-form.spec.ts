import { publishModel } from '../parse.js';
import { end, file, flows, PROCEDURE } from '../spec-models.js';

const FORM_AT_START = '<zeebe:formDefinition formKey="camunda-forms:bpmn:application" />';
/** `more`: of the schema itself. */
const model = (components: readonly object[], start = FORM_AT_START, more: object = {}): string =>
  file(`<bpmn:process id="sample" isExecutable="true"><bpmn:extensionElements>${PROCEDURE}<zeebe:userTaskForm id="application">${JSON.stringify({ components, ...more })}</zeebe:userTaskForm></bpmn:extensionElements>
    <bpmn:startEvent id="start"><bpmn:extensionElements>${start}</bpmn:extensionElements></bpmn:startEvent>${end()}${flows('start -> end')}</bpmn:process>`);
const amount = { type: 'number', key: 'amount', label: 'Số tiền', decimalDigits: 0 };
const findings = async (xml: string): Promise<readonly string[]> => {
  const publication = await publishModel(xml);
  return publication.kind === 'refused' ? publication.findings.map(({ element, rule, text }) => `${element} ${rule}: ${text.en}`) : [];
};

describe('the form by which a dossier is applied for', () => {
  it('is that of the start event, with its schema as it was written', async () => {
    const publication = await publishModel(model([amount]));
    expect(publication).toMatchObject({ kind: 'compiled', definition: { applicationForm: { id: 'application', schema: { components: [amount] } } } });
  });

  it('need not be', async () => {
    const publication = await publishModel(model([amount], ''));
    expect(publication).toMatchObject({ kind: 'compiled', definition: { applicationForm: null } });
  });

  const paper = (more: object = {}): object => ({ type: 'filepicker', key: 'amount', label: 'Giấy tờ', properties: { component: 'TP1' }, ...more });
  const asking = (mandatory: boolean, ...components: readonly object[]): string => model(components).replace('</lienthong:procedure>', `<lienthong:component code="TP1" nameVi="Giấy" nameEn="Paper" mandatory="${mandatory}" originals="1" copies="0"/></lienthong:procedure>`);
  it('asks for the papers of the procedure, each where it can be seen', async () => {
    for (const xml of [asking(true, paper()), asking(false, paper({ conditional: { hide: '=true' } })), asking(true, { type: 'group', components: [paper()] })]) expect(await findings(xml)).toEqual([]);
  });

  it.each([
    ['is not in the file', model([amount], '<zeebe:formDefinition formId="other" />'), ['start reference-missing: The file has no form "other"']],
    ['asks for what the procedure does not want', model([amount, { type: 'textfield', key: 'income', label: 'Thu nhập' }]), ['start form-invalid: Form "application": the procedure does not declare "income" (lienthong:variable)']],
    ['takes fractions as numbers', model([{ ...amount, decimalDigits: 2 }]), ['start form-invalid: Form "application": number "amount" has to be whole (decimalDigits 0) or kept as text (serializeToString)']],
    ['asks for a paper that the procedure has not', model([{ type: 'filepicker', key: 'amount', label: 'Giấy tờ', properties: { component: 'TP9' } }]), ['start form-invalid: Form "application": the procedure has no component "TP9" (lienthong:component)']],
    ['says that it is a paper that the procedure has not', model([amount], FORM_AT_START, { properties: { component: 'TP8' } }), ['start form-invalid: Form "application": the procedure has no component "TP8" (lienthong:component)']],
    ['hides a mandatory paper', asking(true, { type: 'group', components: [paper()], conditional: { hide: '=true' } }), ['start form-invalid: Form "application": the mandatory component "TP1" is hidden at times (conditional.hide)']],
    ['has a task ask for a paper', asking(true, paper()).replace('<zeebe:userTaskForm', `<zeebe:userTaskForm id="task">${JSON.stringify({ components: [paper()] })}</zeebe:userTaskForm><zeebe:userTaskForm`), ['start form-invalid: Form "task": only the application has components, not the form of a task ("TP1")']],
  ])('is refused when it %s', async (_why, xml, expected) => expect(await findings(xml)).toEqual(expected));
});
