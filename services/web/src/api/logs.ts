import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

// What audit says of the logs it watches, and what each log says of itself.

/** Something that does not agree, with the place in the log. Mended ones stay on record. */
export type Alarm = Readonly<{
  id: string;
  kind: string;
  log: string;
  /** Null where it is about no single entry. */
  index: number | null;
  subject: string | null;
  explanation: Bilingual;
  foundAt: string;
  mendedAt: string | null;
}>;

export type AlarmPage = Readonly<{ items: readonly Alarm[]; next: string | null; open: number }>;

/** A log as the auditor knows it. Sizes are numbers of entries. */
export type WatchedLog = Readonly<{
  origin: string;
  service: string;
  served: Readonly<{ size: number; cosignedAt: string | null }> | null;
  /** Read to this size and found whole. */
  verified: Readonly<{ size: number; at: string }> | null;
  unwitnessedSince: string | null;
  behind: number;
  /** The re-reading from the first entry on that never ends. */
  reread: Readonly<{ checked: number; of: number; since: string | null; completedAt: string | null; passes: number }> | null;
  refusing: Readonly<{ code: string; because: string }> | null;
  findings: number;
  /** Why the log could not be read, where it could not. */
  missing: string | null;
}>;

/** What a log says of itself to anybody. */
export type PublicLog = Readonly<{
  service: string;
  /** Null where it did not answer. */
  status: Readonly<{ origin: string; size: number; served: Readonly<{ size: number; cosignedAt: string | null }> | null; unwitnessedSince: string | null; refusing: Readonly<{ code: string; because: string }> | null }> | null;
}>;

/** Services with a log, in the order of the agencies. */
const LOGGED = ['intake', 'land-registry', 'tax', 'postal', 'processing', 'audit'] as const;

/** Open ones only, or those that were mended too; newest first. */
export function listAlarms(isOpenOnly: boolean, cursor: string | null, signal?: AbortSignal): Promise<AlarmPage> {
  const query = new URLSearchParams(isOpenOnly ? { open: 'true' } : {});
  if (cursor !== null) query.set('cursor', cursor);
  return requestJson(`/api/audit/alarms?${query}`, signal);
}

export async function listWatchedLogs(signal?: AbortSignal): Promise<readonly WatchedLog[]> {
  return (await requestJson<{ logs: readonly WatchedLog[] }>('/api/audit/logs', signal)).logs;
}

export function listPublicLogs(signal?: AbortSignal): Promise<readonly PublicLog[]> {
  return Promise.all(LOGGED.map(async (service) => ({ service, status: await findStatus(service, signal) })));
}

async function findStatus(service: string, signal?: AbortSignal): Promise<PublicLog['status']> {
  try {
    return await requestJson<NonNullable<PublicLog['status']>>(`/log/${service}/status`, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
