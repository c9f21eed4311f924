import type { Bilingual } from '../language/bilingual.js';
import { orNull } from './problem.js';
import { postJson, requestJson } from './request.js';
import type { FormSchema } from './tasks.js';

// Handing in an application by the form that its procedure was published with. The catalogue is processing's, the application intake's.

export type PaperAsked = Readonly<{ code: string; name: Bilingual; mandatory: boolean; originals: number; copies: number }>;
export type OfferedProcedure = Readonly<{ code: string; version: number; name: Bilingual; effectiveFrom: string; components: readonly PaperAsked[]; form: FormSchema | null;
  /** For everybody, and for channels with a limit of their own. */
  processingTime?: readonly Readonly<{ channel: 'counter' | 'online' | 'postal' | null; text: Bilingual }>[];
  /** Without `decision` the amount is said; else a table says it by what is applied for. */
  fees?: readonly Readonly<{ code: string; name: Bilingual; amount: number; decision?: string }>[];
}>;
type Published = Omit<OfferedProcedure, 'form'> & Readonly<{ applicationForm?: string }>;
type Page = Readonly<{ items: readonly Published[]; next: string | null }>;

export type Applicant = Readonly<{ name: string; identifier: string; address: string; phone: string }>;
/** `resultCode`: the paper was taken from the national repository, under that number. */
export type PaperGiven = Readonly<{ code: string; originals: number; copies: number; files: readonly string[]; resultCode?: string; reusedFrom?: string }>;
/** How a clerk knew who asks. */
export const IDENTIFICATIONS = ['papers', 'vneid', 'population-data'] as const;
export type Identification = (typeof IDENTIFICATIONS)[number];
export const RETURN_MANNERS = ['counter', 'post'] as const;
export type ReturnManner = (typeof RETURN_MANNERS)[number];
export type ApplicationBody = Readonly<{ procedureCode: string; applicant?: Applicant; content: object; components: readonly PaperGiven[]; identification?: Identification; returnManner?: ReturnManner; prefilled: readonly object[] }>;
export type HandedIn = Readonly<{ code: string; existing: boolean }>;

const CATALOGUE = '/api/processing/procedures';

/** The newest version of each procedure found; a catalogue has hundreds, a search is for one. */
export async function searchProcedures(q: string, signal?: AbortSignal): Promise<readonly OfferedProcedure[]> {
  const { items } = await requestJson<Page>(`${CATALOGUE}?${new URLSearchParams({ q, limit: '50' })}`, signal);
  return items.filter(({ code }, place) => items.findIndex((other) => other.code === code) === place).map(offered);
}

/** The version in force on the day, as the receipt will find it; null where none is. */
export async function findProcedure(code: string, day: string, signal?: AbortSignal): Promise<OfferedProcedure | null> {
  const page = await orNull(requestJson<Page>(`${CATALOGUE}/${encodeURIComponent(code)}/versions?limit=100`, signal));
  if (page === null) return null;
  const { items } = page;
  const [inForce] = items.filter(({ effectiveFrom }) => effectiveFrom <= day).toSorted((a, b) => (a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  return inForce === undefined ? null : offered(inForce);
}

function offered({ code, version, name, effectiveFrom, components, processingTime = [], fees = [], applicationForm }: Published): OfferedProcedure {
  return { code, version, name, effectiveFrom, components, processingTime, fees, form: applicationForm === undefined ? null : (JSON.parse(applicationForm) as FormSchema) };
}

/** `key`: the same for every repetition of one application, so that a lost answer makes no second dossier. */
export const handIn = (body: ApplicationBody, key: string): Promise<HandedIn> => postJson('/api/intake/dossiers', body, { 'idempotency-key': key });
