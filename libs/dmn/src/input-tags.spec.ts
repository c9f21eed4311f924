import { answer, decision, input, literal } from './spec-model.js';
import { withoutMistagged } from './input-tags.js';

const tagged = (type: unknown, value: unknown): never => ({ '@type': type, ...(value !== undefined && { '@value': value }) }) as never;

describe('inputs that are tagged', () => {
  it.each([
    ['date', '2026-02-30', 'to be the text of a date'],
    ['date', 5, 'to be the text of a date'],
    ['number', 5, 'to be the text of a number'],
    ['range', '[1..2', 'to be the text of a range'],
    ['dateTime', '2026-01-01T00:00:00', '"@type" to be one of number, date, time'],
    ['constructor', 'x', '"@type" to be one of'],
    ['date', undefined, 'to be the text of a date, but there is none'],
    ['days and time duration', 'P1Y', 'to be the text of a days and time duration'],
    ['years and months duration', 'P1D', 'to be the text of a years and months duration'],
  ])('as %j %j are null, with an error that names the input', (type, value, text) => {
    const model = input('x') + decision('d', literal('[x, x = null]'), { input: ['x'] });
    expect(answer(model, 'd', { x: tagged(type, value) })).toEqual({ value: [null, true], errors: [{ element: 'x', text: expect.stringContaining(text) as string }] });
  });

  it('are found wherever they are, what is right stays', () => {
    const right = { a: tagged('date', '2026-01-01'), list: [1, tagged('time', '10:00:00')], ld: { '@type': 'Person', name: 'An' } } as const;
    expect(withoutMistagged(right)).toEqual({ input: right, errors: [] });
    expect(withoutMistagged(right).input).toBe(right);
    const { input: cleared, errors } = withoutMistagged({ ...right, people: [{ born: tagged('date', 'x') }, { born: null }] });
    expect(cleared).toEqual({ ...right, people: [{ born: null }, { born: null }] });
    expect(errors.map(({ element }) => element)).toEqual(['people[1].born']);
  });

  it('beside numbers that are too large for JSON, which are null with an error', () => {
    expect(answer(input('x') + decision('d', literal('x'), { input: ['x'] }), 'd', JSON.parse('{"x":[1e400]}') as never)).toEqual({ value: [null], errors: [{ element: 'x[1]', text: expect.stringContaining('that JSON can hold') as string }] });
  });

  it('are bounded in how much is said of them', () => {
    expect(withoutMistagged({ x: Array.from({ length: 1_000 }, () => tagged('date', '')) }).errors).toHaveLength(20);
  });
});
