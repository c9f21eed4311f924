import type { Bilingual } from '../language/bilingual.js';
import type { Explanation } from './explain.js';
import { postJson, request, requestJson } from './request.js';

// Changes of a due date by hand, decided and previewed by processing; this page computes no date.

/** Why it is not possible now, in the reader's language. */
export type Barred = Readonly<{ code: string; title: string; whatToDo: string }> | null;

export type Suspension = Readonly<{ number: number; from: string; to: string | null; ground: string; name: Bilingual; isVoid: boolean }>;

export type ClockOptions = Readonly<{
  dueAt: string;
  receivedAt: string;
  calendar: string;
  suspensions: readonly Suspension[];
  extension: Readonly<{ problem: Barred }>;
  apology: Readonly<{ problem: Barred; suggestedDueAt: string | null; deadline: string | null; legalBasis: Bilingual }>;
}>;

export const AMENDMENTS = { extension: 'extensions', apology: 'apology', correction: 'corrections' } as const;
export type AmendmentKind = keyof typeof AMENDMENTS;
/** As the act takes it: `limit` and `legalBasis`, `dueAt`, or `what` and what belongs to it. */
export type AmendmentBody = Readonly<Record<string, string | number>>;

export type AmendmentPreview = Readonly<{
  from: string;
  dueAt: string;
  /** Of an apology: whether the letter goes out before its deadline. */
  isInTime: boolean | null;
  steps: readonly Readonly<{ taskId: string; name: Bilingual; from: string; to: string }>[];
  explanation: Explanation;
}>;

const dossierAt = (code: string): string => `/api/processing/dossiers/${encodeURIComponent(code)}`;

export const getClockOptions = (code: string, signal?: AbortSignal): Promise<ClockOptions> => requestJson(`${dossierAt(code)}/clock`, signal);

export const previewAmendment = (code: string, kind: AmendmentKind, body: AmendmentBody): Promise<AmendmentPreview> => postJson(`${dossierAt(code)}/clock/${AMENDMENTS[kind]}/preview`, body);

/** That date, or nothing is changed. `key`: the same for every repetition of one act. */
export function amendClock(code: string, kind: AmendmentKind, body: AmendmentBody, previewedDueAt: string, key: string): Promise<object> {
  return postJson(`${dossierAt(code)}/clock/${AMENDMENTS[kind]}`, { ...body, previewedDueAt }, { 'idempotency-key': key });
}

/** Form 04 as it was given. */
export const readApology = async (code: string): Promise<Blob> => (await request(`${dossierAt(code)}/apology?format=html`, { accept: 'text/html' })).blob();
