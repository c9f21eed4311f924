import type { PaperGiven } from './apply.js';
import type { CorrectionRound } from './corrections.js';
import { postJson, request, requestJson } from './request.js';

// What a dossier asks for, and what people at the counter and citizens do to it until it is accepted. Intake's own.

export type FormCheck = Readonly<{ submittedBy: number; judgedBy: number; result: 'fits' | 'kept'; basis: string; missing: readonly string[] }>;

type Said = Readonly<{ procedureCode: string; receivingUnit: string; content?: Readonly<Record<string, unknown>> } & Partial<Record<'transferor' | 'transferee' | 'parcel' | 'contractPrice', unknown>>>;
export type Application = Readonly<{
  code: string; state: Readonly<{ code: number }>; submittedAt: string; receipt: Readonly<{ receivedAt: string; dueAt: string }> | null;
  supplement: Readonly<{ reason: string; items: readonly string[] }> | null; application: Said; corrections?: readonly CorrectionRound[]; formCheck?: FormCheck | null;
}>;

const dossierAt = (code: string): string => `/api/intake/dossiers/${encodeURIComponent(code)}`;

export const getApplication = (code: string, signal?: AbortSignal): Promise<Application> => requestJson(dossierAt(code), signal);

/** What the form is shown with: its own fields, and the parts of a transfer under the same names. */
export function valuesOf({ content = {}, transferor, transferee, parcel, contractPrice }: Said): Readonly<Record<string, unknown>> {
  return { ...(opened(content) as object), ...Object.fromEntries(Object.entries({ transferor, transferee, parcel, contractPrice }).filter(([, value]) => value !== undefined)) };
}

/** A number that is no whole one is kept as its digits. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(opened);
  const { '@type': type, '@value': digits } = value as Readonly<Record<string, unknown>>;
  if (type === 'number' && typeof digits === 'string') return String(Number(digits)) === digits ? Number(digits) : digits;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, opened(each)]));
}

export type Accepted = Readonly<{ code: string; receivedAt: string; dueAt: string }>;
/** `formBasis`: the rule by which the form of the day of submission still holds. */
export const acceptDossier = (code: string, formBasis: string): Promise<Accepted> => postJson(`${dossierAt(code)}/acceptance`, formBasis === '' ? {} : { formBasis });

/** Form 01, to be printed. */
export const readReceipt = async (code: string): Promise<Blob> => (await request(`${dossierAt(code)}/receipt?format=html`, { accept: 'text/html' })).blob();

/** What was filled in, to be printed. */
export const readPrintedApplication = async (code: string): Promise<Blob> => (await request(`${dossierAt(code)}/application?format=html`, { accept: 'text/html' })).blob();

export const askSupplement = (code: string, reason: string, items: readonly string[]): Promise<object> => postJson(`${dossierAt(code)}/supplement-requests`, { reason, items });

export type SupplementBody = Readonly<{ content?: object; components: readonly PaperGiven[]; reason?: string }>;
/** `key`: the same for every repetition of one supplement. */
export const sendSupplement = (code: string, body: SupplementBody, key: string): Promise<Readonly<{ corrected: readonly string[] }>> => postJson(`${dossierAt(code)}/supplements`, body, { 'idempotency-key': key });
