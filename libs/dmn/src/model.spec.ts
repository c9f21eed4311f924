import { readModel, readModelLeniently } from './model.js';
import { evaluateDecision } from './evaluate.js';
import { answer, bkm, decision, definitions, DMN_15, input, literal, modelOf, table } from './spec-model.js';
import { DMN_NAMESPACES } from './read/read-definitions.js';

const rulesOf = (xml: string): readonly string[] => {
  const reading = readModel(xml);
  return reading.kind === 'refused' ? reading.findings.map(({ rule }) => rule) : [];
};

describe('reading', () => {
  it.each([...DMN_NAMESPACES])('takes %s as DMN %s', (dmn, version) => {
    const model = modelOf(definitions(input('x', 'number') + decision('d', table({}, '> 1 | "a"'), { input: ['x'] }), { dmn }));
    expect([model.version, evaluateDecision(model, 'd', { x: 2 }).value]).toEqual([version, 'a']);
  });

  it('takes types as DMN 1.1 writes them, with a prefix', () => {
    const dmn = 'http://www.omg.org/spec/DMN/20151101/dmn.xsd';
    const xml = definitions(input('x', 'feel:number') + decision('d', literal('x'), { input: ['x'] }), { dmn }).replace('<definitions ', '<definitions xmlns:feel="http://www.omg.org/spec/FEEL/20140401" ');
    expect(evaluateDecision(modelOf(xml), 'd', { x: 'no' })).toMatchObject({ value: null, errors: [{ element: 'x' }] });
  });

  it('takes any prefix, leaves out the drawing and what other tools add', () => {
    const xml = definitions(decision('d', literal('1')) + '<di:DMNDI xmlns:di="https://www.omg.org/spec/DMN/20230324/DMNDI/"><di:Shape odd="1"/></di:DMNDI><extensionElements><any/></extensionElements>');
    const prefixed = xml.replace('xmlns=', 'xmlns:dmn=').replaceAll(/<(\/?)(definitions|decision|variable|literalExpression|text|extensionElements)\b/g, '<$1dmn:$2').replace('<any/>', '');
    expect([rulesOf(xml), rulesOf(prefixed), evaluateDecision(modelOf(prefixed), 'd', {}).value]).toEqual([[], [], 1]);
  });

  it('takes the English names that the file has beside its own', () => {
    const named = (en: string): string => `<extensionElements><x:name xmlns:x="urn:lienthong:bpmn:1" en="${en}"/><x:name xmlns:x="urn:other" en="other"/></extensionElements>`;
    const model = modelOf(definitions(named(' The  rules ') + decision('d', literal('1')).replace('<variable', `${named('Fee')}<variable`) + decision('e', literal('2'))));
    expect([model.nameEn, model.decisions.map(({ nameEn }) => nameEn)]).toEqual(['The rules', ['Fee', null]]);
    expect(['d', 'e'].map((id) => evaluateDecision(model, id, {}).trace[0])).toEqual([
      { decision: 'd', name: 'd', nameEn: 'Fee', value: 1, table: null, expression: '1' }, { decision: 'e', name: 'e', value: 2, table: null, expression: '2' },
    ]);
  });

  it('decodes references, also of characters beyond the first plane, and CDATA', () => {
    const xml = definitions(decision('d', '<literalExpression><text>"&#x1F600;&amp;" + <![CDATA["<é>"]]></text></literalExpression>'));
    expect(evaluateDecision(modelOf(xml), 'd', {}).value).toBe('😀&<é>');
  });

  it.each([
    ['xml-unreadable', '<a'],
    ['xml-unreadable', ''],
    ['xml-unreadable', definitions('').replace('</definitions>', '')],
    ['xml-unreadable', definitions('') + definitions('').replace(/<\?xml.*?\?>/, '')],
    ['xml-unreadable', `${definitions('')}<!-- --><more/>`],
    ['xml-unreadable', `${definitions('')} more`],
    ['xml-unreadable', definitions(decision('d', literal('1')).replace('1', '&unknown;'))],
    ['xml-doctype', `<!DOCTYPE a [<!ENTITY b "c">]>${definitions('')}`],
    ['xml-too-deep', definitions('<list>'.repeat(200) + '</list>'.repeat(200))],
    ['xml-too-large', definitions(' '.repeat(4_000_001))],
    ['not-dmn', '<definitions xmlns="urn:other"/>'],
  ])('refuses as %s', (rule, xml) => {
    expect(rulesOf(xml)).toEqual([rule]);
    expect(readModelLeniently(xml).kind).toBe('refused');
  });

  it.each([
    ['element-unknown', definitions('<decissions/>')],
    ['attribute-unknown', definitions(decision('d', literal('1')).replace('<decision ', '<decision colour="red" '))],
    ['id-repeated', definitions(decision('d', literal('1')) + input('d'))],
    ['reference-dangling', definitions(decision('d', literal('1'), { input: ['nobody'] }))],
    ['requirement-cycle', definitions(decision('a', literal('b'), { decision: ['b'] }) + decision('b', literal('a'), { decision: ['a'] }))],
    ['import-missing', definitions('<import name="i" namespace="urn:nobody" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>')],
    ['type-unknown', definitions(decision('d', literal('1'), {}, 'tNobody'))],
    ['expression', definitions(decision('d', literal('1 +')))],
    ['expression', definitions(input('x') + decision('d', table({}, '> | 1'), { input: ['x'] }))],
    ['expression-empty', definitions(decision('d', literal('')))],
    ['function-external', definitions(bkm('f', [], literal('1')).replace('<encapsulatedLogic>', '<encapsulatedLogic kind="PMML">'))],
    ['hit-policy-unknown', definitions(input('x') + decision('d', table({ hitPolicy: 'BEST' }, '1 | 1'), { input: ['x'] }))],
    ['output-values-missing', definitions(input('x') + decision('d', table({ hitPolicy: 'PRIORITY' }, '1 | 1'), { input: ['x'] }))],
    ['rule-cells', definitions(input('x') + decision('d', table({}, '1 | 1 | 1'), { input: ['x'] }))],
    ['allowed-values', definitions('<itemDefinition name="t"><typeRef>number</typeRef><allowedValues><text>1 +</text></allowedValues></itemDefinition>')],
  ])('finds %s, refuses strictly and reads leniently', (rule, xml) => {
    expect(rulesOf(xml)).toContain(rule);
    expect(readModelLeniently(xml).kind).toBe('read');
  });

  it('keeps warnings beside a model that it reads', () => {
    const xml = definitions('<itemDefinition name="t"><itemComponent name="t" isCollection="true"><typeRef>t</typeRef></itemComponent></itemDefinition>');
    expect(modelOf(xml).findings.map(({ rule, severity }) => [rule, severity])).toEqual([['type-recursive', 'warning']]);
    expect(rulesOf(xml)).toEqual([]);
  });

  it('names the cell and its place', () => {
    const reading = readModel(definitions(input('x') + decision('d', table({}, '1 | 1', '> | 1'), { input: ['x'] })));
    expect(reading.kind === 'refused' ? reading.findings : []).toEqual([
      { element: 'r2c1', rule: 'expression', severity: 'error', text: { vi: expect.stringMatching(/^quyết định “d”, dòng 2, cột “x”: /) as string, en: expect.stringMatching(/^decision "d", rule 2, column "x": /) as string } },
    ]);
  });
});

