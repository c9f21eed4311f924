import type { Json } from '@lienthong/feel';
import { answer, bkm, decision, input, literal, valueOf } from '../spec-model.js';

const ITEMS = `
<itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red", "blue"</text></allowedValues></itemDefinition>
<itemDefinition name="tColours" isCollection="true"><typeRef>tColour</typeRef></itemDefinition>
<itemDefinition name="tShort" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemComponent></itemDefinition>
<itemDefinition name="tTree"><itemComponent name="n"><typeRef>number</typeRef></itemComponent><itemComponent name="children" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>`;

const typedInput = (typeRef: string, x: Json): ReturnType<typeof answer> => answer(ITEMS + input('x', typeRef) + decision('d', literal('x'), { input: ['x'] }), 'd', { x });
const typedResult = (typeRef: string, text: string): ReturnType<typeof answer> => answer(ITEMS + decision('d', literal(text), {}, typeRef), 'd');

describe('types', () => {
  it.each<[string, Json, Json]>([
    ['number', 1, 1],
    ['number', [1], 1],
    ['string', 'a', 'a'],
    ['tColour', 'red', 'red'],
    ['tColours', ['red', 'blue'], ['red', 'blue']],
    ['tColours', 'red', ['red']],
    ['tShort', [1, 2], [1, 2]],
    ['tPerson', { name: 'An', age: 3, more: true }, { name: 'An', age: 3, more: true }],
    ['tPerson', { name: null, age: 3 }, { name: null, age: 3 }],
    ['tTree', { n: 1, children: [{ n: 2, children: [] }] }, { n: 1, children: [{ n: 2, children: [] }] }],
    ['Any', { a: [1] }, { a: [1] }],
  ])('%s takes %j', (type, x, value) => expect(typedInput(type, x)).toEqual({ value, errors: [] }));

  it.each<[string, Json]>([
    ['number', '1'],
    ['number', [1, 2]],
    ['date', '2026-01-01'],
    ['tColour', 'green'],
    ['tColours', ['red', 'green']],
    ['tShort', [1, 2, 3]],
    ['tPerson', { name: 'An' }],
    ['tPerson', { name: 'An', age: -1 }],
    ['tTree', { n: 'x', children: [] }],
  ])('%s does not take %j: null, with an error at the input', (type, x) => {
    const { value, errors } = typedInput(type, x);
    expect([value, errors.map(({ element }) => element)]).toEqual([null, ['x']]);
  });

  it('null has every type', () => expect(typedInput('tPerson', null)).toEqual({ value: null, errors: [] }));

  it.each([
    ['number', '"a"'],
    ['tColour', '"green"'],
    ['tShort', '[1, "a"]'],
  ])('a result that is no %s is null', (type, text) => expect(typedResult(type, text)).toMatchObject({ value: null, errors: [{ element: 'd' }] }));

  it('a date becomes a date and time where one is asked for', () => {
    expect(typedResult('date and time', 'date("2026-01-02")')).toEqual({ value: { '@type': 'date and time', '@value': '2026-01-02T00:00:00Z' }, errors: [] });
  });

  it('a function is not called with an argument of the wrong type: null, with an error', () => {
    const body = bkm('f', ['a: tPerson'], literal('a = null')) + decision('d', literal('f({name: "x"})'), { knowledge: ['f'] });
    const { value, errors } = answer(ITEMS + body, 'd');
    expect([value, errors.length]).toEqual([null, 1]);
  });

  it('are known to instance of', () => {
    expect(valueOf(ITEMS + decision('d', literal('[{name: "a", age: 1} instance of tPerson, {name: "a"} instance of tPerson]')), 'd')).toEqual([true, false]);
  });

  it('an unknown type speaks against nothing', () => expect(typedResult('tNobody', '1')).toEqual({ value: 1, errors: [] }));
});
