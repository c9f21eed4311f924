import { serviceOf } from '../domain/divergence.js';
import type { AuditedLog, Reread, SeenLog } from './monitor/audited-logs.js';

/** A log as audit knows it. Sizes are numbers of events; times RFC 3339. */
export type LogState = Readonly<{
  origin: string; service: string; url: string | null;
  /** What it served at the last look. */
  served: Readonly<{ size: number; cosignedAt: string | null }> | null;
  /** Read from the first event to this size, and in agreement with a checkpoint. */
  verified: Readonly<{ size: number; at: string }> | null;
  /** Read beyond that, towards the next checkpoint. */
  walked: number; behind: number; unwitnessedSince: string | null; refusing: SeenLog['refusing']; missing: string | null; lookedAt: string | null;
  reread: Reread | null;
  /** Open alarms. */
  findings: number;
}>;

type Watched = Readonly<{ origin: string; url: string | null }>;

/** Every log of the policy, also one that has no address or was never there; then those that are watched no more. */
export function logStates(watched: readonly Watched[], known: readonly AuditedLog[], openAlarms: ReadonlyMap<string, number>): readonly LogState[] {
  const origins = [...new Set([...watched.map(({ origin }) => origin), ...known.map(({ origin }) => origin)])];
  return origins.map((origin) => stateOf(origin, watched.find((log) => log.origin === origin)?.url ?? null, known.find((log) => log.origin === origin), openAlarms.get(origin) ?? 0));
}

function stateOf(origin: string, url: string | null, log: AuditedLog | undefined, findings: number): LogState {
  const seen = log?.seen ?? null;
  return {
    origin, url, findings, service: serviceOf(origin),
    served: seen === null || seen.servedSize === null ? null : { size: seen.servedSize, cosignedAt: seen.cosignedAt },
    verified: log?.verifiedAt === null || log === undefined ? null : { size: log.size, at: log.verifiedAt },
    walked: log?.walked ?? 0, behind: seen?.behind ?? 0, unwitnessedSince: seen?.unwitnessedSince ?? null, refusing: seen?.refusing ?? null,
    missing: seen === null ? 'not looked at yet' : seen.missing, lookedAt: seen?.at ?? null, reread: log?.reread ?? null,
  };
}