describe('limits', () => {
  it('decisions in a circle are null with an error', () => {
    const body = decision('a', literal('b'), { decision: ['b'] }) + decision('b', literal('a'), { decision: ['a'] });
    expect(answer(body, 'a').value).toBeNull();
  });

  it('a model that imports itself is read', () => {
    const xml = definitions(`<import name="me" namespace="urn:spec" importType="${DMN_15}"/>${decision('d', literal('1'))}`);
    expect(evaluateDecision(modelOf(xml, { 'urn:spec': xml }), 'd', {}).value).toBe(1);
  });

  it('a chain of requirements that is too long is cut', () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => decision(`d${i}`, literal(i === 0 ? '1' : `d${i - 1} + 1`), i === 0 ? {} : { decision: [`d${i - 1}`] })).join('');
    expect(answer(chain, 'd100').value).toBe(101);
    expect(answer(chain, 'd1999').value).toBeNull();
  });

  it('a function that never ends is null with an error', () => {
    const body = bkm('f', ['n'], literal('f(n + 1)')) + decision('d', literal('f(1)'), { knowledge: ['f'] });
    const { value, errors } = answer(body, 'd');
    expect([value, errors.at(-1)?.text]).toEqual([null, expect.stringContaining('the calls are nested too deeply')]);
  });

  it('a function calls itself some hundred times', () => {
    const body = bkm('sum up to', ['n'], literal('if n = 0 then 0 else n + sum up to(n - 1)')) + decision('d', literal('sum up to(280)'), { knowledge: ['sum up to'] });
    expect(answer(body, 'd')).toMatchObject({ value: 39_340, errors: [] });
  });

  it('all the decisions together have one budget of steps', () => {
    const body = decision('a', literal('sum(for i in 1..3000 return i)')) + decision('b', literal('a + sum(for i in 1..3000 return i)'), { decision: ['a'] });
    expect(answer(body, 'a', {}, { stepBudget: 20_000 }).errors).toEqual([]);
    const { value, errors } = answer(body, 'b', {}, { stepBudget: 20_000 });
    expect([value, errors.at(-1)?.text]).toEqual([null, expect.stringContaining('used up its steps')]);
  });

  it('a value that is there many times over is not walked without end', () => {
    const pair = (i: number, inner: string): string => `<itemDefinition name="t${i}">${['l', 'r'].map((name) => `<itemComponent name="${name}"><typeRef>${inner}</typeRef></itemComponent>`).join('')}</itemDefinition>`;
    const types = Array.from({ length: 40 }, (_, i) => pair(i, i === 39 ? 'number' : `t${i + 1}`)).join('');
    const entries = Array.from({ length: 40 }, (_, i) => `<contextEntry><variable name="v${i}"/>${literal(i === 0 ? '{l: 1, r: 1}' : `{l: v${i - 1}, r: v${i - 1}}`)}</contextEntry>`).join('');
    const { value, errors } = answer(types + decision('d', `<context>${entries}<contextEntry>${literal('v39', 't0')}</contextEntry></context>`), 'd', {}, { stepBudget: 100_000 });
    expect([value, errors.at(-1)?.text]).toEqual([null, 'decision "d": it used up its steps']);
  });

  it('a model of thousands of names and expressions is read', () => {
    const fields = Array.from({ length: 2_000 }, (_, i) => `<itemComponent name="a-${i}"><typeRef>number</typeRef></itemComponent>`).join('');
    const decisions = Array.from({ length: 2_000 }, (_, i) => decision(`d${i}`, literal(`x.a-${i} + 1`), { input: ['x'] })).join('');
    expect(answer(`<itemDefinition name="t">${fields}</itemDefinition>${input('x')}${decisions}`, 'd7', { x: { 'a-7': 1 } })).toEqual({ value: 2, errors: [] });
  });

  it('an unknown decision is an error', () => expect(answer('', 'nobody')).toMatchObject({ value: null, errors: [{ element: 'nobody' }] }));
});
