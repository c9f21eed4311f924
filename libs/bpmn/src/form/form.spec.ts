import type { Json, Variables } from '../index.js';
import { fillForm } from './fill-form.js';
import { readForm } from './read-form.js';

const NOW = '2026-11-20T09:00:00+07:00';
const read = (...components: readonly object[]) => readForm('F', JSON.stringify({ components }));

function filled(components: readonly object[], given: Variables, context: Variables = {}): Json {
  const reading = read(...components);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.problems));
  const answer = fillForm(reading.form, given, context, NOW);
  return answer.kind === 'filled' ? answer.variables : answer.fields.map(({ path, vi }) => `${path}: ${vi}`);
}
const one = (component: object, value: Json | undefined, context: Variables = {}): Json =>
  filled([{ key: 'x', label: 'Trường', ...component }], value === undefined ? {} : { x: value }, context);
const wrong = (sentence: string): Json => [`x: “Trường” ${sentence}`];

describe('a field of a form takes', () => {
  const text = { type: 'textfield' };
  const number = { type: 'number' };
  const choice = { type: 'select', values: [{ label: 'Một', value: 'a' }, { label: 'Hai', value: 2 }] };
  const many = { ...choice, type: 'checklist' };
  it.each<[string, object, Json | undefined, Json]>([
    ['text', text, 'Nguyễn', { x: 'Nguyễn' }],
    ['text on one line', text, 'a\nb', { x: 'a b' }],
    ['several lines in an area', { type: 'textarea' }, 'a\nb', { x: 'a\nb' }],
    ['a number as text', text, 12, { x: '12' }],
    ['no object as text', text, { a: 1 }, wrong('phải là văn bản')],
    ['nothing where nothing is required', text, undefined, { x: '' }],
    ['not nothing where something is', { ...text, validate: { required: true } }, undefined, wrong('là bắt buộc')],
    ['the default where nothing was said', { ...text, defaultValue: 'Hà Nội', validate: { required: true } }, undefined, { x: 'Hà Nội' }],
    ['enough letters', { ...text, validate: { minLength: 3 } }, ' ab ', wrong('cần ít nhất 3 ký tự')],
    ['not too many', { ...text, validate: { maxLength: 2 } }, 'abc', wrong('có tối đa 2 ký tự')],
    ['an address', { ...text, validate: { validationType: 'email' } }, 'lan@example.vn', { x: 'lan@example.vn' }],
    ['no half of one', { ...text, validate: { validationType: 'email' } }, 'lan@', wrong('không phải địa chỉ thư điện tử')],
    ['a phone number', { ...text, validate: { validationType: 'phone' } }, '+84912345678', { x: '+84912345678' }],
    ['no local one', { ...text, validate: { validationType: 'phone' } }, '0912345678', wrong('phải là số điện thoại có mã nước, ví dụ +84912345678')],
    ['what its pattern says', { ...text, validate: { pattern: '^\\d{3}/\\w+$' } }, '123/ab_1', { x: '123/ab_1' }],
    ['in JavaScript’s letters', { ...text, validate: { pattern: '^\\w+$' } }, 'ấp', wrong('không đúng mẫu')],
    ['in the author’s words', { ...text, validate: { pattern: '^[A-Z]$', patternErrorMessage: 'Chữ in' } }, 'a', ['x: Chữ in']],
    ['a number', number, 0.3, { x: 0.3 }],
    ['a number in digits', number, '0.30', { x: 0.3 }],
    ['digits kept as text', { ...number, serializeToString: true }, '0.30', { x: '0.30' }],
    ['no words as a number', number, 'ba', wrong('phải là số')],
    ['whole numbers', { ...number, decimalDigits: 0 }, 1.5, wrong('phải là số nguyên')],
    ['few decimals', { ...number, decimalDigits: 2 }, 1.234, wrong('có tối đa 2 chữ số thập phân')],
    ['exact steps', { ...number, increment: '0.1' }, 0.3, { x: 0.3 }],
    ['no other steps', { ...number, increment: '0.1' }, 0.35, wrong('phải là bội của 0.1')],
    ['not less', { ...number, validate: { min: 0 } }, -1, wrong('nhỏ nhất là 0')],
    ['not more', { ...number, validate: { max: 5 } }, 6, wrong('lớn nhất là 5')],
    ['zero, which is not nothing', { ...number, validate: { required: true, min: 0 } }, 0, { x: 0 }],
    ['a check', { type: 'checkbox' }, true, { x: true }],
    ['its absence', { type: 'checkbox' }, undefined, { x: false }],
    ['not its absence where it is required', { type: 'checkbox', validate: { required: true } }, false, wrong('là bắt buộc')],
    ['no word as a check', { type: 'checkbox' }, 'yes', wrong('phải là đúng hoặc sai')],
    ['a choice', choice, 2, { x: 2 }],
    ['no other', choice, '2', wrong('không phải một trong các lựa chọn')],
    ['none', choice, null, { x: null }],
    ['several', many, ['a', 2], { x: ['a', 2] }],
    ['none of them', many, undefined, { x: [] }],
    ['none that is not offered', many, ['a', 'b'], wrong('có giá trị không thuộc các lựa chọn')],
    ['none twice', many, ['a', 'a'], wrong('có một lựa chọn ghi hai lần')],
    ['a day', { type: 'datetime', subtype: 'date' }, '2026-02-28', { x: '2026-02-28' }],
    ['no day that never was', { type: 'datetime', subtype: 'date' }, '2026-02-30', wrong('không đúng dạng, ví dụ 2026-11-25')],
    ['no past day where it says so', { type: 'datetime', subtype: 'date', disallowPassedDates: true }, '2026-11-19', wrong('không được là ngày đã qua')],
    ['today where no past day is allowed', { type: 'datetime', subtype: 'date', disallowPassedDates: true }, '2026-11-20', { x: '2026-11-20' }],
    ['a time', { type: 'datetime', subtype: 'time' }, '23:59', { x: '23:59' }],
    ['no 25th hour', { type: 'datetime', subtype: 'time' }, '25:00', wrong('không đúng dạng, ví dụ 09:30')],
    ['both', { type: 'datetime', subtype: 'datetime' }, '2026-11-20T09:00+07:00', { x: '2026-11-20T09:00+07:00' }],
  ])('%s', (_what, component, value, expected) => expect(one(component, value)).toEqual(expected));

  it('choices from what the procedure gives, never from the sender', () => {
    const byName = { type: 'select', valuesKey: 'wards' };
    expect(one(byName, 'b', { wards: ['a', 'b'] })).toEqual({ x: 'b' });
    expect(filled([{ key: 'x', label: 'Trường', ...byName }], { x: 'b', wards: ['b'] })).toEqual(wrong('không phải một trong các lựa chọn'));
    expect(one({ type: 'radio', valuesExpression: '=for w in wards return w.code' }, 'b', { wards: [{ code: 'b' }] })).toEqual({ x: 'b' });
  });
});

