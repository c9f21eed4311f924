import { byteaArray, int2Array, int4Array, int8Array, textArray, timestamptzArray, uuidArray } from './binary-arrays.js';
import { specLog } from './spec-log.js';
import type { SpecLog } from './spec-log.js';

let log: SpecLog;
beforeAll(async () => { log = await specLog(); });
afterAll(() => log.close());

/** As the server understood it, element by element. */
async function read(type: string, array: Buffer): Promise<unknown[]> {
  return (await log.query(`SELECT v::text FROM unnest($1::${type}[]) WITH ORDINALITY AS t (v, n) ORDER BY n`, [array])).map(({ v }) => v as unknown);
}

describe('binary arrays', () => {
  it('arrive as they were sent, at the ends of their ranges and with nulls', async () => {
    const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number;
    expect(await read('bigint', int8Array([0, 1, -1, null, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), most, least]))).toEqual(['0', '1', '-1', null, '4294967295', '4294967296', '-4294967296', `${most}`, `${least}`]);
    expect(await read('int', int4Array([2_147_483_647, null, -2_147_483_648]))).toEqual(['2147483647', null, '-2147483648']);
    expect(await read('smallint', int2Array([32_767, -1, null]))).toEqual(['32767', '-1', null]);
    expect(await read('uuid', uuidArray(['00112233445566778899aabbccddeeff', null]))).toEqual(['00112233-4455-6677-8899-aabbccddeeff', null]);
    expect(await read('text', textArray(['', null, 'Nguyễn Thị Hồng Đào', '"{\\,}"', '😀']))).toEqual(['', null, 'Nguyễn Thị Hồng Đào', '"{\\,}"', '😀']);
    expect(await read('bytea', byteaArray([Buffer.from([0, 255]), null, Buffer.alloc(0)]))).toEqual(['\\x00ff', null, '\\x']);
    const times = ['2026-06-09T01:02:00.014Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'];
    const sent = timestamptzArray(times.map((time) => Date.parse(time)));
    expect((await log.query('SELECT v FROM unnest($1::timestamptz[]) WITH ORDINALITY AS t (v, n) ORDER BY n', [sent])).map(({ v }) => (v as Date).toISOString())).toEqual(times);
  });

  it('may have no element', async () => {
    for (const [type, array] of [['bigint', int8Array([])], ['text', textArray([])], ['bytea', byteaArray([])], ['uuid', uuidArray([])]] as const) {
      expect(await read(type, array)).toEqual([]);
    }
  });
});
