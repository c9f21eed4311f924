import { requestJson } from './request.js';

/** One reading of a dossier or of a paper of it, as the service where it happened wrote it down. */
export type RecordedRead = Readonly<{
  service: string;
  at: string;
  /** The role as the log's entry has it, and what the token said; the name is null once it has been erased. */
  reader: Readonly<{ role: string; organisation: string | null; name: string | null; agency: string | null }>;
  /** Null once it has been erased. */
  purpose: string | null;
  /** Entered by the reader; otherwise it is the usual one of the role. */
  purposeStated?: boolean;
  /** Which page or paper: `GET /dossiers/:code`. */
  what: string | null;
  /** Not shown to the holder before this moment, for a legal ground; others see it marked. */
  withheldUntil?: string | null;
  ground?: string | null;
}>;

/** `complete`: every read that the logs count was found. Otherwise `services` says who did not answer, so that a short list is not taken for a whole one. */
export type ReadsPage = Readonly<{
  items: readonly RecordedRead[];
  next: string | null;
  complete?: boolean;
  counts?: Readonly<{ logged: number; shown: number; withheld: number; services: readonly Readonly<{ origin: string; logged: number; answered: number | null }>[] }>;
}>;

export function listReads(code: string, cursor: string | null, signal?: AbortSignal): Promise<ReadsPage> {
  const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
  return requestJson(`/api/audit/dossiers/${encodeURIComponent(code)}/reads${query}`, signal);
}