describe('a form', () => {
  it('drops what it does not know, what it hides and what is disabled, and keeps what is only to be read', () => {
    const fields = [
      { type: 'checkbox', key: 'married' },
      { type: 'textfield', key: 'spouse', label: 'Vợ chồng', conditional: { hide: '=not(married)' }, validate: { required: true } },
      { type: 'textfield', key: 'fixed', disabled: true },
      { type: 'textfield', key: 'shown', readonly: true },
    ];
    const sent = { married: false, spouse: 'Minh', fixed: 'x', shown: 'forged', admin: true };
    expect(filled(fields, sent, { shown: 'Đã ghi' })).toEqual({ married: false, shown: 'Đã ghi' });
    expect(filled(fields, { married: true }, {})).toEqual(['spouse: “Vợ chồng” là bắt buộc']);
  });
  it('lets hidden fields hide what depends on them', () => {
    const fields = [
      { type: 'checkbox', key: 'a' },
      { type: 'checkbox', key: 'b', conditional: { hide: '=not(a)' } },
      { type: 'textfield', key: 'c', conditional: { hide: '=b != true' } },
    ];
    expect(filled(fields, { a: false, b: true, c: 'x' })).toEqual({ a: false });
    expect(filled(fields, { a: true, b: true, c: 'x' })).toEqual({ a: true, b: true, c: 'x' });
  });
  it('works out computed fields itself, from what was filled in', () => {
    const fields = [{ type: 'number', key: 'area' }, { type: 'expression', key: 'fee', expression: '=area * rate' }, { type: 'number', key: 'limit', label: 'Mức', validate: { max: '=fee' } }];
    expect(filled(fields, { area: 0.1, fee: 0, limit: 0.02 }, { rate: 0.2 })).toEqual({ area: 0.1, fee: 0.02, limit: 0.02 });
    expect(filled(fields, { area: 0.1, limit: 1 }, { rate: 0.2 })).toEqual(['limit: “Mức” lớn nhất là 0.02']);
  });
  it('reaches through groups and rows, each row with its own rules', () => {
    const fields = [
      { type: 'group', path: 'owner', components: [{ type: 'textfield', key: 'name', label: 'Tên', validate: { required: true } }] },
      { type: 'group', components: [{ type: 'textfield', key: 'address.street' }] },
      { type: 'dynamiclist', path: 'children', label: 'Con', components: [
        { type: 'textfield', key: 'name', label: 'Tên con', validate: { required: true } },
        { type: 'textfield', key: 'school', conditional: { hide: '=this.name = "Út"' } },
      ] },
    ];
    expect(filled(fields, { owner: { name: 'Lan', role: 'x' }, address: { street: 'Phố Huế' }, children: [{ name: 'Cả', school: 'A' }, { name: 'Út', school: 'B' }] }))
      .toEqual({ owner: { name: 'Lan' }, address: { street: 'Phố Huế' }, children: [{ name: 'Cả', school: 'A' }, { name: 'Út' }] });
    expect(filled(fields, { owner: {}, children: [{ name: 'Cả' }, {}] })).toEqual(['owner.name: “Tên” là bắt buộc', 'children.1.name: “Tên con” là bắt buộc']);
    expect(filled(fields, { owner: { name: 'Lan' }, children: Array.from({ length: 201 }, () => ({ name: 'x' })) })).toEqual(['children: “Con” có 201 dòng, tối đa 200']);
  });
  it('keeps the number of rows where none may be added', () => {
    const fields = [{ type: 'dynamiclist', path: 'rows', label: 'Dòng', allowAddRemove: false, components: [{ type: 'checkbox', key: 'ok' }] }];
    expect(filled(fields, { rows: [{ ok: true }] }, { rows: [{ name: 'a' }] })).toEqual({ rows: [{ ok: true }] });
    expect(filled(fields, { rows: [] }, { rows: [{ name: 'a' }] })).toEqual(['rows: “Dòng” phải có đúng 1 dòng']);
  });
  it('is not led astray by names of prototypes or a pattern that would run for years', () => {
    expect(filled([{ type: 'textfield', key: 'constructor' }], JSON.parse('{"constructor":"x","__proto__":{"y":1}}') as Variables)).toEqual({ constructor: 'x' });
    expect(read({ type: 'textfield', key: '__proto__' }).kind).toBe('refused');
    expect(one({ type: 'textfield', validate: { pattern: '^(a+)+$' } }, `${'a'.repeat(5_000)}!`)).toEqual(wrong('không đúng mẫu'));
  });
});

