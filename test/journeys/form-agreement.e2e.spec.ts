import { fillForm, publishModel, type Form, type Json, type Variables } from '@lienthong/bpmn';
import type { Browser } from '@playwright/test';
import { launchChromium } from './browser-visit.js';
import { FormViewer } from './form-viewer.js';

// The same schemas and inputs through form-js's viewer in Chromium and through the server's reader of them: accepted alike, with the same data.

const NOW = '2026-11-20T09:00:00+07:00';
let browser: Browser;
let viewer: FormViewer;
beforeAll(async () => {
  browser = await launchChromium();
  viewer = await FormViewer.open(browser);
});
afterAll(() => browser.close());

type Component = Readonly<Record<string, unknown>>;
type Case = Readonly<{ name: string; components: readonly Component[]; input: Variables }>;

const PLAN = { name: 'bản vẽ.pdf', sha256: 'a'.repeat(64), size: 1_200, mediaType: 'application/pdf' };
const PHOTO = { name: 'ảnh.jpg', sha256: 'b'.repeat(64), size: 900, mediaType: 'image/jpeg' };
const MANY = Array.from({ length: 21 }, (_, i) => ({ ...PLAN, sha256: String(i).padStart(64, '0') }));

const VALUES: Readonly<Record<string, readonly Json[]>> = {
  textfield: ['', 'ab', ' ab ', 'abc', 'lan@example.vn', 'lan@', '+84912345678', '12', 'Đỗ Thị Ánh', 'a1_b'],
  textarea: ['', 'ab', 'hai\ndòng', 'x'.repeat(60)],
  number: [null, 0, 1, -1, 1.5, 0.3, 12.345, 100, 1_000_000],
  checkbox: [true, false],
  select: [null, 'a', 'b'], radio: [null, 'a', 'b'], checklist: [[], ['a'], ['a', 'b']], taglist: [[], ['b']],
  filepicker: [null, [], [PLAN], [PHOTO], [PLAN, PHOTO], [PLAN, { ...PLAN, name: 'lần nữa.pdf' }], MANY, ['files::1'], 'files::1', [{ ...PLAN, sha256: 'ab' }], [{ ...PLAN, mediaType: 'text/html' }], [{ ...PLAN, size: 0.5 }]],
};
const OPTIONS = { values: [{ label: 'A', value: 'a' }, { label: 'B', value: 'b' }] };
const RULES: Readonly<Record<string, readonly Component[]>> = {
  textfield: [{}, { validate: { required: true } }, { validate: { minLength: 3 } }, { validate: { maxLength: 3 } }, { validate: { validationType: 'email' } }, { validate: { validationType: 'phone' } }, { validate: { pattern: '^\\w+$' } }, { validate: { pattern: '\\d{2}' } }, { disabled: true }, { readonly: true }],
  textarea: [{}, { validate: { required: true, maxLength: 50 } }],
  number: [{}, { validate: { required: true } }, { validate: { min: 1 } }, { validate: { max: 1.5 } }, { validate: { max: '=top' } }, { decimalDigits: 0 }, { decimalDigits: 2 }, { increment: '0.1' }, { serializeToString: true }],
  checkbox: [{}, { validate: { required: true } }, { disabled: true }],
  filepicker: [{}, { multiple: true }, { validate: { required: true } }, { multiple: true, accept: '.pdf, image/png' }, { accept: 'image/*' }, { multiple: '=top > 5' }, { multiple: '=top > 50' }, { disabled: true }, { readonly: true }],
  select: [OPTIONS, { ...OPTIONS, validate: { required: true } }, { valuesKey: 'choices' }, { valuesExpression: '=choices' }],
  radio: [OPTIONS, { ...OPTIONS, validate: { required: true } }], checklist: [OPTIONS, { ...OPTIONS, validate: { required: true } }], taglist: [OPTIONS, { ...OPTIONS, validate: { required: true } }],
};
const field = (type: string, rules: Component, key = 'x'): Component => ({ type, key, id: `Field_${key}`, label: 'Trường', ...rules });

const single = Object.entries(RULES).flatMap(([type, rules]) =>
  rules.flatMap((rule) => (VALUES[type] ?? []).map((value): Case => ({
    name: `${type} ${JSON.stringify(rule)} of ${JSON.stringify(value).slice(0, 30)}`, components: [field(type, rule)], input: { x: value, top: 10, choices: ['a', 'b'], unknown: 1 },
  }))),
);

