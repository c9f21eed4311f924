/** A public fact as audit heard it: what it says of itself, and its data exactly as they came. */
export type HeardFact = Readonly<{
  /** Service that announced it. */
  service: string;
  /** Full name of the contract's message, such as `lienthong.tax.v1.NoticeIssued`; `lienthong.FactErased` of one that was erased before it came. */
  factType: string;
  /** Fact number in the source's log, dense from 1. */
  sequence: number;
  /** Log index of the event behind it. */
  logIndex: number;
  /** Dossier code, or empty for a fact about no dossier. */
  dossierCode: string;
  /** When it occurred, RFC 3339. */
  at: string;
  /** Proto3 JSON, as text: audit keeps what was said, not what it understood. */
  data: string;
}>;

/** What of a fact is counted. */
export type CountedFact = Pick<HeardFact, 'service' | 'sequence'>;

export type FactHeard = Readonly<{ type: 'FactHeard'; data: HeardFact }>;

/** Names the fact beside its sealed text (as `causationId`), so that it still counts when its content is erased here: `tax/facts/17`. */
export const hearingOf = ({ service, sequence }: CountedFact): string => `${service}/facts/${sequence}`;

/** What `hearingOf` wrote; undefined for anything else. */
export function readHearing(causationId: string | null): CountedFact | undefined {
  const [, service, sequence] = /^([a-z-]+)\/facts\/([1-9]\d{0,15})$/.exec(causationId ?? '') ?? [];
  return service === undefined ? undefined : { service, sequence: Number(sequence) };
}

/** The part of a full name that people know: `NoticeIssued`. */
export const shortType = (factType: string): string => factType.slice(factType.lastIndexOf('.') + 1);
