import { parseJson, plain, plainVariables } from './variables-json.js';

describe('JSON of variables', () => {
  it('brings numbers that a double cannot hold as the engine writes them', () => {
    expect(parseJson('{"a": 1.50, "b": 12345678901234567890, "c": [0.1, 1e3], "d": "12345678901234567890"}')).toEqual({
      a: 1.5, b: { '@type': 'number', '@value': '12345678901234567890' }, c: [0.1, 1000], d: '12345678901234567890',
    });
    const number = (text: string): object => ({ '@type': 'number', '@value': text });
    expect(parseJson('[1e400, -1E+999, 1e-400, 0e-400, 0.0, 1.5e300]')).toEqual([number('1e400'), number('-1E+999'), number('1e-400'), 0, 0, number('1.5e300')]);
  });

  it('writes them with all their digits, and dates as their text', () => {
    const variables = { n: { '@type': 'number', '@value': '0.3333333333333333333' }, list: [{ '@type': 'date', '@value': '2026-01-05' }], x: { '@type': 'a' }, deep: { y: null } };
    expect(JSON.stringify(plainVariables(variables))).toBe('{"n":0.3333333333333333333,"list":["2026-01-05"],"x":{"@type":"a"},"deep":{"y":null}}');
    expect(plain(null)).toBeNull();
  });
});
