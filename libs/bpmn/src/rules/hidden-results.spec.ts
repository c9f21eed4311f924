import { publishModel } from '../parse.js';

type Options = Readonly<{ components?: readonly object[]; inputs?: string; outputs?: string; variables?: string; isProcedure?: boolean }>;

const VERDICT = { type: 'checkbox', key: 'granted', label: 'Đồng ý' };
const REMARK = { type: 'textarea', key: 'remark', label: 'Lý do', conditional: { hide: '=granted' } };
const REMARK_OUT = '<zeebe:output source="=remark" target="why"/>';

/** A step with a form, as an analyst draws it. */
const drawn = ({ components = [VERDICT, REMARK], inputs = '', outputs = REMARK_OUT, variables = '', isProcedure = true }: Options): string => {
  const procedure = `<lienthong:procedure code="9.700001" nameVi="Mẫu" nameEn="Sample" effectiveFrom="2026-01-01" limit="P5D" calendar="vn-h56-2026" owner="construction">${variables}</lienthong:procedure>`;
  const form = JSON.stringify({ type: 'default', components }).replaceAll('<', '&lt;');
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="f" targetNamespace="urn:sample">
    <bpmn:process id="p" isExecutable="true"><bpmn:extensionElements>${isProcedure ? procedure : ''}<zeebe:userTaskForm id="appraisal">${form}</zeebe:userTaskForm></bpmn:extensionElements>
    <bpmn:startEvent id="start"/><bpmn:userTask id="appraise" name="Thẩm định"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formKey="camunda-forms:bpmn:appraisal"/><zeebe:ioMapping>${inputs}${outputs}</zeebe:ioMapping>
      <lienthong:assignment agency="construction" role="officer"/><lienthong:step number="1" limit="P1D" counts="true"/><lienthong:reason vi="Chờ" en="Waiting"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:endEvent id="end" name="Xong"/><bpmn:sequenceFlow id="a" sourceRef="start" targetRef="appraise"/><bpmn:sequenceFlow id="b" sourceRef="appraise" targetRef="end"/></bpmn:process></bpmn:definitions>`;
};

async function warned(options: Options): Promise<readonly string[]> {
  const publication = await publishModel(drawn(options));
  if (publication.kind === 'refused') throw new Error(publication.findings.map(({ text }) => text.en).join('; '));
  return publication.doubts.map(({ element, text }) => `${element}: ${text.en}`);
}

const TOLD = 'appraise: Result "why" needs "remark", which the form may hide: then the dossier stops with an incident. Add <zeebe:input source="=null" target="remark" />';

describe('a result that rests on a field which may be hidden', () => {
  it('is told, with what to add', async () => expect(await warned({})).toEqual([TOLD]));

  it.each([
    ['in a group that may be hidden', { components: [VERDICT, { type: 'group', label: 'Từ chối', conditional: { hide: '=granted' }, components: [{ ...REMARK, conditional: undefined }] }] }],
    ['inside a longer expression', { outputs: '<zeebe:output source="=upper case(remark)" target="why"/>' }],
  ] as const)('also %s', async (_where, options) => expect(await warned(options)).toEqual([TOLD]));

  it.each([
    ['has a value from an input', { inputs: '<zeebe:input source="=null" target="remark"/>' }],
    ['comes with the application', { variables: '<lienthong:variable name="remark"/>' }],
    ['is never hidden', { components: [VERDICT, { ...REMARK, conditional: undefined }] }],
    ['is shown by one of two fields in any case', { components: [VERDICT, { type: 'group', path: 'remark', label: 'Lý do', components: [{ ...REMARK, key: 'text' }, { type: 'textfield', key: 'code', label: 'Mã' }] }] }],
    ['is in nobody’s result', { outputs: '<zeebe:output source="=granted" target="why"/>' }],
    ['is of a drawing, which takes it for null', { isProcedure: false }],
  ] as const)('is not, where the name %s', async (_why, options) => expect(await warned(options)).toEqual([]));
});
