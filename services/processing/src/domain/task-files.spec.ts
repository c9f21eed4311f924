import { fillTaskForm, publishModel, type Json, type TaskForm, type Variables } from '@lienthong/bpmn';
import { strangeFiles } from './task-files.js';

const report = { name: 'biên bản.pdf', sha256: 'a'.repeat(64), size: 1_200, mediaType: 'application/pdf' };
const plan = { name: 'bản vẽ.pdf', sha256: 'b'.repeat(64), size: 900, mediaType: 'application/pdf' };
const FORM = JSON.stringify({ components: [{ type: 'filepicker', key: 'report', label: 'Biên bản' }, { type: 'filepicker', key: 'drawings', label: 'Bản vẽ', multiple: true }] });

let shown: Pick<TaskForm, 'form' | 'data'>;
beforeAll(async () => {
  const published = await publishModel(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:s">
    <bpmn:process id="p" isExecutable="true"><bpmn:extensionElements><zeebe:userTaskForm id="F">${FORM}</zeebe:userTaskForm></bpmn:extensionElements><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process></bpmn:definitions>`);
  const form = published.kind === 'compiled' ? published.definition.forms['F'] : undefined;
  if (form === undefined) throw new Error(JSON.stringify(published));
  shown = { form, data: { drawings: [plan], dossier: { papers: [{ ...report, sha256: 'c'.repeat(64) }] } } };
});

function strange(given: Variables, attached?: Parameters<typeof strangeFiles>[2]): Json {
  const answer = fillTaskForm(shown, given, '2026-11-26T09:00:00+07:00');
  return answer.kind === 'filled' ? strangeFiles(shown, answer.variables, attached).map(({ path, vi }) => `${path}: ${vi}`) : 'refused';
}
const missing = (path: string, label: string, name: string): Json => [`${path}: “${label}”: tệp “${name}” chưa được đính kèm vào hồ sơ; hãy chọn lại tệp`];

describe('a file in a task’s form', () => {
  it('is one that intake keeps of this dossier', () => {
    expect(strange({ report: [report] })).toEqual(missing('report', 'Biên bản', 'biên bản.pdf'));
    expect(strange({ report: [report] }, { [report.sha256]: { size: 1_200, mediaType: 'application/pdf' } })).toEqual([]);
  });
  it('is what intake says that it is', () => {
    expect(strange({ report: [report] }, { [report.sha256]: { size: 1_201, mediaType: 'application/pdf' } })).toEqual(missing('report', 'Biên bản', 'biên bản.pdf'));
    expect(strange({ report: [report] }, { [report.sha256]: { size: 1_200, mediaType: 'image/png' } })).toEqual(missing('report', 'Biên bản', 'biên bản.pdf'));
  });
  it('may be one that the form was shown with, as it was', () => {
    expect(strange({})).toEqual([]);
    expect(strange({ report: [{ ...report, sha256: 'c'.repeat(64) }] })).toEqual([]);
    expect(strange({ drawings: [{ ...plan, size: 901 }] })).toEqual(missing('drawings', 'Bản vẽ', 'bản vẽ.pdf'));
  });
});
