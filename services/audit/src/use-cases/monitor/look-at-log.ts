import type { Finding, Place } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import type { AuditedLog, SeenLog } from './audited-logs.js';
import { compareFacts, PATIENCE_MS } from './facts-and-entries.js';
import type { FactComparison, Missed } from './facts-and-entries.js';
import { findFirstDifference } from './first-difference.js';
import { followLog } from './follow-log.js';
import type { Followed, FollowPorts, WatchedLog } from './follow-log.js';
import type { LogStatus } from './log-reading.js';

/** What has to be remembered between two looks at one log; a new owner begins without it, and is patient anew. */
export type Memory = Readonly<{ missingSince: number | null; missed: Missed; seenAt: number }>;
export const nothingRemembered: Memory = { missingSince: null, missed: new Map(), seenAt: -Infinity };

/** `ownOrigin`: audit hears no facts of its own. */
export type LookPorts = Omit<FollowPorts, 'open'> & Readonly<{ comparison: FactComparison; ownOrigin: string; now: () => string; nowMs: () => number }>;

type Looking = LookPorts & Pick<FollowPorts, 'open'>;

/** A witness away for a while stops nothing; after ten minutes somebody should know that proofs do not grow. */
const UNWITNESSED_MS = 600_000;
/** What a log says is stored when it changes, and so often at least that a reader sees whether anybody still looks. */
const SEEN_EVERY_MS = 5_000;

/** One look: its checkpoint and what is new in it, its status, its facts. */
export async function lookAtLog(watched: WatchedLog, memory: Memory, given: LookPorts): Promise<Memory> {
  const ports: Looking = { ...given, open: await given.alarms.open(watched.origin) };
  const { kept, reading, comparison, nowMs } = ports;
  const before = await kept.open(watched.origin);
  const status = await reading.status(watched.url);
  const followed = await followLog(watched, before, ports);
  const log = await kept.open(watched.origin);
  const said = status.kind === 'read' ? status.value : null;
  const missingSince = followed.missing === null ? null : memory.missingSince ?? nowMs();
  await tellMissing(log, followed, missingSince, ports);
  if (said !== null) await tellRefusal(watched, log, said, ports);
  const isCurrent = followed.missing === null && said !== null && said.unwitnessedSince === null && said.refusing === null;
  const missed = watched.origin === ports.ownOrigin ? memory.missed : await compareFacts(log, said?.announces ?? null, memory.missed, { ...ports, comparison, isCurrent, nowMs: nowMs() });
  const seenAt = await see(log, followed, said, memory, ports);
  return { missingSince, missed, seenAt };
}

async function tellMissing(log: AuditedLog, { missing }: Followed, missingSince: number | null, { alarms, open, nowMs }: Looking): Promise<void> {
  if (missing === null) await alarms.mend(open.filter(({ kind, subject }) => kind === 'checkpoint-missing' && subject === ''));
  else if (missingSince !== null && nowMs() - missingSince >= PATIENCE_MS) await alarms.report([findings.checkpointMissing(log.origin, missing)]);
}

async function tellRefusal(watched: WatchedLog, log: AuditedLog, said: LogStatus, ports: Looking): Promise<void> {
  const { alarms, open, nowMs } = ports;
  const told: Finding[] = [];
  if (said.refusing !== null) {
    told.push(findings.refusing(log.origin, said.refusing.code, said.refusing.because));
    const index = await findFirstDifference(log, watched.url, ports);
    if (index !== null) told.push(findings.fork(log.origin, index, log.size));
  }
  if (said.unwitnessedSince !== null && nowMs() - Date.parse(said.unwitnessedSince) >= UNWITNESSED_MS) {
    told.push({ ...findings.checkpointMissing(log.origin, `unwitnessed since ${said.unwitnessedSince}`), subject: 'unwitnessed' });
  }
  await alarms.report(told);
  const isOver = ({ subject }: Place): boolean => (subject === 'refuses to sign' && said.refusing === null) || (subject === 'unwitnessed' && said.unwitnessedSince === null);
  await alarms.mend(open.filter(isOver));
}

async function see(log: AuditedLog, { opened, missing }: Followed, said: LogStatus | null, { seenAt }: Memory, { kept, owner, now, nowMs }: Looking): Promise<number> {
  const seen: SeenLog = {
    at: now(), servedSize: opened?.checkpoint.size ?? said?.servedSize ?? null,
    cosignedAt: opened?.cosignedAt === null || opened === null ? log.seen?.cosignedAt ?? null : new Date(opened.cosignedAt * 1_000).toISOString(),
    unwitnessedSince: said?.unwitnessedSince ?? null, behind: said?.size === null || said === null ? null : Math.max(0, said.size - log.size), refusing: said?.refusing ?? null, missing,
  };
  const isNews = log.seen === null || (['servedSize', 'unwitnessedSince', 'missing', 'cosignedAt'] as const).some((name) => seen[name] !== log.seen?.[name])
    || (seen.refusing === null) !== (log.seen.refusing === null);
  if (!isNews && nowMs() - seenAt < SEEN_EVERY_MS) return seenAt;
  await kept.see(log.id, seen, owner.fence());
  return nowMs();
}
