import { etagOf, expectedVersionOf, minPositionOf } from './position-params.js';

const request = (headers: object, query: object = {}) => ({ headers, query }) as never;

describe('If-Match', () => {
  it('reads the ETags that this API gives, and no others', () => {
    expect([etagOf(7), expectedVersionOf(request({ 'if-match': etagOf(7) })), expectedVersionOf(request({ 'if-match': 'W/"7"' }))]).toEqual(['"7"', 7, 7]);
    expect([expectedVersionOf(request({})), expectedVersionOf(request({ 'if-match': '*' }))]).toEqual([undefined, undefined]);
    for (const bad of ['7', '"x"', '"1","2"', '', '"-1"', '"99999999999999999"']) expect(() => expectedVersionOf(request({ 'if-match': bad }))).toThrow('BAD_REQUEST');
  });
});

describe('min-position', () => {
  it('is taken from the query before the header', () => {
    expect(minPositionOf(request({ 'min-position': '4' }, { 'min-position': '5' }))).toBe(5);
    expect([minPositionOf(request({ 'min-position': '4' })), minPositionOf(request({})), minPositionOf(request({}, { 'min-position': '' }))]).toEqual([4, undefined, undefined]);
    for (const bad of ['-1', '1.5', 'x', ['1', '2'], '9999999999999999999']) expect(() => minPositionOf(request({}, { 'min-position': bad }))).toThrow('BAD_REQUEST');
  });
});