describe('a form, as its viewer has it,', () => {
  it('does not repeat a label that is worked out in what is wrong', () => {
    const needed = (label: string): Json => filled([{ type: 'textfield', key: 'school', label, validate: { required: true } }], {});
    for (const label of ['=name', '{{name}}: trường']) expect(needed(label)).toEqual(['school: “school” là bắt buộc']);
  });
  const note = (hide: string): object => ({ type: 'textfield', key: 'note', conditional: { hide } });
  const shows = (components: readonly object[], given: Variables): boolean => Object.hasOwn(filled(components, { note: 'x', ...given }) as Variables, 'note');
  it.each<[string, string, Variables, boolean]>([
    ['hides where a condition comes to nothing', '=n > 3', {}, false],
    ['hides where it names what nobody has set', '=nobody', {}, false],
    ['shows where the negation of one comes to nothing', '=not(n > 3)', {}, true],
    ['hides where that is true', '=not(n > 3)', { n: 1 }, false],
    ['takes a negation for one only if it is the whole', '=not(n > 3) and not(n > 5)', {}, false],
    ['and not where brackets merely stand at both ends', '=not(c) or (n > 5)', { c: true }, false],
    ['reads brackets in texts as text', '=not(n > 3 and ")" = ")")', {}, true],
    ['shows where it is false', '=n > 3', { n: 1 }, true],
    ['shows where it is something else', '="text"', {}, true],
  ])('%s', (_what, hide, given, expected) => expect(shows([{ type: 'number', key: 'n' }, { type: 'checkbox', key: 'c' }, note(hide)], given)).toBe(expected));
  it('still sees what a hidden field began with', () => {
    const hidden = (more: object): object => ({ type: 'textfield', key: 'h', conditional: { hide: '=true' }, ...more });
    expect(shows([hidden({ defaultValue: 'd' }), note('=h = "d"')], {})).toBe(false);
    expect(shows([hidden({}), note('=h = ""')], {})).toBe(false);
    expect(shows([{ type: 'group', path: 'g', components: [hidden({ defaultValue: 'd' })] }, note('=g.h = "d"')], {})).toBe(false);
  });
  it('takes an emptied field for empty, whatever it showed before', () => {
    expect(one({ type: 'number', defaultValue: 3 }, null)).toEqual({ x: null });
    expect(one({ type: 'number', validate: { required: true } }, null, { x: 3 })).toEqual(wrong('là bắt buộc'));
    expect(one({ type: 'textfield', defaultValue: 'Hà Nội' }, undefined, { x: null })).toEqual({ x: '' });
  });
  it('lets bounds be worked out to texts and to more than 15 digits', () => {
    expect(one({ type: 'number', validate: { max: '=top' } }, 6, { top: '5' })).toEqual(wrong('lớn nhất là 5'));
    expect(one({ type: 'number', validate: { max: '=top' } }, 6, { top: { '@type': 'number', '@value': '5.00000000000000000001' } })).toEqual(wrong('lớn nhất là 5.00000000000000000001'));
    expect(one({ type: 'number' }, '.5')).toEqual({ x: 0.5 });
  });
  it('takes a choice that is named, not its label alone', () => {
    expect(one({ type: 'select', valuesKey: 'w' }, 'K', { w: [{ label: 'K' }, 'a'] })).toEqual(wrong('không phải một trong các lựa chọn'));
    expect(one({ type: 'select', valuesKey: 'w' }, { k: 1 }, { w: [{ label: 'K', value: { k: 1 } }] })).toEqual({ x: { k: 1 } });
    expect(one({ type: 'select', valuesKey: 'w' }, 0, { w: [0, ''] })).toEqual({ x: 0 });
  });
});

