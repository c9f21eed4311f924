import type { Rule } from '../findings.js';
import type { StructuralRule } from './rule-table.js';
import {
  around, ASSIGNMENT, boundary, caught, end, exclusive, extensions, fact, file, findingsOf, flows, mapping, MESSAGE, model, parallel, PROCEDURE, REASON, receive, service, start, STEP, timer, user, WORK,
} from '../spec-models.js';
import { MAX_ELEMENTS } from '../compile-model.js';
import { MODELER_MODEL } from './spec-modeler-model.js';
import { MAX_XML_DEPTH, MAX_XML_LENGTH } from '../xml-bounds.js';

/** Said where procedures are published and linted: a drawing may do without. */
type Elsewhere = 'procedure-missing';
/** `element` is where the author is sent to; `twin` is the nearest model that passes. */
type Specimen = Readonly<{ breaking: string; element: string | null; twin: string }>;

const deep = (levels: number): string => around(user('work', { more: '<other:a>'.repeat(levels) + '</other:a>'.repeat(levels) }));
const padded = (length: number): string => {
  const xml = around(user('work'));
  return `${xml}${' '.repeat(length - xml.length)}`;
};
const choice = (toOne: string, toOther: string, otherwise?: string): string =>
  model([start(), exclusive('choice', otherwise), user('one'), user('other'), end(), flows('start -> choice', toOne, toOther, 'one -> end', 'other -> end')]);
const chain = (count: number): string => {
  const ids = Array.from({ length: count }, (_, index) => `g${index}`);
  return model([start(), ...ids.map(parallel), end(), flows(`start -> g0`, ...ids.slice(1).map((id, index) => `g${index} -> ${id}`), `g${count - 1} -> end`)]);
};
const days = (first: number, second: number): string => {
  const step = (limit: number): string => `${ASSIGNMENT}${REASON}<lienthong:step number="1" limit="P${limit}D" counts="true"/>`;
  return model([start(), user('a', { work: step(first) }), user('b', { work: step(second) }), end(), flows('start -> a', 'a -> b', 'b -> a2', 'a2 -> a [amount > 1]', 'a2 -> end'), exclusive('a2', 'a2-end')]);
};
const work = (replaced: string, by: string): string => around(user('work', { work: WORK.replace(replaced, by) }));

const LOOP = '<bpmn:standardLoopCharacteristics loopMaximum="2"/>';

