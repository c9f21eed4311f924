import { readModel } from '../model.js';
import { answer, bkm, decision, definitions, input, literal, valueOf } from '../spec-model.js';

const of = (logic: string, given: Parameters<typeof valueOf>[2] = {}, typeRef?: string): unknown => valueOf(input('x') + decision('d', logic, { input: ['x'] }, typeRef), 'd', given);
const entry = (name: string, value: string): string => `<contextEntry><variable name="${name}"/>${value}</contextEntry>`;

describe('boxed expressions', () => {
  it('a context, whose entries see those before them', () => {
    expect(of(`<context>${entry('base', literal('x * 2'))}${entry('Tiền phí', literal('base + 1'))}</context>`, { x: 3 })).toEqual({ base: 6, 'Tiền phí': 7 });
  });

  it('a context with a result', () => {
    expect(of(`<context>${entry('a', literal('1'))}${entry('b', literal('a + 1'))}<contextEntry>${literal('a + b')}</contextEntry></context>`)).toBe(3);
  });

  it('a function in a context, which may call itself', () => {
    const fac = `<functionDefinition><formalParameter name="n" typeRef="number"/>${literal('if n < 2 then 1 else n * fac(n - 1)')}</functionDefinition>`;
    expect(of(`<context>${entry('fac', fac)}<contextEntry>${literal('fac(10)')}</contextEntry></context>`)).toBe(3_628_800);
  });

  it('a list and a relation', () => {
    expect(of(`<list>${literal('1')}${literal('x')}</list>`, { x: 2 })).toEqual([1, 2]);
    const relation = `<relation><column name="tên"/><column name="n"/><row>${literal('"a"')}${literal('x')}</row><row>${literal('"b"')}${literal('x + 1')}</row></relation>`;
    expect(of(relation, { x: 1 })).toEqual([{ tên: 'a', n: 1 }, { tên: 'b', n: 2 }]);
  });

  it.each([[1, 'one'], [2, 'other'], [null, 'other']])('a conditional of %p', (x, value) => {
    expect(of(`<conditional><if>${literal('x = 1')}</if><then>${literal('"one"')}</then><else>${literal('"other"')}</else></conditional>`, { x })).toBe(value);
  });

  it('a filter by a condition, with item and its fields, and by a place', () => {
    const filter = (match: string): string => `<filter><in>${literal('x')}</in><match>${literal(match)}</match></filter>`;
    const x = [{ n: 1 }, { n: 5 }, { n: 9 }];
    expect(of(filter('n > 3'), { x })).toEqual([{ n: 5 }, { n: 9 }]);
    expect(of(filter('item.n = 5'), { x })).toEqual([{ n: 5 }]);
    expect(of(filter('-1'), { x })).toEqual({ n: 9 });
    expect(of(filter('n > 3'), { x: null })).toEqual([]);
  });

  it('iterators', () => {
    const iterator = (tag: string, body: string, expression: string): string => `<${tag} iteratorVariable="i"><in>${literal('x')}</in><${body}>${literal(expression)}</${body}></${tag}>`;
    expect(of(iterator('for', 'return', 'i * 2'), { x: [1, 2, 3] })).toEqual([2, 4, 6]);
    expect(of(iterator('for', 'return', 'if i = 1 then 1 else i * partial[-1]'), { x: [1, 2, 3, 4] })).toEqual([1, 2, 6, 24]);
    expect(of(iterator('for', 'return', 'i'), { x: { '@type': 'range', '@value': '[2..4]' } })).toEqual([2, 3, 4]);
    expect(of(iterator('some', 'satisfies', 'i > 2'), { x: [1, 2, 3] })).toBe(true);
    expect(of(iterator('every', 'satisfies', 'i > 2'), { x: [1, 2, 3] })).toBe(false);
    expect(of(iterator('every', 'satisfies', 'i > 2'), { x: [] })).toBe(true);
    expect(of(iterator('every', 'satisfies', 'if i = 1 then null else i > 1'), { x: [1, 2] })).toBe(null);
    expect(of(iterator('some', 'satisfies', 'if i = 1 then null else i > 1'), { x: [1, 2] })).toBe(true);
  });

  it('a condition that is no boolean makes all of it null, with an error', () => {
    const logics = [
      `<conditional><if>${literal('"abc"')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
      `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('if item < 3 then true else "no"')}</match></filter>`,
      `<every iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('if i = 1 then true else "no"')}</satisfies></every>`,
      `<some iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('if i = 2 then true else "no"')}</satisfies></some>`,
    ];
    for (const logic of logics) expect(answer(decision('d', logic), 'd')).toEqual({ value: null, errors: [{ element: 'd', text: expect.stringContaining('to be a boolean') as string }] });
  });

  it('an invocation by names, what is left out being null', () => {
    const invoke = (name: string, bindings: readonly (readonly [string, string])[]): string =>
      `<invocation>${literal(name)}${bindings.map(([parameter, text]) => `<binding><parameter name="${parameter}"/>${literal(text)}</binding>`).join('')}</invocation>`;
    const ratio = bkm('ratio', ['a: number', 'b: number'], literal('if b = null then "none" else a / b'));
    const body = (logic: string): string => ratio + decision('d', logic, { knowledge: ['ratio'] });
    expect(valueOf(body(invoke('ratio', [['b', '4'], ['a', '1']])), 'd')).toBe(0.25);
    expect(valueOf(body(invoke('ratio', [['a', '1']])), 'd')).toBe('none');
    expect(answer(body(invoke('ratio', [['c', '1']])), 'd')).toMatchObject({ value: null, errors: [{ element: 'd' }] });
    expect(valueOf(body(invoke('abs', [['n', '-3']])), 'd')).toBe(3);
  });

  it('external functions are null with an error', () => {
    const java = `<functionDefinition kind="Java"><formalParameter name="n"/><context>${entry('class', literal('"java.lang.Maths"'))}${entry('method signature', literal('"abs(double)"'))}</context></functionDefinition>`;
    const { value, errors } = answer(decision('d', `<context>${entry('f', java)}<contextEntry>${literal('f(1)')}</contextEntry></context>`), 'd');
    expect([value, errors.at(-1)?.text]).toEqual([null, expect.stringContaining('its kind is Java')]);
  });

  it('a Java function of the list of feel is called where a model is tried, and not published', () => {
    const java = (kind: string): string => `<functionDefinition kind="${kind}"><formalParameter name="n"/><formalParameter name="m"/><context>${entry('class', literal(' "java.lang.Math" '))}${entry('method signature', literal('"max(int, int)"'))}</context></functionDefinition>`;
    const body = (kind: string, call: string): string => decision('d', `<context>${entry('f', java(kind))}<contextEntry>${literal(call)}</contextEntry></context>`);
    expect(answer(body('Java', 'f(123, 456)'), 'd')).toMatchObject({ value: 456, errors: [] });
    expect(answer(body('Java', 'f(m: 1, n: 2)'), 'd')).toMatchObject({ value: 2, errors: [] });
    expect(answer(body('Java', 'f(1.5, 2)'), 'd')).toMatchObject({ value: null, errors: [{}] });
    expect(answer(body('PMML', 'f(1, 2)'), 'd').value).toBeNull();
    expect(readModel(definitions(body('Java', 'f(1, 2)')))).toMatchObject({ kind: 'refused', findings: [{ rule: 'function-external' }] });
  });

  it('a literal in another language, an empty one and none are null with an error', () => {
    expect(answer(decision('d', '<literalExpression expressionLanguage="http://www.w3.org/javascript"><text>1</text></literalExpression>'), 'd')).toMatchObject({ value: null, errors: [{ element: 'd' }] });
    expect(answer(decision('d', literal('')), 'd')).toMatchObject({ value: null, errors: [{ element: 'd' }] });
    expect(answer(decision('d', ''), 'd')).toMatchObject({ value: null, errors: [{ element: 'd' }] });
  });
});