describe('a schema is refused that', () => {
  const field = { type: 'textfield', key: 'x' };
  it.each<[string, object, string]>([
    ['has a field without a key', { type: 'textfield' }, 'has no key'],
    ['has a key that is no name', { type: 'textfield', key: 'a b' }, 'cannot be the name'],
    ['has what is not shown here', { type: 'iframe' }, '"iframe" is not used here'],
    ['has nothing to choose', { type: 'select', key: 's' }, 'nothing to choose'],
    ['has a condition that does not parse', { ...field, conditional: { hide: '=1 +' } }, 'position'],
    ['looks around in a pattern', { ...field, validate: { pattern: '(?=a)b' } }, 'cannot be used here'],
    ['has a bound that is no number', { type: 'number', key: 'n', validate: { max: 'viele' } }, 'has to be a number'],
    ['has a date of no kind', { type: 'datetime', key: 'd' }, 'no subtype'],
    ['computes nothing', { type: 'expression', key: 'e' }, 'has no expression'],
    ['has a rule that means nothing there', { ...field, validate: { min: 3 } }, 'cannot have the rule "validate.min"'],
    ['measures the length of a number', { type: 'number', key: 'n', validate: { minLength: 3 } }, 'cannot have the rule "validate.minLength"'],
    ['works out what is required', { ...field, validate: { required: '=a' } }, '"validate.required" cannot be an expression'],
    ['works out a pattern', { ...field, validate: { pattern: '=a' } }, '"validate.pattern" cannot be an expression'],
    ['has a default that is no choice', { type: 'select', key: 's', values: [{ label: 'A', value: 'a' }], defaultValue: 'b' }, 'Default value: "s" is not one of the choices'],
    ['has a default of another kind', { type: 'number', key: 'n', defaultValue: '3' }, 'not of the kind of the field'],
    ['has a default that its own rules refuse', { type: 'number', key: 'n', validate: { max: 5 }, defaultValue: 6 }, 'Default value: "n" has to be at most 5'],
    ['gives two components one id', { type: 'group', id: 'G', components: [{ ...field, id: 'G' }] }, 'Two components have the id "G"'],
    ['repeats nowhere', { type: 'dynamiclist', components: [field] }, 'needs a path'],
    ['is nested beyond reading', [1, 2, 3, 4, 5, 6].reduce<object>((inner) => ({ type: 'group', components: [inner] }), field), 'nested deeper'],
  ])('%s', (_what, component, sentence) => expect(JSON.stringify(read(component))).toContain(sentence.replaceAll('"', '\\"')));
  it('writes two fields to one place, is too large, or is none', () => {
    expect(JSON.stringify(read(field, { type: 'group', path: 'g', components: [field] }, field))).toContain('Two components write');
    expect(read(...Array.from({ length: 301 }, (_, index) => ({ type: 'checkbox', key: `k${index}` }))).kind).toBe('refused');
    for (const text of ['', '{', '[]', '{"components":{}}', `{"components":[],"x":"${'x'.repeat(100_000)}"}`]) expect(readForm('F', text).kind).toBe('refused');
  });
});
