import type { JsonObject } from '@bufbuild/protobuf';

/**
 * A public fact as CloudEvents 1.0 sees it (structured form; on Kafka the same members travel as `ce_*` headers).
 * `source` and `id` together are unique for ever: the log's origin and the fact's log index in it.
 */
export type FactEnvelope = Readonly<{
  specversion: '1.0';
  /** The log index, as decimal text. */
  id: string;
  /** Origin of the log, such as `lienthong.local/tax`. */
  source: string;
  /** Full name of the protobuf message, such as `lienthong.tax.v1.ObligationSettled`. */
  type: string;
  /** Dossier code; of a fact about no dossier, the key of its stream. Facts of one subject keep their order. */
  subject: string;
  /** RFC 3339 with offset: when it happened, not when it was sent. */
  time: string;
  datacontenttype: 'application/json';
  /** Fact number: dense per source from 1, so a reader sees a hole. Decimal text. */
  sequence: string;
  logindex: string;
  /** Commitment to the dossier code, as it stands in the verifiable log. */
  dossierref?: string;
  traceparent?: string;
  /** Only in a feed with proofs: base64 of a C2SP tlog-proof up to its empty line; the batch's checkpoint goes below it. */
  logproof?: string;
  /** The message in proto3 JSON mapping. */
  data: JsonObject;
}>;

/** Type of a fact whose text has been erased. It keeps its place and its numbers, and says nothing any more. */
export const ERASED_FACT = 'lienthong.FactErased';

/**
 * A fact as it is taken in when its dossier has been erased here meanwhile: a late or repeated delivery must not bring back what is gone.
 * Whatever arrived, only what places it stays.
 */
export function asErased({ specversion, id, source, time, datacontenttype, sequence, logindex, dossierref }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { specversion, id, source, type: ERASED_FACT, subject: dossierref, time, datacontenttype, sequence, logindex, dossierref, data: {} };
}

/** Kafka topic of a service's facts. */
export const topicOf = (service: string): string => `lienthong.${service}.facts`;

/** The name by which a log's entry is cited as cause: `lienthong.local/tax#42`. */
export const causeOf = (envelope: Pick<FactEnvelope, 'source' | 'id'>): string => `${envelope.source}#${envelope.id}`;
