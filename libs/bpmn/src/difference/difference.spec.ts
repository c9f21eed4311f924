import assert from 'node:assert/strict';
import type { ModelElement } from '../model.js';
import { readModel } from '../parse.js';
import type { Change } from './change.js';
import { differenceOf } from './difference.js';
import { RICH_MODEL } from './spec-rich-model.js';

async function read(xml: string): Promise<ModelElement> {
  const reading = await readModel(xml);
  return reading.kind === 'read' ? reading.model : assert.fail(JSON.stringify(reading.findings));
}

const rich = await read(RICH_MODEL);
async function changes(from: string, to: string): Promise<readonly Change[]> {
  assert.ok(RICH_MODEL.includes(from), `the model has no ${from}`);
  return differenceOf(rich, await read(RICH_MODEL.replaceAll(from, to)));
}
const brief = (list: readonly Change[]) => list.map(({ kind, element, what, before, after }) => [kind, element, what, before, after]);

/** Every tree that differs from the model in one thing that is written, with what that was and what it is. */
type Mutation = Readonly<{ where: string; tree: ModelElement; before: string; after: string | null }>;
function mutationsOf(element: ModelElement, where: string): readonly Mutation[] {
  const here = `${where}/${element.type}#${element.id ?? ''}`;
  const own = (name: string, change: Partial<ModelElement>, before: string, after: string): Mutation => ({ where: `${here}.${name}`, tree: { ...element, ...change }, before, after });
  return [
    ...(element.id === null ? [] : [own('id', { id: `${element.id}-new` }, element.id, `${element.id}-new`)]),
    ...Object.entries(element.attributes).map(([name, value]) => own(name, { attributes: { ...element.attributes, [name]: `${value}-new` } }, value, `${value}-new`)),
    ...Object.entries(element.references).map(([name, [first = '', ...others]]) => own(name, { references: { ...element.references, [name]: [`${first}-new`, ...others] } }, first, `${first}-new`)),
    ...element.children.flatMap((child, index) => [
      { where: `${here} without ${child.property} ${index}`, tree: { ...element, children: element.children.toSpliced(index, 1) }, before: '', after: null },
      ...mutationsOf(child.element, here).map((mutation) => ({
        ...mutation, tree: { ...element, children: element.children.with(index, { ...child, element: mutation.tree }) },
      })),
    ]),
  ];
}

