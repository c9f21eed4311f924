import type { Bilingual } from '../language/bilingual.js';
import { postJson, requestJson } from './request.js';

// Work that is late or about to be, and whom its warnings were given to. Owned by processing, which moves the dates.

export const DEADLINE_STATES = ['late', 'soon'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];
export type DeadlineFilter = Readonly<{ state: DeadlineState | ''; agency: string; unit: string; procedure: string }>;

export type DeadlineItem = Readonly<{
  dossierCode: string;
  procedure: Readonly<{ code: string | null; name: Bilingual | null }>;
  /** `null`: the dossier as a whole, where its oldest open step lies. */
  step: Readonly<{ taskId: string; name: Bilingual; kind: string }> | null;
  agency: string;
  unit: string | null;
  officer: Readonly<{ name: string }> | null;
  dueAt: string;
  state: DeadlineState;
  since: string;
  /** It became so after the reader last said to have looked. */
  isNew: boolean;
  /** For the citizen: its time does not count. */
  isWaiting: boolean;
}>;

export type OfficeCount = Readonly<{ agency: string; unit: string | null; late: number; soon: number; waiting: number }>;
export type DeadlineCounts = Readonly<{ items: readonly OfficeCount[]; total: Readonly<{ late: number; soon: number; waiting: number }> }>;

export type GivenWarning = Readonly<{
  code: string;
  at: string;
  dueAt: string;
  reason: Bilingual;
  step: Readonly<{ taskId: string; name: Bilingual }> | null;
  to: readonly Readonly<{ receiver: string; name: Bilingual; officer: Readonly<{ name: string }> | null }>[];
}>;

const AT = '/api/processing/deadlines';

function addressed(path: string, values: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))}`;
}

export function listDeadlines(filter: DeadlineFilter, cursor: string | null, signal?: AbortSignal): Promise<Readonly<{ items: readonly DeadlineItem[]; next: string | null; asOf: string }>> {
  return requestJson(addressed(AT, { ...filter, cursor: cursor ?? '' }), signal);
}

export function countDeadlines(procedure: string, signal?: AbortSignal): Promise<DeadlineCounts> {
  return requestJson(addressed(`${AT}/counts`, { procedure }), signal);
}

/** At most so many are counted; `isMore` says that there are others. */
export type NewDeadlines = Readonly<{ count: number; isMore: boolean }>;

export const countNewDeadlines = (signal?: AbortSignal): Promise<NewDeadlines> => requestJson(`${AT}/new`, signal);

/** The list was looked at as it was at `until`, its `asOf`. */
export const markDeadlinesSeen = (until: string): Promise<object> => postJson(`${AT}/seen`, { until });

export function listWarnings(code: string, signal?: AbortSignal): Promise<Readonly<{ items: readonly GivenWarning[] }>> {
  return requestJson(`/api/processing/dossiers/${encodeURIComponent(code)}/warnings`, signal);
}
