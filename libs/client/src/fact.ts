/** A public fact in CloudEvents 1.0 structured form; `data` is the message of the contract in proto3 JSON. */
export type Fact = Readonly<{
  specversion: '1.0'; id: string; source: string; type: string; subject: string; time: string; datacontenttype: string;
  /** Fact number, dense from 1; decimal text. */
  sequence: string;
  /** Log index of the event behind it; decimal text. */
  logindex: string;
  dossierref?: string; traceparent?: string;
  /** Base64 of a C2SP tlog-proof up to its empty line. */
  logproof?: string;
  data: Readonly<Record<string, unknown>>;
}>;

/** The members that a consumer relies on, as they must be; undefined for anything else. */
export function readFact(value: unknown): Fact | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fact = value as Record<string, unknown>;
  const areTexts = ['id', 'source', 'type', 'subject', 'time', 'sequence', 'logindex'].every((name) => typeof fact[name] === 'string');
  const areOptionalTexts = ['dossierref', 'logproof', 'traceparent'].every((name) => fact[name] === undefined || typeof fact[name] === 'string');
  const isCounted = [fact['sequence'], fact['logindex']].every((number) => /^(0|[1-9]\d{0,15})$/.test(String(number)));
  return areTexts && areOptionalTexts && isCounted && typeof fact['data'] === 'object' && fact['data'] !== null ? fact as unknown as Fact : undefined;
}
