import type { Finding, Place } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import type { AuditedLog, Reread } from './audited-logs.js';
import type { FollowPorts, WatchedLog } from './follow-log.js';
import { rereadBundle, rereadUpperTiles } from './reread-log.js';

export type RereadPorts = Pick<FollowPorts, 'reading' | 'kept' | 'alarms' | 'owner'> & Readonly<{ now: () => string; nowMs: () => number }>;

/** Where the pass over one log is: what it found so far, and how often in a row a place could not be read. */
export type Pass = Readonly<{ reread: Reread; found: readonly Finding[]; failures: number; startedMs: number; pausedUntilMs: number; notedMs: number }>;

/** Some 2,000 entries: a quarter of a second of work at most before another log has its turn. */
const BUNDLES_AT_ONCE = 8;
/** A small log is read again so often, not oftener. */
const PASS_EVERY_MS = 3_000;
/** So often in a row, while the log's checkpoint is there: then what is read is the trouble, not the network. */
const MOST_FAILURES = 5;
const NOTED_EVERY_MS = 1_000;
/** Told of one pass; where more is wrong, nothing is mended by it, and the rest is found when these are. */
const MOST_FOUND = 100;

export function beginPass(log: AuditedLog, at: string, nowMs: number): Pass {
  const { completedAt = null, passes = 0 } = log.reread ?? {};
  return { reread: { checked: 0, of: log.size, since: at, completedAt, passes }, found: [], failures: 0, startedMs: nowMs, pausedUntilMs: 0, notedMs: -Infinity };
}

/** A piece of the endless reading of one log from its beginning; ends a pass when it is through, and mends what was right this time. */
export async function rereadSome(watched: WatchedLog, pass: Pass | undefined, ports: RereadPorts): Promise<Pass | undefined> {
  const { kept, alarms, now, nowMs } = ports;
  if (pass !== undefined && pass.pausedUntilMs > nowMs()) return pass;
  const log = await kept.open(watched.origin);
  if (log.size === 0) return undefined;
  let at = pass ?? beginPass(log, now(), nowMs());
  for (let bundle = 0; bundle < BUNDLES_AT_ONCE && at.reread.checked < at.reread.of; bundle += 1) {
    // The pass ends where the log ended when it began; what came since was verified just now.
    const read = await rereadBundle(watched, { ...log, size: at.reread.of }, at.reread.checked, ports);
    if (read.kind === 'failed') return failed(at, log, ports);
    const told = read.findings.slice(0, MOST_FOUND - at.found.length);
    await alarms.report(told);
    at = { ...at, failures: 0, found: [...at.found, ...told], reread: { ...at.reread, checked: read.next } };
  }
  return at.reread.checked < at.reread.of ? noted(at, log, ports) : completed(watched, at, log, ports);
}

async function failed(pass: Pass, log: AuditedLog, { alarms, nowMs }: RereadPorts): Promise<Pass> {
  const failures = pass.failures + 1;
  if (failures >= MOST_FAILURES && log.seen?.missing === null) await alarms.report([findings.eventMissing(log.origin, pass.reread.checked)]);
  return { ...pass, failures, pausedUntilMs: nowMs() + 1_000 };
}

async function noted(pass: Pass, log: AuditedLog, { kept, owner, nowMs }: RereadPorts): Promise<Pass> {
  if (nowMs() - pass.notedMs < NOTED_EVERY_MS) return pass;
  await kept.noteReread(log.id, pass.reread, owner.fence());
  return { ...pass, notedMs: nowMs() };
}

async function completed(watched: WatchedLog, pass: Pass, log: AuditedLog, ports: RereadPorts): Promise<Pass> {
  const { kept, alarms, owner, now, nowMs } = ports;
  const ofTiles = await rereadUpperTiles(watched, { ...log, size: pass.reread.of }, ports);
  await alarms.report(ofTiles);
  if (pass.found.length < MOST_FOUND) await alarms.mend((await alarms.open(log.origin)).filter((place) => isMendedBy(pass.reread.of, [...pass.found, ...ofTiles], place)));
  const reread: Reread = { ...pass.reread, completedAt: now(), passes: pass.reread.passes + 1 };
  await kept.noteReread(log.id, reread, owner.fence());
  const next = beginPass({ ...log, reread }, now(), nowMs());
  return { ...next, pausedUntilMs: pass.startedMs + PASS_EVERY_MS };
}

/** What a whole pass has seen to be right: of the kinds that it looks for, at indexes that it read, and not found again. */
export function isMendedBy(of: number, found: readonly Place[], { kind, index, subject }: Place): boolean {
  const isLookedFor = (kind === 'entry-altered' || kind === 'event-missing' || kind === 'tiles-altered') && subject === '';
  return isLookedFor && index !== null && index < of && !found.some((again) => again.kind === kind && again.index === index);
}
