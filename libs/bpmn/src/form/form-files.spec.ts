import type { Json, Variables } from '../index.js';
import { fillForm } from './fill-form.js';
import { acceptedTypes } from './files.js';
import { componentsAsked, filesIn } from './files-in.js';
import type { Form } from './form.js';
import { readForm } from './read-form.js';

const NOW = '2026-11-20T09:00:00+07:00';
const plan = { name: 'bản vẽ.pdf', sha256: 'a'.repeat(64), size: 1_200, mediaType: 'application/pdf' };
const photo = { name: 'ảnh.jpg', sha256: 'b'.repeat(64), size: 900, mediaType: 'image/jpeg' };

function formOf(...components: readonly object[]): Form {
  const reading = readForm('F', JSON.stringify({ components }));
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.problems));
  return reading.form;
}
const picker = (rules: object = {}, key = 'x'): object => ({ type: 'filepicker', key, label: 'Bản vẽ', ...rules });
function filled(form: Form, given: Variables, context: Variables = {}): Json {
  const answer = fillForm(form, given, context, NOW);
  return answer.kind === 'filled' ? answer.variables : answer.fields.map(({ path, vi }) => `${path}: ${vi}`);
}
const wrong = (sentence: string): Json => [`x: “Bản vẽ” ${sentence}`];

describe('a field of files takes', () => {
  it.each<[string, object, Json | undefined, Json]>([
    ['one', {}, [plan], { x: [plan] }],
    ['nothing where nothing is required', {}, undefined, { x: [] }],
    ['not nothing where something is', { validate: { required: true } }, [], wrong('là bắt buộc')],
    ['several where it may be several', { multiple: true }, [plan, photo], { x: [plan, photo] }],
    ['only one where it may not', {}, [plan, photo], wrong('chỉ nhận một tệp')],
    ['none twice', { multiple: true }, [plan, { ...plan, name: 'khác.pdf' }], wrong('có một tệp ghi hai lần')],
    ['no more than a component of a dossier', { multiple: true }, Array.from({ length: 21 }, (_, i) => ({ ...plan, sha256: String(i).padStart(64, '0') })), wrong('có 21 tệp, tối đa 20')],
    ['what its ending allows', { accept: '.PDF' }, [plan], { x: [plan] }],
    ['nothing else', { accept: '.pdf' }, [photo], wrong('chỉ nhận tệp .pdf, nhưng “ảnh.jpg” là image/jpeg')],
    ['a family of types', { accept: 'image/*' }, [photo], { x: [photo] }],
    ['nothing that only looks like a file', {}, ['files::abc'], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['no type that cannot be kept', {}, [{ ...plan, mediaType: 'text/html' }], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['no hash that is none', {}, [{ ...plan, sha256: '../x' }], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['none without bytes', {}, [{ ...plan, size: 0 }], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['no name that fills a page', {}, [{ ...plan, name: 'x'.repeat(201) }], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['no nameless one', {}, [{ ...plan, name: '' }], wrong('có tệp thiếu tên, mã băm, dung lượng hoặc loại')],
    ['nothing that is no list', {}, 'files::abc', wrong('phải là danh sách tệp đã tải lên')],
    ['only what a file is said to be', {}, [{ ...plan, path: '/etc' }], { x: [plan] }],
    ['nothing where it is hidden', { conditional: { hide: '=true' }, validate: { required: true } }, [plan], {}],
    ['nothing where it is disabled', { disabled: true }, [plan], {}],
    ['what was there where it is only to be read', { readonly: true }, [photo], { x: [] }],
  ])('%s', (_what, rules, value, expected) => expect(filled(formOf(picker(rules)), value === undefined ? {} : { x: value })).toEqual(expected));

  it('several where an expression over other fields says so', () => {
    const form = formOf({ type: 'checkbox', key: 'many' }, picker({ multiple: '=many' }));
    expect(filled(form, { many: true, x: [plan, photo] })).toEqual({ many: true, x: [plan, photo] });
    expect(filled(form, { many: false, x: [plan, photo] })).toEqual(wrong('chỉ nhận một tệp'));
  });
  it('what conditions and computed fields can ask for', () => {
    const form = formOf(picker({ multiple: true }), { type: 'expression', key: 'n', expression: '=count(x)' }, { type: 'textfield', key: 'why', label: 'Lý do', conditional: { hide: '=count(x) > 0' }, validate: { required: true } });
    expect(filled(form, { x: [plan] })).toEqual({ x: [plan], n: 1 });
    expect(filled(form, { x: [] })).toEqual(['why: “Lý do” là bắt buộc']);
  });
});

describe('the files of a form', () => {
  const form = formOf(
    { type: 'group', path: 'land', components: [picker({ properties: { component: 'TP2' } }, 'title')] },
    { type: 'group', components: [picker({}, 'open')] },
    { type: 'dynamiclist', path: 'floors', components: [{ type: 'textfield', key: 'name' }, picker({ label: 'Mặt bằng' }, 'plan')] },
    picker({ conditional: { hide: '=true' } }, 'hidden'), { type: 'textfield', key: 'note' },
  );
  it('are found in groups and rows, with their place, and nothing that a hidden or other field holds', () => {
    const answer = fillForm(form, { land: { title: [plan] }, open: [photo], floors: [{ name: '1', plan: [plan] }, { name: '2' }], hidden: [plan], note: 'x' }, {}, NOW);
    expect(answer.kind === 'filled' && filesIn(form, answer.variables)).toEqual([
      { path: 'land.title', label: 'Bản vẽ', component: 'TP2', file: plan }, { path: 'open', label: 'Bản vẽ', component: null, file: photo },
      { path: 'floors.0.plan', label: 'Mặt bằng', component: null, file: plan },
    ]);
  });
  it('say which papers of the procedure the form asks for', () => expect(componentsAsked(form.fields)).toEqual(['TP2']));
});

describe('a schema is refused whose', () => {
  it.each<[string, object, string]>([
    ['field accepts what cannot be kept', picker({ accept: '.pdf,.docx' }), '“.pdf,.docx”'],
    ['field works out what it accepts', picker({ accept: '=kinds' }), '“=kinds”'],
    ['field has files by default', picker({ defaultValue: [plan] }), 'không thể có sẵn tệp'],
    ['preview shows nothing', { type: 'documentPreview', id: 'P' }, 'dataSource'],
    ['preview shows what does not parse', { type: 'documentPreview', id: 'P', dataSource: '=1 +' }, 'vị trí'],
  ])('%s', (_what, component, sentence) => expect(JSON.stringify(readForm('F', JSON.stringify({ components: [component] })))).toContain(sentence));
  it('unlike one that shows files and holds no value of its own', () => expect(formOf(picker(), { type: 'documentPreview', id: 'P', dataSource: '=x' }).fields).toHaveLength(1));
});

it('reads what HTML accepts', () => {
  expect(acceptedTypes('.pdf, image/*')).toEqual(['application/pdf', 'image/png', 'image/jpeg']);
  expect(acceptedTypes('image/jpeg')).toEqual(['image/jpeg']);
  for (const text of ['', ',', '.exe', '*/*', 'video/*', '.pd']) expect(acceptedTypes(text)).toBeNull();
});
