import { growTree, HASH_BYTES, leafHash, openCheckpoint, rangeFromTiles, readEntries, countVersions, rootOf, TILE_WIDTH, tilesForRange } from '@lienthong/transparency-log';
import type { CompactRange, OpenedCheckpoint, Policy, VersionHeads, WalkFinding } from '@lienthong/transparency-log';
import type { Finding, Place } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import type { Alarms } from '../alarms.js';
import type { AuditedLog, AuditedLogs, WalkedPiece } from './audited-logs.js';
import { findFirstDifference, firstDifferentHash } from './first-difference.js';
import type { LogReading } from './log-reading.js';
import type { Owner } from './owner.js';

export type WatchedLog = Readonly<{ origin: string; url: string }>;
/** `open`: what was told of this log and is not mended, asked for once a look. */
export type FollowPorts = Readonly<{ policy: Policy; reading: LogReading; kept: AuditedLogs; alarms: Alarms; open: readonly Place[]; owner: Owner; nowSeconds: () => number }>;

/** `missing`: why nothing new could be verified; it may be over at the next look. `opened`: the checkpoint that was served. */
export type Followed = Readonly<{ missing: string | null; opened: OpenedCheckpoint | null }>;

/** Entries kept at once: two megabytes. */
const BUNDLES_AT_ONCE = 16;
/** Told of one piece; where more is wrong, a person has enough to begin with, and the rest comes when these are mended. */
const MOST_FINDINGS = 20;

/** Takes the log's newest checkpoint, holds it against what is kept, and reads what is new (transparency-log.md §9 B and C). */
export async function followLog(watched: WatchedLog, log: AuditedLog, ports: FollowPorts): Promise<Followed> {
  const { reading, policy, alarms, open, nowSeconds } = ports;
  const { origin, url } = watched;
  const served = await reading.checkpoint(url);
  if (served.kind !== 'read') return { missing: served.kind === 'absent' ? 'no checkpoint has been published' : served.because, opened: null };
  const opened = openCheckpoint(served.value, policy, { origin, now: nowSeconds() });
  // Too few cosignatures may come a moment later, or be a policy that has just changed; anything else is a bad note.
  if (opened.kind === 'refused' && opened.code === 'QUORUM') return { missing: opened.because, opened: null };
  if (opened.kind === 'refused') {
    await alarms.report([findings.checkpointRefused(origin, opened.because)]);
    return { missing: null, opened: null };
  }
  await alarms.mend(open.filter(({ kind, subject }) => kind === 'checkpoint-missing' && subject === 'refused'));
  return { opened, missing: await compare(watched, log, opened, ports) };
}

async function compare(watched: WatchedLog, log: AuditedLog, opened: OpenedCheckpoint, ports: FollowPorts): Promise<string | null> {
  const { checkpoint } = opened;
  if (checkpoint.size < log.size) {
    await tellContradiction(log, opened, findings.shrunk(log.origin, checkpoint.size, log.size), ports);
    return null;
  }
  if (checkpoint.size > log.size) return walk(watched, log, opened, ports);
  if (!checkpoint.root.equals(log.root)) await blame(watched, log, opened, ports);
  // Of one size the newest note is kept: it has the newer cosignatures, and those that a policy asks for which has changed. An empty log is signed too.
  else if (log.note !== opened.note) await ports.kept.keep(log, { from: log.walked, entries: [], growth: [], heads: new Map(), verified: { ...checkpoint, note: opened.note } }, ports.owner.fence());
  return null;
}

/** Both notes are kept: together they are the evidence. Of one shrinking the first look is told, not every size on the way back up. */
async function tellContradiction(log: AuditedLog, { checkpoint: { size, root }, note }: OpenedCheckpoint, finding: Finding, { kept, alarms, open }: FollowPorts): Promise<void> {
  await kept.addEvidence(log.origin, finding.kind === 'shrunk' ? 'shrunk' : 'fork', { size, root, note }, log.note);
  if (!open.some(({ kind, subject }) => kind === finding.kind && subject === finding.subject)) await alarms.report([finding]);
}

/** The history was rewritten, or what is shown is not what was hashed: says where. */
async function blame(watched: WatchedLog, log: AuditedLog, opened: OpenedCheckpoint, ports: FollowPorts): Promise<void> {
  const index = await findFirstDifference(log, watched.url, ports);
  await tellContradiction(log, opened, findings.fork(log.origin, index, opened.checkpoint.size), ports);
}

async function walk(watched: WatchedLog, known: AuditedLog, opened: OpenedCheckpoint, ports: FollowPorts): Promise<string | null> {
  const { kept, alarms, owner } = ports;
  const { checkpoint, note } = opened;
  let log = known;
  if (log.walked > checkpoint.size) {
    await kept.forgetWalked(log, owner.fence());
    log = { ...log, walked: log.size };
  }
  let range = rangeFromTiles(log.walked, await kept.tiles(log.id, tilesForRange(log.walked)));
  while (range.size < checkpoint.size && !owner.lost.aborted) {
    const read = await readPiece(watched, log, range, checkpoint.size, ports);
    if (read.kind === 'stopped') {
      await alarms.report(read.findings);
      return read.because;
    }
    const isWhole = read.range.size === checkpoint.size;
    if (isWhole && !rootOf(read.range).equals(checkpoint.root)) {
      await kept.forgetWalked(log, owner.fence());
      await blameEntries(watched, { ...log, walked: log.size }, opened, read, ports);
      return null;
    }
    await kept.keep(log, { ...read.piece, verified: isWhole ? { size: checkpoint.size, root: checkpoint.root, note } : null }, owner.fence());
    // Read at last, and leading to what was signed: what an earlier look missed here is there.
    if (isWhole) await alarms.mend(ports.open.filter(({ kind, index, subject }) => kind === 'event-missing' && subject === '' && index !== null && index >= known.walked && index < checkpoint.size));
    await alarms.report(read.findings);
    range = read.range;
    log = { ...log, walked: range.size };
  }
  return null;
}

