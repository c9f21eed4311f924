import type { Readable } from 'node:stream';
import type { Rejection } from '@lienthong/kernel';
import type { MediaType } from '../domain/stored-file.js';

/** What a browser says about the file it sends. */
export type Upload = Readonly<{ bytes: Readable; declaredType: string; name: string }>;

export type KeptFile = Readonly<{ hash: string; size: number; mediaType: MediaType }>;

export type FileRejection =
  | (Rejection<'FILE_TOO_LARGE'> & Readonly<{ mostMegabytes: number }>)
  | (Rejection<'FILE_NOT_WHAT_IT_SAYS'> & Readonly<{ declared: string; found: string }>)
  | (Rejection<'FILE_TYPE_NOT_ALLOWED'> & Readonly<{ found: string }>)
  | Rejection<'FILE_EMPTY' | 'FILE_CUT_OFF'>;

/** Files under the hash of their bytes. */
export abstract class FileVault {
  abstract keep(upload: Upload): Promise<Readonly<{ kind: 'kept'; file: KeptFile }> | Readonly<{ kind: 'rejected'; rejection: FileRejection }>>;
  /** False when they were not here. Durable when it returns. */
  abstract discard(hash: string): Promise<boolean>;
  /** Undefined when the bytes are not here. */
  abstract open(hash: string): Promise<Readonly<{ bytes: Readable; size: number }> | undefined>;
  /** Reads all of it: whether the bytes still have the hash they were kept under. */
  abstract condition(hash: string): Promise<'whole' | 'altered' | 'missing'>;
}
