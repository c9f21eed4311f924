import { setTimeout as pause } from 'node:timers/promises';
import { bundlePath, readBundle, readTile, tilePath } from '@lienthong/transparency-log';
import type { TileAt } from '@lienthong/transparency-log';
import { LogReading } from '../../use-cases/monitor/log-reading.js';
import type { LogStatus, Read } from '../../use-cases/monitor/log-reading.js';

/** A log answers in milliseconds; one that does not keeps the others waiting no longer. */
const ANSWER_WITHIN_MS = 5_000;
/** 256 entries of 4,096 bytes with their lengths; a checkpoint and a status are far smaller. */
const MOST_BYTES = 256 * 4_098;
const LONGEST_WAIT_S = 60;

/** Reads logs over HTTP as any stranger does: no token, no way round. */
export class LogClient extends LogReading {
  constructor(private readonly stop: AbortSignal) { super(); }

  async checkpoint(url: string): Promise<Read<string>> {
    return mapped(await this.get(url, 'checkpoint'), (bytes) => bytes.toString());
  }

  async status(url: string): Promise<Read<LogStatus>> {
    const read = await this.get(url, 'status');
    if (read.kind !== 'read') return read;
    try {
      return { kind: 'read', value: statusOf(JSON.parse(read.value.toString())) };
    } catch {
      return { kind: 'failed', because: `${url}/status is not JSON` };
    }
  }

  async tile(url: string, at: TileAt): Promise<Read<Buffer>> {
    const read = await this.get(url, tilePath(at));
    if (read.kind !== 'read') return read;
    const tile = readTile(read.value, at);
    return tile.kind === 'tile' ? { kind: 'read', value: tile.hashes } : { kind: 'absent' };
  }

  async bundle(url: string, index: number, width: number): Promise<Read<readonly Buffer[]>> {
    const read = await this.get(url, bundlePath({ index, width }));
    if (read.kind !== 'read') return read;
    const bundle = readBundle(read.value, width, index);
    return bundle.kind === 'entries' ? { kind: 'read', value: bundle.entries } : { kind: 'absent' };
  }

  /** Whoever copies a long log for the first time is told by the gateway to go slower, and does. */
  private async get(url: string, path: string, isRepeat = false): Promise<Read<Buffer>> {
    const address = `${url.replace(/\/$/, '')}/${path}`;
    try {
      const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.any([this.stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
      const bytes = await boundedBytes(answer);
      if (answer.status === 429 && !isRepeat) {
        await this.waitFor(Number(answer.headers.get('retry-after') ?? 1));
        return await this.get(url, path, true);
      }
      if (answer.status === 200) return { kind: 'read', value: bytes };
      return answer.status === 404 ? { kind: 'absent' } : { kind: 'failed', because: `${address} answers ${answer.status}` };
    } catch (error) {
      const { cause, message } = error as Error & { cause?: { code?: string } };
      return { kind: 'failed', because: `${address} does not answer (${cause?.code ?? message})` };
    }
  }

  private async waitFor(seconds: number): Promise<void> {
    await pause(Math.min(LONGEST_WAIT_S, Math.max(1, seconds)) * 1_000, undefined, { signal: this.stop });
  }
}

function mapped<A, B>(read: Read<A>, map: (value: A) => B): Read<B> {
  return read.kind === 'read' ? { kind: 'read', value: map(read.value) } : read;
}

async function boundedBytes(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new Error(`it answers with more than ${MOST_BYTES} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

/** Nobody signs a status: each member is taken for what it is, or for not said. */
function statusOf(value: unknown): LogStatus {
  const status = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const served = status['served'] as Readonly<Record<string, unknown>> | null | undefined;
  const refusing = status['refusing'] as Readonly<Record<string, unknown>> | null | undefined;
  const announces = status['announces'];
  return {
    size: wholeNumber(status['size']), servedSize: wholeNumber(served?.['size']),
    unwitnessedSince: typeof status['unwitnessedSince'] === 'string' ? status['unwitnessedSince'] : null,
    refusing: refusing === null || refusing === undefined ? null : { code: text(refusing['code']), because: text(refusing['because']) },
    announces: Array.isArray(announces) ? announces.filter((type) => typeof type === 'string') : null,
  };
}

const wholeNumber = (value: unknown): number | null => (Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : null);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');