/** Entries do not lead to the signed root: either the past is another one, or one of the new entries is not what was hashed. */
async function blameEntries(watched: WatchedLog, log: AuditedLog, opened: OpenedCheckpoint, { piece }: PieceRead, ports: FollowPorts): Promise<void> {
  const past = await findFirstDifference(log, watched.url, ports);
  const altered = past === null ? await findAltered(watched, piece, ports) : null;
  if (altered !== null) await ports.alarms.report([findings.entryAltered(log.origin, altered)]);
  else await tellContradiction(log, opened, findings.fork(log.origin, past, opened.checkpoint.size), ports);
}

/** First entry of a piece whose hash is not at its place in the log's own tiles. */
async function findAltered({ url }: WatchedLog, { from, entries }: PieceRead['piece'], { reading }: FollowPorts): Promise<number | null> {
  const end = from + entries.length;
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < end; index += 1) {
    const width = Math.min(TILE_WIDTH, end - index * TILE_WIDTH);
    const tile = await reading.tile(url, { level: 0, index, width });
    if (tile.kind !== 'read') return null;
    const begin = Math.max(from, index * TILE_WIDTH);
    const hashes = Buffer.concat(entries.slice(begin - from, index * TILE_WIDTH + width - from).map(({ bytes }) => leafHash(bytes)));
    const skipped = begin - index * TILE_WIDTH;
    const at = firstDifferentHash(hashes, tile.value.subarray(skipped * HASH_BYTES), width - skipped);
    if (at !== null) return begin + at;
  }
  return null;
}

type PieceRead = Readonly<{ kind: 'piece'; piece: Omit<WalkedPiece, 'verified'>; range: CompactRange; findings: readonly Finding[] }>;
type Stopped = Readonly<{ kind: 'stopped'; findings: readonly Finding[]; because: string | null }>;

/** Some bundles behind the range: fetched, hashed, and each entry looked at. */
async function readPiece(watched: WatchedLog, log: AuditedLog, range: CompactRange, target: number, ports: FollowPorts): Promise<PieceRead | Stopped> {
  const from = range.size;
  const bytes: Buffer[] = [];
  for (let bundle = 0; bundle < BUNDLES_AT_ONCE && from + bytes.length < target; bundle += 1) {
    const next = from + bytes.length;
    const index = Math.floor(next / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, target - index * TILE_WIDTH);
    const read = await ports.reading.bundle(watched.url, index, width);
    if (read.kind === 'failed') return { kind: 'stopped', findings: [], because: read.because };
    if (read.kind === 'absent') return { kind: 'stopped', because: null, findings: [findings.eventMissing(log.origin, await findFirstAbsent(watched, index, { present: next - index * TILE_WIDTH, absent: width }, ports))] };
    bytes.push(...read.value.slice(next - index * TILE_WIDTH));
  }
  const { rows, leafHashes, findings: ofForm } = readEntries(log.origin, from, bytes);
  const names = rows.flatMap((row) => (row === null ? [] : [row.stream, ...(row.dossier === null ? [] : [row.dossier])]));
  const heads = await ports.kept.heads(log.id, [...new Set(names)]);
  const moved: VersionHeads = { streams: heads, dossiers: heads };
  const ofVersions = countVersions(moved, log.origin, rows);
  const { range: grown, growth } = growTree(range, leafHashes);
  return {
    kind: 'piece', range: grown, findings: [...ofForm, ...ofVersions].slice(0, MOST_FINDINGS).map((finding) => findingOf(log.origin, finding)),
    piece: { from, growth, heads, entries: bytes.map((entry, at) => ({ bytes: entry, row: rows[at] ?? null })) },
  };
}

/**
 * A narrower bundle begins the wider one: the widest that is there says where it ends. Eight questions for one of 256. Looked for below the width
 * that was absent: what is put back between two questions would lead beyond the log's end otherwise, to an alarm that no later reading mends.
 */
export async function findFirstAbsent({ url }: Pick<WatchedLog, 'url'>, index: number, { present, absent }: Readonly<{ present: number; absent: number }>, { reading }: Pick<FollowPorts, 'reading'>): Promise<number> {
  let [there, notThere] = [present, absent];
  while (notThere - there > 1) {
    const width = Math.floor((there + notThere) / 2);
    const read = await reading.bundle(url, index, width);
    if (read.kind === 'failed') break;
    if (read.kind === 'read') there = width;
    else notThere = width;
  }
  return index * TILE_WIDTH + there;
}

function findingOf(log: string, { kind, index, because }: WalkFinding): Finding {
  if (kind === 'entry-form') return findings.entryMalformed(log, index, because);
  return kind === 'stream-gap' ? findings.streamGap(log, index, because) : findings.dossierGap(log, index, because);
}