describe('the difference between two versions', () => {
  it('is nothing between a model and itself', () => expect(differenceOf(rich, rich)).toEqual([]));

  it('misses nothing that is written: each attribute, reference, id and element of a model changed by itself', () => {
    const mutations = mutationsOf(rich, '');
    expect(mutations.length).toBeGreaterThan(350);
    const silent: string[] = [];
    for (const { where, tree, before, after } of mutations) {
      const found = differenceOf(rich, tree);
      // An id alone leaves references to it dangling, and a lane that names nothing has lost its step: no more is asked than that something is told.
      const isTold = found.length > 0 && (after === null || where.endsWith('.id') || where.endsWith('.flowNodeRef') || found.some((change) => `${change.before}\n${change.after}`.includes(after)));
      if (!isTold) silent.push(`${where}: ${before} → ${String(after)}: ${JSON.stringify(brief(found))}`);
    }
    expect(silent).toEqual([]);
  });

  it('says the same backwards, with old and new exchanged', async () => {
    const other = await read(RICH_MODEL.replace('>P3D<', '>P4D<').replace('name="Ký"', 'name="Ký duyệt"').replace('formId="form-1"', 'formId="form-2"'));
    const there = brief(differenceOf(rich, other));
    expect(there).toHaveLength(3);
    expect(brief(differenceOf(other, rich))).toEqual(there.map(([kind, element, what, before, after]) => [kind, element, what, after, before]));
  });

  it.each([
    ['name="Thẩm định"', 'name="Thẩm tra"', 'verify', 'name', 'Thẩm định', 'Thẩm tra'],
    ['=price &gt; 5', '=price &gt; 6', 'dear', 'conditionExpression.body', '=price > 5', '=price > 6'],
    ['>P3D<', '>P4D<', 'too-late', 'bpmn:TimerEventDefinition/timeDuration.body', 'P3D', 'P4D'],
    ['retries="3"', 'retries="5"', 'verify', 'zeebe:TaskDefinition.retries', '3', '5'],
    ['source="=price"', 'source="=price * 2"', 'verify', 'zeebe:IoMapping/zeebe:Input[price].source', '=price', '=price * 2'],
    ['<zeebe:formDefinition formId="form-1"/>', '', 'sign', 'zeebe:FormDefinition', 'form-1', null],
    ['{"b":2}', '{"b":3}', 'main', 'zeebe:UserTaskForm[form-b].body', '{"b":2}', '{"b":3}'],
    ['<zeebe:userTaskForm id="form-a">{"a":1}</zeebe:userTaskForm>', '', 'main', 'zeebe:UserTaskForm[form-a]', '{"a":1}', null],
    ['loopMaximum="5"', 'loopMaximum="6"', 'sum', 'bpmn:StandardLoopCharacteristics.loopMaximum', '5', '6'],
    ['name="đã nộp tiền"', 'name="đã nộp"', 'paid', 'name', 'đã nộp tiền', 'đã nộp'],
    ['limit="P10D"', 'limit="P9D"', 'main', 'lienthong:Procedure.limit', 'P10D', 'P9D'],
    [' default="plain"', ' default="dear"', 'verify', 'default', 'plain', 'dear'],
    ['attachedToRef="sign"', 'attachedToRef="verify"', 'too-late', 'attachedToRef', 'sign', 'verify'],
    ['sourceRef="report"', 'sourceRef="sign"', 'f7', 'sourceRef', 'report', 'sign'],
    ['<bpmn:outgoing>plain</bpmn:outgoing><bpmn:outgoing>dear</bpmn:outgoing>', '<bpmn:outgoing>dear</bpmn:outgoing><bpmn:outgoing>plain</bpmn:outgoing>', 'verify', 'outgoing', 'plain, dear', 'dear, plain'],
    ['<bpmn:flowNodeRef>verify</bpmn:flowNodeRef></bpmn:lane>', '</bpmn:lane>', 'verify', 'lane', 'lane-a', null],
  ])('tells %s → %s', async (from, to, element, what, before, after) => {
    const found = brief(await changes(from, to)).filter(([, changed]) => changed === element);
    expect(found).toEqual([['changed', element, what, before, after]]);
  });

  it('tells an element that is new with what is written in it, and the flows by themselves', async () => {
    const found = await changes('<bpmn:endEvent id="end"', '<bpmn:manualTask id="file-away" name="Lưu"/><bpmn:sequenceFlow id="n1" sourceRef="both" targetRef="file-away"/><bpmn:endEvent id="end"');
    expect(brief(found)).toEqual([['added', 'file-away', '', null, 'name: Lưu'], ['added', 'n1', '', null, 'sourceRef: both\ntargetRef: file-away']]);
  });

  it('tells what is gone, and what moved into another scope', async () => {
    expect(brief(await changes('<bpmn:textAnnotation id="note"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation><bpmn:association id="line" sourceRef="sign" targetRef="note"/>', ''))).toEqual([
      ['removed', 'note', '', 'text: Ghi chú', null], ['removed', 'line', '', 'sourceRef: sign\ntargetRef: note', null],
    ]);
    const inside = '<bpmn:startEvent id="in"/>';
    const moved = differenceOf(rich, await read(RICH_MODEL.replace(inside, '').replace('<bpmn:endEvent id="end"', `${inside}<bpmn:endEvent id="end"`)));
    expect(brief(moved)).toEqual([['moved', 'in', 'scope', 'scope', 'main']]);
  });

  it('offers what only has another id as renamed, and nothing else of it, however many there are', async () => {
    const renamed = await read(RICH_MODEL.replace(/"(sign|scope|call|f5|main|paid)"/g, '"$1-b"').replace(/>(sign|f5)</g, '>$1-b<'));
    expect(new Set(brief(differenceOf(rich, renamed)))).toEqual(new Set(['call', 'f5', 'main', 'paid', 'scope', 'sign'].map((id) => ['renamed', `${id}-b`, 'id', id, `${id}-b`])));
  });

  it('does not guess which of two equal ones was renamed', async () => {
    const twins = (one: string, other: string) => RICH_MODEL.replace('<bpmn:endEvent id="end"', `<bpmn:manualTask id="${one}"/><bpmn:manualTask id="${other}"/><bpmn:endEvent id="end"`);
    const found = differenceOf(await read(twins('a', 'b')), await read(twins('c', 'd')));
    expect(found.map(({ kind }) => kind).toSorted()).toEqual(['added', 'added', 'removed', 'removed']);
  });

  it('speaks both languages, with the names that people know', async () => {
    const [limit] = (await changes('timeDuration xsi:type="bpmn:tFormalExpression">P3D', 'timeDuration xsi:type="bpmn:tFormalExpression">P5D'));
    expect(limit?.text).toEqual({
      vi: 'Sự kiện gắn kèm “Trễ” (too-late): thời gian chờ đổi từ “P3D” thành “P5D”', en: 'Boundary event “Trễ” (too-late): time to wait changed from “P3D” to “P5D”',
    });
    const [message] = await changes('name="đã nộp tiền"', 'name="đã nộp"');
    expect(message?.text.vi).toBe('Thông điệp “đã nộp” (paid): tên đổi từ “đã nộp tiền” thành “đã nộp” (dùng ở “Chờ tiền” (wait))');
    const [flow] = await changes('sourceRef="report"', 'sourceRef="sign"');
    expect(flow?.text.en).toBe('Flow f7: source changed from report to “Ký” (sign)');
  });
});
