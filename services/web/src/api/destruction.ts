import type { Bilingual } from '../language/bilingual.js';
import { postJson, request, requestJson } from './request.js';

// Lists of dossiers past their retention: proposed by one person, decided by another, executed at every agency, certified. Owned by intake.

export type ListStatus = 'proposed' | 'approved' | 'rejected' | 'certified';
export type Outcome = 'returned' | 'refused' | 'withdrawn' | 'stopped';
type Officer = Readonly<{ unit: string; name: string }>;

/** An ended dossier or petition that is on no list. `due`: it may be destroyed now. */
export type Candidate = Readonly<{ code: string; procedureCode: string; outcome: Outcome | null; endedAt: string | null; keptUntil: string | null; retentionConfirmed: boolean; due: boolean }>;

export type ListRow = Readonly<{
  number: string;
  version: number;
  status: ListStatus;
  legalBasis: string;
  dossiers: number;
  proposedAt: string;
  proposedBy: Officer;
  decidedAt: string | null;
  decidedBy: Officer | null;
  /** Its number, once every agency has reported. */
  certificate: string | null;
}>;

export type ListedDossier = Readonly<{
  ref: string;
  /** Null once it is erased: its reference is all that is left. */
  code: string | null;
  procedureCode: string;
  outcome: Outcome;
  endedAt: string;
  keptUntil: string;
  /** What each agency destroyed, and what another law makes it keep. */
  reported: readonly Readonly<{ agency: string; events: number; kept: number; files: number; erasedAt: string; recordsUntil: string | null }>[];
  waitsFor: readonly string[];
}>;

export type DestructionList = Omit<ListRow, 'dossiers'> & Readonly<{ reason: string; dossiers: readonly ListedDossier[] }>;

export type Certificate = Readonly<{
  number: string;
  list: string;
  certifiedAt: string;
  legalBasis: string;
  proposed: Readonly<{ by: string; unit: string; at: string }>;
  approved: Readonly<{ by: string; unit: string; at: string }>;
  dossiers: readonly Readonly<{ ref: string; procedureCode: string; keptUntil: string }>[];
  agencies: readonly Readonly<{
    agency: string; dossiers: number; events: number; kept: number; files: number; firstAt: string; lastAt: string;
    keptByLaw: readonly Readonly<{ category: string; because: Bilingual }>[];
    /** Until when records may lie on the broker; empty where nothing does. */
    recordsUntil: string;
  }>[];
}>;

export type Page<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;

const LISTS = '/api/intake/destruction-lists';
const listAt = (number: string): string => `${LISTS}/${encodeURIComponent(number)}`;
const from = (cursor: string | null): string => (cursor === null ? '' : `?${new URLSearchParams({ cursor })}`);

export type Kept = 'dossiers' | 'petitions';

export function listCandidates(of: Kept, cursor: string | null, signal?: AbortSignal): Promise<Page<Candidate>> {
  return requestJson(`/api/intake/destruction-candidates?${new URLSearchParams({ of, ...(cursor !== null && { cursor }) })}`, signal);
}

export function listDestruction(cursor: string | null, signal?: AbortSignal): Promise<Page<ListRow>> {
  return requestJson(`${LISTS}${from(cursor)}`, signal);
}

export function getDestructionList(number: string, signal?: AbortSignal): Promise<DestructionList> {
  return requestJson(listAt(number), signal);
}

export function getCertificate(number: string, signal?: AbortSignal): Promise<Certificate> {
  return requestJson(`${listAt(number)}/certificate`, signal);
}

/** As a page to print or to keep. */
export async function fetchCertificatePage(number: string): Promise<Blob> {
  return (await request(`${listAt(number)}/certificate?format=html`, { accept: 'text/html' })).blob();
}

export function proposeDestruction(dossiers: readonly string[], legalBasis: string): Promise<Readonly<{ number: string }>> {
  return postJson(LISTS, { dossiers, legalBasis });
}

/** Only the list as it was seen is decided: one that has changed since is refused. */
export function approveDestruction({ number, version }: Pick<ListRow, 'number' | 'version'>): Promise<object> {
  return postJson(`${listAt(number)}/approval`, {}, { 'if-match': `"${version}"` });
}

export function rejectDestruction({ number, version }: Pick<ListRow, 'number' | 'version'>, reason: string): Promise<object> {
  return postJson(`${listAt(number)}/rejection`, { reason }, { 'if-match': `"${version}"` });
}