const SPECIMENS = {
  'xml-too-large': { breaking: padded(MAX_XML_LENGTH + 1), element: null, twin: padded(MAX_XML_LENGTH) },
  'xml-too-deep': { breaking: deep(MAX_XML_DEPTH - 3), element: null, twin: deep(MAX_XML_DEPTH - 4) },
  'xml-doctype': { breaking: `<!DOCTYPE bomb [<!ENTITY a "a">]>${around(user('work'))}`, element: null, twin: `<?xml version="1.0"?><!-- a > b --><!-- <!DOCTYPE -->${around(user('work'))}` },
  'xml-unreadable': { breaking: around(user('work')).replace('</bpmn:definitions>', '</bpmn:definition'), element: null, twin: around(user('work')) },
  'xml-warning': { breaking: around(user('work')).replace('<bpmn:userTask', 'words<bpmn:userTask'), element: null, twin: around(user('work')).replace('<bpmn:userTask', '<!-- words --><bpmn:userTask') },
  'id-repeated': { breaking: around(user('work')).replace('id="end"', 'id="start"'), element: 'start', twin: around(user('work')) },
  'id-invalid': { breaking: around(user('work')).replace('id="file"', 'id="1 file"'), element: '1 file', twin: around(user('work')).replace('id="file"', 'id="file-1"') },
  'reference-unknown': { breaking: around(user('work')).replace('<bpmn:userTask id="work"', '<bpmn:userTask id="work" default="work-en"'), element: 'work', twin: around(user('work')).replace('<bpmn:userTask id="work"', '<bpmn:userTask id="work" default="work-end"') },
  'reference-kind': { breaking: around(user('work')).replace('<bpmn:userTask id="work"', '<bpmn:userTask id="work" default="end"'), element: 'work', twin: around(user('work')).replace('<bpmn:userTask id="work"', '<bpmn:userTask id="work" default="work-end"') },
  'attribute-invalid': { breaking: around(user('work')).replace('id="work"', 'id="work" startQuantity="one"'), element: 'work', twin: around(user('work')).replace('id="work"', 'id="work" startQuantity="1"') },
  'element-repeated': { breaking: around(user('work', { inner: LOOP + LOOP })), element: 'work', twin: around(user('work', { inner: LOOP })) },
  'reference-missing': { breaking: around(caught('work', '<bpmn:signalEventDefinition/>')), element: 'work', twin: around(caught('work', '<bpmn:signalEventDefinition signalRef="s"/>'), 'work', { roots: '<bpmn:signal id="s" name="s"/>' }) },
  'expression-language': { breaking: choice('choice -> one [amount > 1]', 'choice -> other', 'choice-other').replace('xsi:type="bpmn:tFormalExpression"', 'xsi:type="bpmn:tFormalExpression" language="javascript"'), element: 'choice-one', twin: choice('choice -> one [amount > 1]', 'choice -> other', 'choice-other').replace('xsi:type="bpmn:tFormalExpression"', 'xsi:type="bpmn:tFormalExpression" language="feel"') },
  'name-unknown': { breaking: around(user('work')).replace('id="work"', 'id="work" colour="red"'), element: 'work', twin: around(user('work')).replace('id="work"', 'id="work" other:colour="red"') },
  'process-count': { breaking: file(), element: null, twin: around(user('work')) },
  'process-not-executable': { breaking: around(user('work'), 'work', { attributes: 'isExecutable="false"' }), element: 'sample', twin: around(user('work')) },
  'too-many-elements': { breaking: chain(MAX_ELEMENTS / 2), element: 'sample', twin: chain(MAX_ELEMENTS / 2 - 2) },
  'element-not-executed': { breaking: around('<bpmn:choreographyTask id="work"/>'), element: 'work', twin: around(user('work')) },
  'attribute-not-executed': { breaking: around(caught('work', timer('P1D'), STEP).replace('lienthong:step', 'lienthong:fourEyes').replace('number="2" limit="P2D" counts="true"', 'element="work"')), element: 'work', twin: around(caught('work', timer('P1D'), STEP)) },
  'procedure-invalid': { breaking: around(user('work'), 'work', { procedure: PROCEDURE.replace('2026-07-01', '2026-06-31') }), element: 'sample', twin: around(user('work'), 'work', { procedure: PROCEDURE.replace('2026-07-01', '2026-06-30') }) },
  'limit-exceeded': { breaking: days(5, 6), element: 'sample', twin: days(5, 5) },
  'flow-incomplete': { breaking: around(user('work')).replace('sourceRef="work" targetRef="end"', 'sourceRef="work"'), element: 'work-end', twin: around(user('work')) },
  'timer-unparsable': { breaking: around(caught('work', timer('30 days'))), element: 'work', twin: around(caught('work', timer('P30D'))) },
  'expression-invalid': { breaking: choice('choice -> one [amount > ]', 'choice -> other', 'choice-other'), element: 'choice-one', twin: choice('choice -> one [amount > 1]', 'choice -> other', 'choice-other') },
  'variable-unknown': { breaking: around(user('work', { more: mapping({ x: '=price' }) })), element: 'work', twin: around(user('work', { more: mapping({ x: '=amount' }) })) },
  'mapping-invalid': { breaking: around(user('work', { more: mapping({ 'a..b': '=amount' }) })), element: 'work', twin: around(user('work', { more: mapping({ 'a.b': '=amount' }) })) },
  'agency-missing': { breaking: work(ASSIGNMENT, ''), element: 'work', twin: work(' role="officer"', '') },
  'reason-missing': { breaking: work(' en="Waiting for an officer"', ''), element: 'work', twin: work('', '') },
  'step-missing': { breaking: work(STEP, ''), element: 'work', twin: work('P2D', 'PT4H') },
  'step-invalid': { breaking: work('P2D', 'P1DT4H'), element: 'work', twin: work('P2D', 'PT12H') },
  'task-type-missing': { breaking: around(service('work')).replace('sample.do-work', 'do work'), element: 'work', twin: around(service('work')) },
  'fact-missing': { breaking: around(receive('work', { more: '' })), element: 'work', twin: around(receive('work')) },
  'fact-invalid': { breaking: around(receive('work', { more: fact('Heard').replace('.v1.', '.') })), element: 'work', twin: around(receive('work', { more: fact('Heard') + fact('Seen') })) },
  'dossier-state-invalid': { breaking: around(user('work', { more: '<lienthong:dossierState code="11"/>' })), element: 'work', twin: around(user('work', { more: '<lienthong:dossierState code="10"/>' })) },
  'clock-invalid': { breaking: around(user('work', { more: '<lienthong:clock suspend="outage" legalBasis="Nghị định 118/2025/NĐ-CP"/>' })), element: 'work', twin: around(user('work', { more: '<lienthong:clock suspend="supplement" legalBasis="Nghị định 118/2025/NĐ-CP"/>' })) },
  'extension-repeated': { breaking: around(user('work', { more: STEP })), element: 'work', twin: around(user('work', { more: fact('Heard') + fact('Seen') })) },
  'form-invalid': {
    breaking: around(user('work', { more: '<zeebe:formDefinition formKey="camunda-forms:bpmn:F"/>' }), 'work', { procedure: `${PROCEDURE}<zeebe:userTaskForm id="F">{"components":[{"type":"textfield"}]}</zeebe:userTaskForm>` }),
    element: 'F',
    twin: around(user('work', { more: '<zeebe:formDefinition formKey="camunda-forms:bpmn:F"/>' }), 'work', { procedure: `${PROCEDURE}<zeebe:userTaskForm id="F">{"components":[{"type":"textfield","key":"name"}]}</zeebe:userTaskForm>` }),
  },
} satisfies Record<Exclude<Rule, StructuralRule | Elsewhere>, Specimen>;

