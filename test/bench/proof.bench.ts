import { EventStore, Leases, LogTree, migrateDatabase, prepareDatabase } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import { emptyRange, entry, growTree, leafHash, readBundle, rootOf, sha256, startWalk, verifyBytes, verifyDossierProof, verifyInclusion, walkBundle, writeBundle } from '@lienthong/transparency-log';
import type { EntryRow, TileGrowth } from '@lienthong/transparency-log';
import pg from 'pg';
import { DOSSIER_EVENTS, sampleDossierProof, sampleEntry } from './sample-dossier-proof.js';

/** `floorP99Ms`: reading one stored tile from the same table by its key. A proof reads three and hashes 600 times. */
export type InclusionFigure = Readonly<{ entries: number; proofs: number; p50Ms: number; p99Ms: number; floorP99Ms: number; ofFloor: number }>;
/** Whole walk on one core, from bundles in memory to the root. `floorPerSecond`: one SHA-256 of each entry and one of two hashes, as the tree needs, and nothing else. */
export type AuditFigure = Readonly<{ entries: number; perSecond: number; floorPerSecond: number; ofFloor: number }>;
/** `floorMs`: the same number of signature checks and of SHA-256, nothing read or compared. */
export type DossierFigure = Readonly<{ events: number; bytes: number; p50Ms: number; p99Ms: number; floorMs: number; ofFloor: number }>;

const ENTRIES = 1_000_000;
const AUDITED = 256_000;
const BATCH = 4_096;

export async function proofBench(): Promise<Readonly<{ inclusion: InclusionFigure; audit: AuditFigure; dossier: DossierFigure }>> {
  return { inclusion: await inclusionBench(), audit: auditBench(), dossier: dossierBench() };
}

/** Proofs of entries all over a log, so that most of their tiles come from PostgreSQL and not from memory; each one is verified. */
export async function inclusionBench(entries = ENTRIES, proofs = 4_000): Promise<InclusionFigure> {
  const urls = await freshDatabase('bench', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 4 });
  const store = new EventStore({ pool, origin: 'lienthong.bench/tax', isFact: () => false });
  const tree = new LogTree({ store, leases: new Leases({ pool }) });
  try {
    const root = await storeTiles(pool, entries);
    const [made, floor]: [number[], number[]] = [[], []];
    for (let proof = -proofs / 10; proof < proofs; proof += 1) {
      const index = Math.floor(Math.random() * entries);
      const from = performance.now();
      const path = await tree.inclusion(index, entries);
      const between = performance.now();
      await pool.query({ name: 'one-tile', text: 'SELECT hashes FROM log.tiles WHERE level = 0 AND index = $1', values: [Math.floor(Math.random() * (entries / 256))] });
      const to = performance.now();
      if (!verifyInclusion({ index, size: entries, leaf: leafOf(index), path, root })) throw new Error(`Expected a proof of entry ${index}, but it leads to another root`);
      // The first tenth warms plans and caches up.
      if (proof < 0) continue;
      made.push(between - from);
      floor.push(to - between);
    }
    const [p99Ms, floorP99Ms] = [at(made, 0.99), at(floor, 0.99)];
    return { entries, proofs, p50Ms: at(made, 0.5), p99Ms, floorP99Ms, ofFloor: rounded(p99Ms / floorP99Ms) };
  } finally {
    await store.close();
    await pool.end();
    await dropDatabase(urls.database);
  }
}

const leafOf = (index: number): Buffer => leafHash(Buffer.from(`leaf ${index}`));

/** The tiles alone, as appends leave them: a million events would take minutes and change nothing about a proof. */
async function storeTiles(pool: pg.Pool, entries: number): Promise<Buffer> {
  let range = emptyRange;
  const edge = new Map<string, TileGrowth>();
  while (range.size < entries) {
    const grown = growTree(range, Array.from({ length: Math.min(BATCH, entries - range.size) }, (_, n) => leafOf(range.size + n)));
    const full: TileGrowth[] = [];
    for (const growth of grown.growth) {
      const key = `${growth.level}/${growth.index}`;
      const tile = { ...growth, hashes: Buffer.concat([edge.get(key)?.hashes ?? Buffer.alloc(0), growth.hashes]) };
      edge.delete(key);
      if (tile.hashes.length === 8_192) full.push(tile);
      else edge.set(key, tile);
    }
    await insertTiles(pool, full);
    range = grown.range;
  }
  await insertTiles(pool, [...edge.values()]);
  return rootOf(range);
}