const HIDING = [field('checkbox', {}, 'married'), field('textfield', { conditional: { hide: '=not(married)' }, validate: { required: true } }, 'spouse'), field('textfield', { conditional: { hide: '=spouse = "Lan"' } }, 'note')];
const GROUP = [{ type: 'group', id: 'G', path: 'owner', components: [field('textfield', { validate: { required: true } }, 'name'), field('number', {}, 'age')] }, { type: 'group', id: 'H', components: [field('textfield', {}, 'address.street')] }];
const ROWS = [{ type: 'dynamiclist', id: 'L', path: 'children', isRepeating: true, allowAddRemove: true, defaultRepetitions: 1, components: [field('textfield', { validate: { required: true } }, 'name'), field('textfield', { conditional: { hide: '=this.name = "Út"' } }, 'school')] }];
const FILES = [field('filepicker', { multiple: true }, 'plans'), { type: 'expression', id: 'N', key: 'pages', expression: '=count(plans)', computeOn: 'change' }, field('textfield', { conditional: { hide: '=count(plans) > 0' }, validate: { required: true } }, 'why'), { type: 'documentPreview', id: 'P', label: 'Xem', dataSource: '=plans' }];
const COMPUTED = [field('number', {}, 'area'), { type: 'expression', id: 'E', key: 'fee', expression: '=area * 2', computeOn: 'change' }];
const whole: readonly Case[] = [
  ...[{ married: true, spouse: 'Lan', note: 'x' }, { married: true, spouse: '', note: 'x' }, { married: false, spouse: 'Lan', note: 'x' }, {}].map((input): Case => ({ name: `hiding ${JSON.stringify(input)}`, components: HIDING, input })),
  ...[{ owner: { name: 'Lan', age: 30, extra: 1 }, address: { street: 'Phố Huế' } }, { owner: {} }, {}].map((input): Case => ({ name: `groups ${JSON.stringify(input)}`, components: GROUP, input })),
  ...[{ children: [{ name: 'Cả', school: 'A' }, { name: 'Út', school: 'B' }] }, { children: [{ name: '' }] }, {}].map((input): Case => ({ name: `rows ${JSON.stringify(input)}`, components: ROWS, input })),
  ...[{ plans: [PLAN, PHOTO] }, { plans: [] }, { plans: [], why: 'mất' }, {}].map((input): Case => ({ name: `files ${Object.keys(input).join()} ${input.plans?.length}`, components: FILES, input })),
  ...[{ area: 3 }, { area: 0.1, fee: 7 }].map((input): Case => ({ name: `computed ${JSON.stringify(input)}`, components: COMPUTED, input })),
  ...['2026-11-25', null].map((day): Case => ({ name: `day ${String(day)}`, components: [field('datetime', { subtype: 'date', validate: { required: true } })], input: { x: day } })),
  ...['09:30', null].map((time): Case => ({ name: `time ${String(time)}`, components: [field('datetime', { subtype: 'time', timeSerializingFormat: 'no_timezone' })], input: { x: time } })),
];

const inputs = (name: string, components: readonly Component[], ...all: readonly Variables[]): readonly Case[] => all.map((input, i): Case => ({ name: `${name} (${i + 1})`, components, input }));
const note = (hide: string): Component => field('textfield', { conditional: { hide } }, 'note');
const NUMBER = field('number', {}, 'n');
const CHECK = field('checkbox', {}, 'c');
/** Where form-js has a way of its own: emptied fields, conditions that come to nothing, what a hidden field began with. */
const ways: readonly Case[] = [
  ...inputs('default of a text', [field('textfield', { defaultValue: 'Hà Nội', validate: { required: true } })], {}, { x: '' }, { x: null }),
  ...inputs('default of a number', [field('number', { defaultValue: 0, validate: { required: true } })], {}, { x: null }, { x: 2 }),
  ...inputs('default of a check', [field('checkbox', { defaultValue: true })], {}, { x: false }, { x: null }),
  ...['select', 'radio'].flatMap((type) => inputs(`default of a ${type}`, [field(type, { ...OPTIONS, defaultValue: 'a' })], {}, { x: null }, { x: 'b' })),
  ...['checklist', 'taglist'].flatMap((type) => inputs(`default of a ${type}`, [field(type, { ...OPTIONS, defaultValue: ['a'] })], {}, { x: null }, { x: [] })),
  ...inputs('default of a day', [field('datetime', { subtype: 'date', defaultValue: '2026-01-01' })], {}, { x: null }),
  ...['=n > 3', '=nobody', '=not(n > 3)', '=not(n)', '=not(c)', '=n > 3 and c', '=null', '="text"', '=0', '=if n > 3 then true else false', '=contains(t, "a")'].flatMap((hide) =>
    inputs(`hiding by ${hide}`, [NUMBER, CHECK, field('textfield', {}, 't'), note(hide)], { note: 'x' }, { note: 'x', n: 1, c: true, t: 'a' }, { note: 'x', n: 5, c: false, t: null })),
  ...inputs('what hidden fields began with', [CHECK, field('textfield', { defaultValue: 'd', conditional: { hide: '=c' } }), field('checkbox', { conditional: { hide: '=c' } }, 'd'), note('=x = "d"'), field('textfield', { conditional: { hide: '=not(d)' } }, 'more')],
    { c: true, note: 'q', more: 'q' }, { c: true, x: 'other', d: true, note: 'q', more: 'q' }, { c: false, x: 'other', d: true, note: 'q', more: 'q' }),
  ...inputs('bounds that are worked out', [NUMBER, field('number', { validate: { min: '=n', max: '=top' } }), field('textfield', { validate: { minLength: '=n', maxLength: '=n + 1' } }, 't')], { n: 2, x: 2, top: '5', t: 'ab' }, { n: 2, x: 6, top: '5', t: 'ab' }, { n: 2, x: 3, t: 'abcd' }, { x: 3, t: 'a' }),
  ...inputs('digits', [field('number', {}, 'x'), field('number', { serializeToString: true }, 's')], { x: '.5', s: '12.50' }, { x: '1e3', s: 7 }, { x: '', s: '' }),
  ...inputs('choices of objects', [field('select', { valuesExpression: '=w' })], { x: { k: 1 }, w: [{ label: 'K', value: { k: 1 } }] }, { x: 0, w: [0, 1] }),
  ...inputs('times', [field('datetime', { subtype: 'datetime', timeSerializingFormat: 'utc_offset' }), field('datetime', { subtype: 'time', timeSerializingFormat: 'utc_normalized', timeInterval: 15 }, 't')], { x: '2026-11-20T09:30+07:00', t: '02:37Z' }, { x: null, t: null }),
  ...inputs('rows in rows', [{ type: 'dynamiclist', id: 'L', path: 'rows', isRepeating: true, allowAddRemove: true, defaultRepetitions: 2, components: [field('textfield', { defaultValue: 'd' }, 'a'),
    { type: 'dynamiclist', id: 'M', path: 'inner', isRepeating: true, allowAddRemove: true, defaultRepetitions: 1, components: [field('textfield', { conditional: { hide: '=parent.a = "d"' } }, 'b'), field('number', { validate: { max: '=i[2]' } }, 'm')] }] }],
    {}, { rows: [{ a: 'q', inner: [{ b: '1', m: 1 }, { b: '2', m: 2 }] }] }, { rows: [{ a: 'd', inner: [{ b: '1', m: 2 }] }] }),
];

