import type { NationalState } from '../agencies/states.js';
import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

// What the audit service says about dossiers: who has each one, since when and why. Times are RFC 3339 with offset.

export type Holder = Readonly<{ agency: string; unit: string; role: string }>;

export type DossierItem = Readonly<{
  code: string;
  procedureCode: string;
  state: NationalState;
  holder: Holder | null;
  element: string | null;
  task: Bilingual | null;
  reason: Bilingual | null;
  /** Since when neither holder nor state has changed; null while audit has heard no beginning. */
  since: string | null;
  dueAt: string | null;
  suspended: boolean;
  late: boolean;
  /** Steps that failed and wait for a person to try them again. */
  incidents: number;
  updatedAt: string;
  /** Index in audit's log of the fact that this item has last taken in: of two versions the higher one is newer. */
  position: number;
}>;

export type DossierPage = Readonly<{ items: readonly DossierItem[]; next: string | null; total: number }>;

export type TimelineEntry = Readonly<{
  index: number;
  source: string;
  type: string;
  at: string;
  heardAt: string;
  sequence: number | string;
  title: Bilingual;
  detail: Bilingual | null;
  actor: Readonly<{ agency: string; unit: string }> | null;
  data: Readonly<Record<string, unknown>>;
}>;

/** Facts of a source that audit knows to exist and has not heard. */
export type Gap = Readonly<{ source: string; from: number | string; to: number | string }>;

export type DossierHistory = DossierItem & Readonly<{ timeline: readonly TimelineEntry[]; gaps?: readonly Gap[] }>;

export type WaitingTask = Readonly<{ element: string; name: Bilingual; count: number; oldestSince: string | null }>;

export type AgencyLoad = Readonly<{
  agency: string;
  waiting: number;
  late: number;
  suspended: number;
  oldestSince: string | null;
  tasks: readonly WaitingTask[];
}>;

export type Board = Readonly<{
  agencies: readonly AgencyLoad[];
  states: readonly Readonly<{ state: NationalState; count: number }>[];
  incidents: number;
  /** Open alarms about the logs. */
  alarms?: number;
  position: number;
}>;

/** A fact as it happens, with the dossier's list item after it. */
export type LiveFact = Readonly<{ index: number; code: string; type: string; source: string; at: string; title: Bilingual; item: DossierItem }>;

export type DossierFilter = Readonly<{ agency?: string; state?: NationalState; late?: boolean; q?: string }>;

export function listDossiers(filter: DossierFilter, page: Readonly<{ cursor: string | null; limit: number }>, signal?: AbortSignal): Promise<DossierPage> {
  const query = new URLSearchParams({ limit: String(page.limit) });
  if (filter.agency !== undefined) query.set('agency', filter.agency);
  if (filter.state !== undefined) query.set('state', String(filter.state));
  if (filter.late === true) query.set('late', 'true');
  if (filter.q !== undefined) query.set('q', asCode(filter.q));
  if (page.cursor !== null) query.set('cursor', page.cursor);
  return requestJson(`/api/audit/dossiers?${query}`, signal);
}

/** As it stands now, or as it was known at a moment of the past (record time, RFC 3339). */
export function getDossier(code: string, knownAt: string | null, signal?: AbortSignal): Promise<DossierHistory> {
  const query = knownAt === null ? '' : `?${new URLSearchParams({ 'known-at': knownAt })}`;
  return requestJson(`/api/audit/dossiers/${encodeURIComponent(code)}${query}`, signal);
}

export function getBoard(signal?: AbortSignal): Promise<Board> {
  return requestJson('/api/audit/board', signal);
}

/** Whether an item belongs in a list with this filter; audit's own predicate, for items that arrive live. */
export function matchesFilter(item: DossierItem, { agency, state, late, q }: DossierFilter): boolean {
  return (
    (agency === undefined || item.holder?.agency === agency) &&
    (state === undefined || item.state === state) &&
    (late !== true || item.late) &&
    (q === undefined || item.code.includes(asCode(q)))
  );
}

/** Codes are written in capitals; whoever types one need not care. */
const asCode = (typed: string): string => typed.toUpperCase();
