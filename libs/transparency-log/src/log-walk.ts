import { readEntry } from './entry.js';
import type { EntryRow } from './entry.js';
import { growTree, leafHash } from './tree.js';
import type { CompactRange, TileGrowth } from './tree.js';

/**
 * What is wrong at one index of a log. `because` is a sentence, "Expected to …, but …".
 * - `entry-form`: not an entry (transparency-log.md §1), or it names another index or log
 * - `stream-gap`, `dossier-gap`: its stream or dossier lacks the event before it, or has this one twice
 */
export type WalkFinding = Readonly<{ kind: 'entry-form' | 'stream-gap' | 'dossier-gap'; index: number; because: string }>;

/** Entry in its place, or null for what is none. */
export type ReadEntries = Readonly<{ rows: readonly (EntryRow | null)[]; leafHashes: readonly Buffer[]; findings: readonly WalkFinding[] }>;

/** First part of a walk, for which nothing has to be known: forms, indexes, log. At most 256 findings for a bundle. */
export function readEntries(origin: string, firstIndex: number, entries: readonly Uint8Array[]): ReadEntries {
  const findings: WalkFinding[] = [];
  const rows = entries.map((bytes, at) => {
    const index = firstIndex + at;
    const read = readEntry(bytes);
    const because = read.kind === 'refused' ? read.because : misplaced(read.row, origin, index);
    if (because !== null) findings.push({ kind: 'entry-form', index, because: `Expected to read entry ${origin}#${index}, but ${because}` });
    return read.kind === 'entry' ? read.row : null;
  });
  return { rows, leafHashes: entries.map(leafHash), findings };
}

function misplaced(row: EntryRow, origin: string, index: number): string | null {
  if (row.index !== index) return `it says it is index ${row.index}`;
  return row.log === origin ? null : `it says it is of log ${row.log}`;
}

/**
 * Last version seen of each stream and each dossier. It grows with the log, 200 bytes for each of them; a monitor of long
 * logs keeps them in a table and brings those of some entries to `countVersions`.
 */
export type VersionHeads = Readonly<{ streams: Map<string, number>; dossiers: Map<string, number> }>;

/** Second part: versions count 1, 2, 3 … in each stream and each dossier. Moves the heads on; each gap is told once. */
export function countVersions(heads: VersionHeads, origin: string, rows: readonly (EntryRow | null)[]): readonly WalkFinding[] {
  const findings: WalkFinding[] = [];
  for (const row of rows) {
    if (row === null) continue;
    const before = moveHead(heads.streams, row.stream, row.version);
    if (row.version !== before + 1) findings.push({ kind: 'stream-gap', index: row.index, because: expected(origin, `event ${before + 1} of stream ${row.stream}`, row.index, row.version) });
    if (row.dossier === null || row.dossierVersion === null) continue;
    const known = moveHead(heads.dossiers, row.dossier, row.dossierVersion);
    if (row.dossierVersion !== known + 1) findings.push({ kind: 'dossier-gap', index: row.index, because: expected(origin, `event ${known + 1} of dossier ${row.dossier}`, row.index, row.dossierVersion) });
  }
  return findings;
}

function expected(origin: string, what: string, index: number, version: number): string {
  return `Expected to find ${what} at ${origin}#${index}, but it is number ${version}`;
}

/** Gives the head as it was. After a repeat it stays, so that one altered entry is not followed by a finding at each later one. */
function moveHead(heads: Map<string, number>, name: string, version: number): number {
  const head = heads.get(name);
  if (head === undefined) heads.set(compact(name), version);
  else if (version > head) heads.set(name, version);
  return head ?? 0;
}

/** A name that was cut out of an entry keeps the whole entry in memory, until it is copied. */
function compact(name: string): string {
  return Buffer.from(name, 'latin1').toString('latin1');
}

/** Where a walk stands. The heads are moved on by `walkBundle`, so a walk is used once: go on with the one that it gives. */
export type Walk = Readonly<{ origin: string; range: CompactRange; heads: VersionHeads }>;

/** A walk that does not begin at an empty range needs the heads of what lies before it. */
export function startWalk({ origin, range, heads }: Readonly<{ origin: string; range: CompactRange; heads?: VersionHeads }>): Walk {
  return { origin, range, heads: { streams: new Map(heads?.streams), dossiers: new Map(heads?.dossiers) } };
}

/**
 * `growth` is what the tiles must gain: equal to the log's own tiles of all levels, they are proved. `rootOf(walk.range)`
 * must be the checkpoint's once its size is reached.
 */
export type Walked = Readonly<{ walk: Walk; rows: readonly (EntryRow | null)[]; growth: readonly TileGrowth[]; findings: readonly WalkFinding[] }>;

/** One step of reading a whole log (transparency-log.md §9 C), usually a bundle; `firstIndex` is the size walked so far. */
export function walkBundle(walk: Walk, firstIndex: number, entries: readonly Uint8Array[]): Walked {
  const { origin, heads } = walk;
  if (firstIndex !== walk.range.size) {
    const because = `Expected to read entry ${origin}#${walk.range.size}, but the bundle begins at ${firstIndex}`;
    return { walk, rows: [], growth: [], findings: [{ kind: 'entry-form', index: walk.range.size, because }] };
  }
  const { rows, leafHashes, findings } = readEntries(origin, firstIndex, entries);
  const { range, growth } = growTree(walk.range, leafHashes);
  return { walk: { origin, range, heads }, rows, growth, findings: [...findings, ...countVersions(heads, origin, rows)] };
}