/** The same numbers for ever, so that what disagreed once can be run again. */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Whole forms of drawn fields: each in the open, in a group or in the rows of a list, some hidden by a checkbox, filled with drawn values. */
function drawn(seed: number): Case {
  const draw = drawer(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const types = Object.keys(RULES);
  const values: Record<string, Json> = { top: 10, choices: ['a', 'b'], shows: draw(2) === 0 };
  const fieldsOf = (prefix: string, into: Record<string, Json>): readonly Component[] => Array.from({ length: 1 + draw(4) }, (_, i) => {
    const [type, key] = [pick(types), `${prefix}${i}`];
    if (draw(4) > 0) into[key] = pick(VALUES[type] ?? [null]);
    return field(type, { ...pick(RULES[type] ?? [{}]), ...(draw(4) === 0 && { conditional: { hide: '=not(shows)' } }) }, key);
  });
  const [inGroup, inRow] = [{}, {}];
  const components = [
    field('checkbox', {}, 'shows'), ...fieldsOf('a', values), { type: 'group', id: 'G', path: 'group', components: fieldsOf('g', inGroup) },
    { type: 'dynamiclist', id: 'L', path: 'rows', isRepeating: true, allowAddRemove: true, defaultRepetitions: 1, components: fieldsOf('r', inRow) },
  ];
  return { name: `form ${seed}`, components, input: { ...values, group: inGroup, rows: Array.from({ length: 1 + draw(3) }, () => inRow) } };
}
const generated = Array.from({ length: 60 }, (_, seed) => drawn(seed + 1));

async function formOf(components: readonly Component[]): Promise<Form> {
  const schema = JSON.stringify({ type: 'default', id: 'F', components }).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const compilation = await publishModel(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:s">
    <bpmn:process id="p" isExecutable="true"><bpmn:extensionElements><zeebe:userTaskForm id="F">${schema}</zeebe:userTaskForm></bpmn:extensionElements><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process></bpmn:definitions>`);
  const form = compilation.kind === 'compiled' ? compilation.definition.forms['F'] : undefined;
  if (form === undefined) throw new Error(`Expected to compile a form, but ${JSON.stringify(compilation)}`);
  return form;
}

/** What the viewer leaves undefined does not travel. */
const travelled = (data: unknown): unknown => JSON.parse(JSON.stringify(data)) as unknown;

let refused = 0;
afterAll(() => expect(refused).toBeGreaterThan(40));

describe('the viewer and the server', () => {
  it.each([...single, ...whole, ...ways, ...generated].map((each) => [each.name, each] as const))('agree on %s', async (_name, { components, input }) => {
    const shown = await viewer.submit({ type: 'default', id: 'F', schemaVersion: 18, components }, input);
    const answer = fillForm(await formOf(components), input, input, NOW);
    refused += shown.accepted ? 0 : 1;
    expect({ accepted: answer.kind === 'filled', data: answer.kind === 'filled' ? answer.variables : null }).toEqual({ accepted: shown.accepted, data: shown.accepted ? travelled(shown.data) : null });
  });

  it('differ in an emptied list: the one leaves it out, the other says that it is empty, so that what was there before does not stay', async () => {
    const shown = await viewer.submit({ type: 'default', id: 'F', schemaVersion: 18, components: ROWS }, { children: [] });
    expect(shown).toEqual({ accepted: true, data: {} });
    expect(fillForm(await formOf(ROWS), { children: [] }, {}, NOW)).toEqual({ kind: 'filled', variables: { children: [] } });
  });
});
