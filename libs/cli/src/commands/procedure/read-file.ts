import { open } from 'node:fs/promises';
import { unusable, type Unusable } from './exit-codes.js';

/** A model has a million characters, a file of variables or answers far less; what goes on for ever is not read. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

export async function readText(path: string): Promise<string | Unusable> {
  try {
    const file = await open(path);
    try {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of file.createReadStream({ end: MAX_FILE_BYTES, autoClose: false })) {
        chunks.push(chunk as Uint8Array);
        length += (chunk as Uint8Array).length;
      }
      return length > MAX_FILE_BYTES ? unusable(`Expected to read ${path}, but it is larger than ${MAX_FILE_BYTES} bytes`, `Không đọc được ${path}: tệp lớn hơn ${MAX_FILE_BYTES} byte`) : (decode(Buffer.concat(chunks)) ?? unusable(`Expected to read ${path}, but it is no text in UTF-8, nor in another encoding that it names`, `Không đọc được ${path}: không phải văn bản UTF-8, cũng không nêu bảng mã nào khác`));
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  }
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'không có tệp này', EISDIR: 'đây là thư mục', EACCES: 'không được phép đọc', ENAMETOOLONG: 'tên quá dài' };

export const unreadable = (path: string, { code = '', message }: NodeJS.ErrnoException): Unusable =>
  unusable(`Expected to read ${path}, but ${message}`, `Không đọc được ${path}: ${REASONS[code] ?? message}`);

/**
 * UTF-8, or what the file says it is: UTF-16 by its mark, which some editors on Windows write, others by the first line of XML.
 * Undefined for anything else: with letters replaced it would be another text, and nobody would be told.
 */
export function decode(bytes: Buffer): string | undefined {
  const [, , named = 'utf-8'] = /^\s*<\?xml[^>]*\sencoding\s*=\s*(["'])([\w.-]{1,40})\1/.exec(bytes.toString('latin1', 0, 200)) ?? [];
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : named;
  try {
    // A name in ASCII that says UTF-16 without the mark is a slip of an editor.
    return new TextDecoder(/^utf-?16$/i.test(encoding) ? 'utf-8' : encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `line` is what can be read of it, so that the answer may still say whose it is. */
export type UnreadableLine = Unusable & Readonly<{ line?: string }>;

const STRICT = new TextDecoder('utf-8', { fatal: true });
const TOO_LONG = unusable(`Expected to read a line, but it is longer than ${MAX_FILE_BYTES} bytes`, `Không đọc được một dòng: dài hơn ${MAX_FILE_BYTES} byte`);

/** Lines of a stream, one by one as they come; a line without an end is an error and not an overflow of memory. */
export async function* linesOf(stream: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | UnreadableLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let isTooLong = false;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      if (!isTooLong) yield lineOf([...parts, bytes.subarray(from, end)]);
      [parts, length, isTooLong, from] = [[], 0, false, end + 1];
    }
    if (isTooLong) continue;
    parts.push(bytes.subarray(from));
    length += bytes.length - from;
    if (length <= MAX_FILE_BYTES) continue;
    yield TOO_LONG;
    [parts, length, isTooLong] = [[], 0, true];
  }
  if (length > 0) yield lineOf(parts);
}

function lineOf(parts: readonly Uint8Array[]): string | UnreadableLine {
  const bytes = Buffer.concat(parts);
  try {
    return STRICT.decode(bytes);
  } catch {
    const refusal = unusable('Expected to read a line, but it is no text in UTF-8', 'Không đọc được một dòng: không phải văn bản UTF-8');
    return { ...refusal, line: bytes.toString('utf8') };
  }
}
