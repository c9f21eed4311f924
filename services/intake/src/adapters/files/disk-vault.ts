import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileVault, type FileRejection, type KeptFile, type Upload } from '../../use-cases/file-vault.js';
import { END_BYTES, judgeContent, START_BYTES } from './file-content.js';

type Received = Readonly<{ hash: string; size: number; start: Buffer; end: Buffer }>;

/** Files in a folder, each under the SHA-256 of its bytes. A reader finds a file whole or not at all: it is renamed into its place. */
export class DiskVault extends FileVault {
  constructor(private readonly folder: string, private readonly mostBytes: number) {
    super();
  }

  override async keep({ bytes, declaredType, name }: Upload): Promise<Readonly<{ kind: 'kept'; file: KeptFile }> | Readonly<{ kind: 'rejected'; rejection: FileRejection }>> {
    const incoming = join(this.folder, 'incoming', randomUUID());
    await mkdir(dirname(incoming), { recursive: true });
    try {
      const received = await this.receive(bytes, incoming);
      if (received === 'too large') {
        const mostMegabytes = Math.floor(this.mostBytes / 1_048_576);
        return { kind: 'rejected', rejection: { code: 'FILE_TOO_LARGE', because: `Expected a file of at most ${mostMegabytes} MB, but "${name.slice(0, 80)}" is larger`, mostMegabytes } };
      }
      const judged = await judgeContent({ ...received, declaredType, name });
      if (judged.kind === 'rejected') return judged;
      await this.settle(incoming, this.placeOf(received.hash));
      return { kind: 'kept', file: { hash: received.hash, size: received.size, mediaType: judged.mediaType } };
    } finally {
      await rm(incoming, { force: true });
    }
  }

  override async open(hash: string): Promise<Readonly<{ bytes: Readable; size: number }> | undefined> {
    const place = this.placeOf(hash);
    const found = await stat(place).catch(() => undefined);
    return found === undefined ? undefined : { bytes: createReadStream(place), size: found.size };
  }

  override async condition(hash: string): Promise<'whole' | 'altered' | 'missing'> {
    const found = createHash('sha256');
    try {
      for await (const chunk of createReadStream(this.placeOf(hash)) as AsyncIterable<Buffer>) found.update(chunk);
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return 'missing';
      throw error;
    }
    return found.digest('hex') === hash ? 'whole' : 'altered';
  }

  override async discard(hash: string): Promise<boolean> {
    const place = this.placeOf(hash);
    const found = await stat(place).catch(() => undefined);
    if (found === undefined) return false;
    await rm(place, { force: true });
    await this.syncFolder(dirname(place));
    return true;
  }

  /** Streams to disk, so that no upload is ever whole in memory. What is over the limit is not read to its end. */
  private async receive(bytes: Readable, place: string): Promise<Received | 'too large'> {
    const file = await open(place, 'wx', 0o600);
    try {
      return await this.copy(bytes, file);
    } finally {
      await file.close();
    }
  }

  private async copy(bytes: Readable, file: FileHandle): Promise<Received | 'too large'> {
    const hash = createHash('sha256');
    let size = 0, start = Buffer.alloc(0), end = Buffer.alloc(0);
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.mostBytes) return 'too large';
      hash.update(chunk);
      if (start.length < START_BYTES) start = Buffer.concat([start, chunk.subarray(0, START_BYTES - start.length)]);
      end = Buffer.concat([end, chunk]).subarray(-END_BYTES);
      await file.write(chunk);
    }
    // Busboy cuts a file at the limit and says so on the stream, instead of passing on what is beyond it.
    if ((bytes as { truncated?: boolean }).truncated === true) return 'too large';
    await file.sync();
    return { hash: hash.digest('hex'), size, start, end };
  }

  /** The name is durable only when its folder is. */
  private async settle(incoming: string, place: string): Promise<void> {
    await mkdir(dirname(place), { recursive: true });
    await rename(incoming, place);
    await this.syncFolder(dirname(place));
  }

  private async syncFolder(path: string): Promise<void> {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private placeOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}