describe('a model at publication', () => {
  it.each(Object.entries(SPECIMENS))('%s: refused, with the element named in two languages', async (rule, { breaking, element }) => {
    const findings = await findingsOf(breaking);
    const found = findings.find((finding) => finding.rule === rule);
    expect(findings.map((finding) => finding.rule)).toContain(rule);
    expect(found?.element).toBe(element);
    expect(found?.text.vi.length).toBeGreaterThan(5);
    expect(found?.text.en.length).toBeGreaterThan(5);
  });

  it.each(Object.entries(SPECIMENS))('%s: its nearest twin passes', async (_rule, { twin }) => {
    expect(await findingsOf(twin)).toEqual([]);
  });

  it('lists every finding, in the order of the file', async () => {
    const xml = model([start(), user('a', { work: STEP + REASON }), user('b', { work: ASSIGNMENT + STEP }), end(), flows('start -> a', 'a -> b', 'b -> end [true]')], { procedure: PROCEDURE.replace('P10D', 'soon') });
    expect((await findingsOf(xml)).map(({ element, rule }) => [element, rule])).toEqual([
      ['sample', 'procedure-invalid'],
      ['a', 'agency-missing'],
      ['b', 'reason-missing'],
      ['b-end', 'condition-alone'],
    ]);
  });

  it.each([
    ['a signal end', around(user('work')).replace('name="Xong">', 'name="Xong"><bpmn:signalEventDefinition/>')],
    ['a message boundary', model([start(), user('work'), boundary('late', 'work', 'P1D').replace(timer('P1D'), MESSAGE), end(), flows('start -> work', 'work -> end', 'late -> end')])],
    ['a repeating timer', around(caught('work', timer('P1D'))).replaceAll('timeDuration', 'timeCycle')],
    ['an extension on a gateway', model([start(), `<bpmn:parallelGateway id="work">${extensions(ASSIGNMENT)}</bpmn:parallelGateway>`, end(), flows('start -> work', 'work -> end')])],
    ['an element whose id occurs twice', model([start(), user('work'), user('work'), end(), flows('start -> work', 'work -> end')])],
    ['a flow to nowhere', model([start(), user('work'), end(), flows('start -> work', 'work -> nowhere')])],
  ])('does not take %s', async (_what, xml) => {
    expect((await findingsOf(xml)).length).toBeGreaterThan(0);
  });

  it('takes what a drawing tool writes: pools, lanes, groups, arrows to data, notes, colours, and the picture of an element that is gone', async () => {
    expect(await findingsOf(MODELER_MODEL)).toEqual([]);
  });

  it('never throws, whatever the file is', async () => {
    const xml = around(user('work'));
    for (let cut = 0; cut < xml.length; cut += 37) expect((await findingsOf(xml.slice(0, cut))).length).toBeGreaterThan(0);
    expect((await findingsOf('không phải XML')).map(({ rule }) => rule)).toEqual(['xml-unreadable']);
  });
});
