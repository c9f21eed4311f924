import { asKey, asStorable } from '../arrival.js';
import type { FactEnvelope } from '../fact-envelope.js';
import type { ArrivedFact, Channel } from '../transport.js';

/** CloudEvents JSON batch format: an array of events. */
export const BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json';
/** Header of a feed's answer: the `after` of the next request. Larger than the last fact's number where a filter left facts out. */
export const NEXT_HEADER = 'feed-next';

/** Base64 of the cosigned checkpoint under which the batch's proofs stand. */
export const CHECKPOINT_HEADER = 'feed-checkpoint';
/** Hashes in base64, parted by commas: proof that this checkpoint extends the one the consumer named. */
export const GROWTH_HEADER = 'feed-growth';

export const toBatch = (facts: readonly FactEnvelope[]): string => JSON.stringify(facts);

/** `after` is where the request stood. Throws only if the whole is no batch; single broken events are for the reader to find. */
export function fromBatch(channel: Channel, after: number, body: string): readonly ArrivedFact[] {
  const batch = JSON.parse(body) as unknown;
  if (!Array.isArray(batch)) throw new TypeError('Expected to read a feed, but the answer is no JSON array');
  let last = after;
  return batch.map((item: unknown): ArrivedFact => {
    const event = typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Record<string, unknown>) : {};
    // A fact without a usable number stands where its neighbours say it does: a feed is dense.
    const sequence = Number(event['sequence']);
    last = Number.isSafeInteger(sequence) && sequence > last ? sequence : last + 1;
    const subject = event['subject'];
    return { key: asKey(typeof subject === 'string' && subject !== '' ? subject : `${channel}@${last}`), position: last, envelope: asStorable(event) };
  });
}
