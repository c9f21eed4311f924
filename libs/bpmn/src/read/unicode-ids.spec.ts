import { readModel } from '../parse.js';
import { fileOf } from './spec-drawing.js';

const process = (...elements: readonly string[]): string => `<process id="quy_trình">${elements.join('')}</process>`;

describe('ids with letters of any language', () => {
  it('keeps them, what refers to them, and the same word elsewhere', async () => {
    const reading = await readModel(fileOf(process('<startEvent id="bắt_đầu" name="hết"><outgoing>đi</outgoing></startEvent><endEvent id="hết"/><sequenceFlow id="đi" sourceRef="bắt_đầu" targetRef="hết"/>')));
    if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.findings));
    const [{ element } = { element: undefined }] = reading.model.children;
    expect(element?.id).toBe('quy_trình');
    expect(element?.children.map((child) => [child.element.id, child.element.attributes, child.element.references])).toEqual([
      ['bắt_đầu', { name: 'hết' }, { outgoing: ['đi'] }],
      ['hết', {}, {}],
      ['đi', {}, { sourceRef: ['bắt_đầu'], targetRef: ['hết'] }],
    ]);
  });

  it.each([
    ['twice', '<task id="bước"/><task id="bước"/>', 'bước', 'id-repeated'],
    ['a reference to nothing', '<task id="bước"/><sequenceFlow id="đi" sourceRef="bước" targetRef="đâu"/>', 'đi', 'reference-unknown'],
    ['a letter too late', '<task id="1bước"/>', '1bước', 'id-invalid'],
    ['a space', '<task id="bước một"/>', 'bước một', 'id-invalid'],
  ])('refuses %s in the words of the file', async (_what, elements, element, rule) => {
    const reading = await readModel(fileOf(process(elements)));
    expect(reading.kind === 'refused' && reading.findings.map((each) => [each.element, each.rule])).toContainEqual([element, rule]);
    expect(JSON.stringify(reading)).not.toContain('_id_');
  });
});
