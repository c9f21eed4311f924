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
      return length > MAX_FILE_BYTES ? unusable(`Expected to read ${path}, but it is larger than ${MAX_FILE_BYTES} bytes`, `Không đọc được ${path}: tệp lớn hơn ${MAX_FILE_BYTES} byte`) : decode(Buffer.concat(chunks));
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

/** UTF-8, or UTF-16 where the file says so by its mark; XML knows both, and some editors on Windows write it. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** Lines of a stream, one by one as they come; a line without an end is an error and not an overflow of memory. */
export async function* linesOf(stream: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Unusable> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (isTooLong) isTooLong = false;
      else yield line;
    }
    if (rest.length > MAX_FILE_BYTES) {
      if (!isTooLong) yield unusable(`Expected to read a line, but it is longer than ${MAX_FILE_BYTES} characters`, `Không đọc được một dòng: dài hơn ${MAX_FILE_BYTES} ký tự`);
      [rest, isTooLong] = ['', true];
    }
  }
  const last = rest + decoder.decode();
  if (last !== '' && !isTooLong) yield last;
}
