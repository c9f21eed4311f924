/** A public fact as audit heard it: what it says of itself, and its data exactly as they came. */
export type HeardFact = Readonly<{
  /** Service that announced it. */
  service: string;
  /** Full name of the contract's message, such as `lienthong.tax.v1.NoticeIssued`. */
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

export type FactHeard = Readonly<{ type: 'FactHeard'; data: HeardFact }>;

/** The part of a full name that people know: `NoticeIssued`. */
export const shortType = (factType: string): string => factType.slice(factType.lastIndexOf('.') + 1);
