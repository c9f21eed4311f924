import { createHash } from 'node:crypto';
import { addCheckpointBody, MAX_CLOCK_AHEAD_S, openNote } from '@lienthong/transparency-log';
import type { AskedWitness } from './transparency-policy.js';

/**
 * What a witness says to a checkpoint (transparency-log.md §5): it cosigned; it stands at another size than the request began with; the
 * checkpoint does not extend what it has cosigned; or nothing that could be used.
 */
export type WitnessAnswer =
  | Readonly<{ kind: 'cosigned'; line: string }>
  | Readonly<{ kind: 'stands-at'; size: number }>
  | Readonly<{ kind: 'contradicted'; because: string }>
  | Readonly<{ kind: 'failed'; because: string }>;

export type Submission = Readonly<{ oldSize: number; path: readonly Buffer[]; text: string; note: string }>;

/** A witness answers within milliseconds; one in another province may be far and busy. */
const ANSWER_WITHIN_MS = 5_000;
/** A checkpoint with the signatures of a hundred keys has a third of this. */
const MOST_BYTES = 65_536;
const SIZE = /^(0|[1-9][0-9]{0,15})\n?$/;

/** Speaks C2SP tlog-witness to one witness. Never rejects: whatever goes wrong is an answer that could not be used. */
export class WitnessClient {
  constructor(readonly witness: AskedWitness) {}

  async submit({ oldSize, path, text, note }: Submission, stop: AbortSignal): Promise<WitnessAnswer> {
    const answer = await this.#ask('add-checkpoint', { method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' }, body: addCheckpointBody(oldSize, path, note) }, stop);
    if ('because' in answer) return { kind: 'failed', because: answer.because };
    const { status, contentType, body } = answer;
    if (status === 200) return this.#cosignatureIn(body, text);
    if (status === 409 && contentType.startsWith('text/x.tlog.size') && SIZE.test(body)) return { kind: 'stands-at', size: Number(body) };
    const because = `${this.witness.name} answered ${status}: ${body.slice(0, 200).trim()}`;
    return status === 422 ? { kind: 'contradicted', because } : { kind: 'failed', because };
  }

  /** The newest checkpoint of a log that the witness has cosigned; undefined where it does not say. */
  async findLatest(origin: string, stop: AbortSignal): Promise<string | undefined> {
    const answer = await this.#ask(`${createHash('sha256').update(origin).digest('hex')}/checkpoint`, { method: 'GET' }, stop);
    return 'because' in answer || answer.status !== 200 ? undefined : answer.body;
  }

  /** Lines of keys that are not this witness's are nobody's business; its own must verify. */
  #cosignatureIn(body: string, text: string): WitnessAnswer {
    for (const line of body.split('\n').filter((each) => each !== '')) {
      const opened = openNote(`${text}\n${line}\n`, [this.witness.key]);
      const [cosignature] = opened.kind === 'note' ? opened.lines : [];
      if (cosignature === undefined) continue;
      // Readers refuse a checkpoint with such a line, whatever else is in it.
      if ((cosignature.time ?? 0) > Date.now() / 1_000 + MAX_CLOCK_AHEAD_S) return { kind: 'failed', because: `${this.witness.name} cosigns with a time that has not come` };
      return { kind: 'cosigned', line: `${line}\n` };
    }
    return { kind: 'failed', because: `${this.witness.name} answered 200, but without a cosignature of its key that verifies` };
  }

  async #ask(path: string, request: RequestInit, stop: AbortSignal): Promise<Readonly<{ status: number; contentType: string; body: string }> | Readonly<{ because: string }>> {
    try {
      const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
      const answer = await fetch(`${this.witness.url.replace(/\/$/, '')}/${path}`, { ...request, redirect: 'error', signal });
      return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', body: await boundedText(answer) };
    } catch (error) {
      const { cause, message } = error as Error & { cause?: { code?: string } };
      return { because: `${this.witness.name} does not answer (${cause?.code ?? message})` };
    }
  }
}

async function boundedText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new Error(`it answers with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString();
}