async function insertTiles(pool: pg.Pool, tiles: readonly TileGrowth[]): Promise<void> {
  await pool.query('INSERT INTO log.tiles (level, index, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])', [tiles.map(({ level }) => level), tiles.map(({ index }) => index), tiles.map(({ hashes }) => hashes)]);
}

/** What a monitor does with bundles once it has them: one log of 20,000 dossiers, events mixed. Best of three, for both. */
export function auditBench(entries = AUDITED): AuditFigure {
  const bundles = sampleBundles(entries);
  const [audited, floor] = [Array.from({ length: 3 }, () => secondsOf(() => audit(bundles))), Array.from({ length: 3 }, () => secondsOf(() => hashOnly(bundles)))];
  const [perSecond, floorPerSecond] = [entries / Math.min(...audited), entries / Math.min(...floor)];
  return { entries, perSecond: Math.round(perSecond), floorPerSecond: Math.round(floorPerSecond), ofFloor: rounded(perSecond / floorPerSecond) };
}

function sampleBundles(entries: number): Buffer[] {
  const versions = new Map<number, number>();
  const rows = Array.from({ length: entries }, (_, index): EntryRow => {
    const dossier = (index * 7_919) % 20_000;
    const version = (versions.get(dossier) ?? 0) + 1;
    versions.set(dossier, version);
    return sampleEntry({ index, dossier: sha256(Buffer.from(`${dossier}`)).toString('hex'), version });
  });
  return Array.from({ length: entries / 256 }, (_, n) => writeBundle(rows.slice(n * 256, n * 256 + 256).map(entry)));
}

function audit(bundles: readonly Buffer[]): void {
  let walk = startWalk({ origin: sampleEntry({ index: 0, dossier: '', version: 1 }).log, range: emptyRange });
  for (const bundle of bundles) {
    const read = readBundle(bundle, 256);
    const walked = walkBundle(walk, walk.range.size, read.kind === 'entries' ? read.entries : []);
    if (walked.findings[0] !== undefined) throw new Error(walked.findings[0].because);
    walk = walked.walk;
  }
  if (walk.range.size !== bundles.length * 256 || rootOf(walk.range).length !== 32) throw new Error(`Expected to walk ${bundles.length * 256} entries, but it ended at ${walk.range.size}`);
}

function hashOnly(bundles: readonly Buffer[]): void {
  const node = Buffer.alloc(65);
  for (const bundle of bundles) {
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
      sha256(bundle.subarray(at + 1, at + 2 + bundle.readUInt16BE(at)));
      sha256(node);
    }
  }
}

/** Everything from the file's text to the report, as a page or a command does it for somebody. */
export function dossierBench(rounds = 200): DossierFigure {
  const { file, policy, now, signatures, hashes, key, signed, signature } = sampleDossierProof();
  const verified: number[] = [];
  const floor: number[] = [];
  for (let round = -rounds / 10; round < rounds; round += 1) {
    const took = secondsOf(() => {
      const report = verifyDossierProof(file, policy, { now });
      if (report.kind === 'refused') throw new Error(report.because);
    });
    const least = secondsOf(() => {
      for (let n = 0; n < signatures; n += 1) if (!verifyBytes(key, signed, signature)) throw new Error('Expected the signature to fit, but it does not');
      for (let n = 0; n < hashes; n += 1) sha256(signed);
    });
    if (round < 0) continue;
    verified.push(took * 1_000);
    floor.push(least * 1_000);
  }
  const [p99Ms, floorMs] = [at(verified, 0.99), at(floor, 0.5)];
  return { events: DOSSIER_EVENTS, bytes: Buffer.byteLength(file), p50Ms: at(verified, 0.5), p99Ms, floorMs, ofFloor: rounded(at(verified, 0.5) / floorMs) };
}

function secondsOf(work: () => void): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1_000;
}

function at(times: readonly number[], share: number): number {
  return rounded([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
