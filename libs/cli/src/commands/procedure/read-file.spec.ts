import { decode, linesOf } from './read-file.js';

const xml = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a>é</a>`;

describe('a file', () => {
  it('is UTF-8, or what it says it is', () => {
    expect(decode(Buffer.from('Lệ phí'))).toBe('Lệ phí');
    expect(decode(Buffer.from('\ufeffLệ phí'))).toBe('Lệ phí');
    expect(decode(Buffer.from('\ufeffLệ phí', 'utf16le'))).toBe('Lệ phí');
    expect(decode(Buffer.from('\ufeffLệ phí', 'utf16le').swap16())).toBe('Lệ phí');
    expect(decode(Buffer.from(xml('ISO-8859-1'), 'latin1'))).toBe(xml('ISO-8859-1'));
    expect(decode(Buffer.from(xml('UTF-16')))).toBe(xml('UTF-16'));
  });

  it.each([[Buffer.from([0x61, 0xe9, 0x62])], [Buffer.from(xml('UTF-8'), 'latin1')], [Buffer.from(xml('klingon'))]])('is not read with letters replaced', (bytes) => expect(decode(bytes)).toBeUndefined());
});

describe('lines', () => {
  async function read(...chunks: readonly Buffer[]): Promise<readonly unknown[]> {
    const lines: unknown[] = [];
    for await (const line of linesOf((async function* () { yield* chunks; })())) lines.push(line);
    return lines;
  }

  it('come one by one, wherever the stream is cut', async () => {
    const bytes = Buffer.from('Đất\r\nnhà\n\ncuối');
    for (let at = 0; at <= bytes.length; at += 1) expect(await read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(['Đất\r', 'nhà', '', 'cuối']);
    expect(await read(Buffer.from('\ufeffa\n'))).toEqual(['a']);
  });

  it('that are no UTF-8 are told, with what can be read of them', async () => {
    const wrong = { kind: 'unusable', because: 'Expected to read a line, but it is no text in UTF-8', vi: 'Không đọc được một dòng: không phải văn bản UTF-8', line: '{"id":"\ufffd"}' };
    expect(await read(Buffer.from('a\n{"id":"'), Buffer.from([0xc3]), Buffer.from('"}\nb'))).toEqual(['a', wrong, 'b']);
    expect(await read(Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}'))).toEqual([wrong]);
  });
});
