import { countVersions, emptyRange, entry, readBundle, readEntries, rootOf, startWalk, walkBundle, writeBundle } from './index.js';
import type { EntryRow, Walk, WalkFinding } from './index.js';
import { dice, referenceTree, tileStore } from './spec-trees.js';
import { leafHash } from './tree.js';

const ORIGIN = 'lienthong.test/intake';
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** Sample log: events of many streams mixed, every second stream about a dossier. */
function rowsOf(count: number): EntryRow[] {
  const roll = dice(42);
  const versions = new Map<number, number>();
  return Array.from({ length: count }, (_, index) => {
    const stream = roll(Math.ceil(count / 8));
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const isDossier = stream % 2 === 0;
    return {
      actor: 'officer@H56.17', at: '2026-06-09T01:02:00.014Z', cause: null, commitment: hex(index, 64), dossier: isDossier ? hex(stream, 64) : null,
      dossierVersion: isDossier ? version : null, index, log: ORIGIN, schema: 1, stream: `dossier/${hex(stream, 32)}`, type: 'DossierAccepted', version,
    };
  });
}

function walked(entries: readonly Buffer[], from: Walk = startWalk({ origin: ORIGIN, range: emptyRange })) {
  const findings: WalkFinding[] = [];
  const store = tileStore();
  let walk = from;
  for (let at = 0; at < entries.length; at += 256) {
    const bundle = readBundle(writeBundle(entries.slice(at, at + 256)), Math.min(256, entries.length - at));
    const step = walkBundle(walk, walk.range.size, bundle.kind === 'entries' ? bundle.entries : []);
    if (from.range.size === 0) store.take(step.growth);
    findings.push(...step.findings);
    walk = step.walk;
  }
  return { walk, findings, store };
}

describe('a walk over a log', () => {
  const rows = rowsOf(1_000);
  const entries = rows.map(entry);

  it('finds nothing in a whole one, and leads to its root and its tiles', () => {
    const { walk, findings, store } = walked(entries);
    expect(findings).toEqual([]);
    expect(walk.range.size).toBe(1_000);
    expect(rootOf(walk.range)).toEqual(referenceTree(entries.map(leafHash)).root(1_000));
    expect(Buffer.from(store.tileOf(0, 3))).toEqual(Buffer.concat(entries.slice(768).map(leafHash)));
    expect(Buffer.from(store.tileOf(1, 0)).length).toBe(96);
  });

  it('goes on where an earlier one stopped', () => {
    const first = walked(entries.slice(0, 512));
    const { heads, range } = first.walk;
    const kept = startWalk({ origin: ORIGIN, range, heads });
    const rest = walked(entries.slice(512), kept);
    expect(rest.findings).toEqual([]);
    expect(rest.walk.range).toEqual(walked(entries).walk.range);
    expect(walked(entries.slice(512), startWalk({ origin: ORIGIN, range })).findings.length).toBeGreaterThan(100);
  });

  it('tells a missing event at each stream and dossier that lost it, once', () => {
    const lost = rows.findIndex(({ dossier, version }, index) => dossier !== null && version === 3 && rows.slice(index + 1).filter(({ stream }) => stream === rows[index]?.stream).length > 2);
    const { stream, dossier } = rows[lost] as EntryRow;
    const next = rows.findIndex((row, index) => index > lost && row.stream === stream) - 1;
    const without = rows.filter((_, index) => index !== lost).map((row, index) => entry({ ...row, index }));
    expect(walked(without).findings).toEqual([
      { kind: 'stream-gap', index: next, because: `Expected to find event 3 of stream ${stream} at ${ORIGIN}#${next}, but it is number 4` },
      { kind: 'dossier-gap', index: next, because: `Expected to find event 3 of dossier ${dossier} at ${ORIGIN}#${next}, but it is number 4` },
    ]);
  });

  it('tells an event that is there twice, once', () => {
    const twice = rows.findIndex(({ dossier, version }) => dossier === null && version === 2);
    const doubled = [...rows.slice(0, twice + 1), ...rows.slice(twice)].map((row, index) => entry({ ...row, index }));
    expect(walked(doubled).findings).toEqual([
      { kind: 'stream-gap', index: twice + 1, because: `Expected to find event 3 of stream ${rows[twice]?.stream} at ${ORIGIN}#${twice + 1}, but it is number 2` },
    ]);
  });

  it('tells an event that comes again after later ones, and then goes on from the later ones', () => {
    const row = { ...(rows[0] as EntryRow), dossier: null, dossierVersion: null };
    const versions = [1, 2, 3, 1, 4].map((version, index) => entry({ ...row, index, version }));
    expect(walked(versions).findings).toEqual([
      { kind: 'stream-gap', index: 3, because: `Expected to find event 4 of stream ${row.stream} at ${ORIGIN}#3, but it is number 1` },
    ]);
  });

  it('tells two events that changed places, by their indexes', () => {
    const swapped = [...entries];
    [swapped[10], swapped[20]] = [entries[20] as Buffer, entries[10] as Buffer];
    expect(walked(swapped).findings.filter(({ kind }) => kind === 'entry-form')).toEqual([
      { kind: 'entry-form', index: 10, because: `Expected to read entry ${ORIGIN}#10, but it says it is index 20` },
      { kind: 'entry-form', index: 20, because: `Expected to read entry ${ORIGIN}#20, but it says it is index 10` },
    ]);
  });

  it('tells what is no entry, or one of another log, and hashes it all the same', () => {
    const damaged = [...entries];
    damaged[300] = Buffer.from('{}');
    damaged[301] = entry({ ...(rows[301] as EntryRow), log: 'lienthong.test/tax' });
    const { walk, findings } = walked(damaged);
    expect(findings.slice(0, 2)).toEqual([
      { kind: 'entry-form', index: 300, because: `Expected to read entry ${ORIGIN}#300, but its actor is malformed` },
      { kind: 'entry-form', index: 301, because: `Expected to read entry ${ORIGIN}#301, but it says it is of log lienthong.test/tax` },
    ]);
    expect(rootOf(walk.range)).toEqual(referenceTree(damaged.map(leafHash)).root(1_000));
  });

  it('does not step when the bundle is not the next one', () => {
    const walk = startWalk({ origin: ORIGIN, range: emptyRange });
    expect(walkBundle(walk, 256, entries.slice(256, 512))).toEqual({
      walk, rows: [], growth: [], findings: [{ kind: 'entry-form', index: 0, because: `Expected to read entry ${ORIGIN}#0, but the bundle begins at 256` }],
    });
  });

  it('can be taken in its two parts, with the heads that a table keeps', () => {
    const { rows: read, leafHashes, findings } = readEntries(ORIGIN, 0, entries);
    expect([read, leafHashes, findings]).toEqual([rows, entries.map(leafHash), []]);
    const heads = { streams: new Map([[rows[0]?.stream ?? '', 6]]), dossiers: new Map<string, number>() };
    expect(countVersions(heads, ORIGIN, [{ ...(rows[0] as EntryRow), version: 7, dossier: null, dossierVersion: null }, null])).toEqual([]);
    expect([...heads.streams.values()]).toEqual([7]);
  });
});
