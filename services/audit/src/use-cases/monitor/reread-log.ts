import { HASH_BYTES, leafHash, TILE_WIDTH, tilesOfSize } from '@lienthong/transparency-log';
import type { Finding } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import { firstDifferentHash } from './first-difference.js';
import { findFirstAbsent } from './follow-log.js';
import type { FollowPorts, WatchedLog } from './follow-log.js';
import type { AuditedLog } from './audited-logs.js';

type Ports = Pick<FollowPorts, 'reading' | 'kept'>;

/** Of each kind, in one bundle; where more is wrong, a person has enough to begin with. */
const MOST_FINDINGS = 4;

/** What the log shows today of entries that were verified long ago. `failed`: it could not be asked. */
export type RereadBundle = Readonly<{ kind: 'reread'; findings: readonly Finding[]; next: number }> | Readonly<{ kind: 'failed'; because: string }>;

/** Reads the bundle at `checked` again, and its tile, and holds both against the hashes that were kept. `next`: entries checked now. */
export async function rereadBundle({ url }: WatchedLog, log: AuditedLog, checked: number, { reading, kept }: Ports): Promise<RereadBundle> {
  const index = Math.floor(checked / TILE_WIDTH);
  const first = index * TILE_WIDTH;
  const width = Math.min(TILE_WIDTH, log.size - first);
  const own = (await kept.tiles(log.id, [{ level: 0, index, width }]))(0, index).subarray(0, width * HASH_BYTES);
  const [bundle, tile] = [await reading.bundle(url, index, width), await reading.tile(url, { level: 0, index, width })];
  if (bundle.kind === 'failed' || tile.kind === 'failed') return { kind: 'failed', because: bundle.kind === 'failed' ? bundle.because : tile.kind === 'failed' ? tile.because : '' };
  const found: Finding[] = [];
  if (bundle.kind === 'absent') found.push(findings.eventMissing(log.origin, await findFirstAbsent({ url }, index, { present: 0, absent: width }, { reading })));
  else found.push(...differences(own, Buffer.concat(bundle.value.map(leafHash)), width).map((at) => findings.entryAltered(log.origin, first + at)));
  if (tile.kind === 'absent') found.push(findings.tilesAltered(log.origin, first));
  else found.push(...differences(own, tile.value, width).map((at) => findings.tilesAltered(log.origin, first + at)));
  return { kind: 'reread', findings: found, next: first + width };
}

/** The tiles above the leaves, once a pass: they are few. */
export async function rereadUpperTiles({ url }: WatchedLog, log: AuditedLog, { reading, kept }: Ports): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const at of tilesOfSize(log.size).filter(({ level }) => level > 0)) {
    const tile = await reading.tile(url, at);
    if (tile.kind === 'failed') return found;
    const differs = tile.kind === 'absent' ? 0 : firstDifferentHash((await kept.tiles(log.id, [at]))(at.level, at.index), tile.value, at.width);
    if (differs !== null) found.push(findings.tilesAltered(log.origin, (at.index * TILE_WIDTH + differs) * TILE_WIDTH ** at.level));
    if (found.length >= MOST_FINDINGS) break;
  }
  return found;
}

function differences(own: Uint8Array, served: Uint8Array, width: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < width && found.length < MOST_FINDINGS; at += 1) {
    const next = firstDifferentHash(Buffer.from(own).subarray(at * HASH_BYTES), Buffer.from(served).subarray(at * HASH_BYTES), width - at);
    if (next === null) break;
    at += next;
    found.push(at);
  }
  return found;
}
