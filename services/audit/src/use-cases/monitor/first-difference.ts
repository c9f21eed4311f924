import { HASH_BYTES, TILE_WIDTH } from '@lienthong/transparency-log';
import type { AuditedLog, AuditedLogs } from './audited-logs.js';
import type { LogReading } from './log-reading.js';

type Ports = Readonly<{ reading: LogReading; kept: AuditedLogs }>;

/**
 * The first index at which the log's tree, as it shows it now, differs from what was kept of it; null where nothing differs, or it cannot be
 * asked. From the top level down, since a node of level L stands for 256^L entries: a few tiles for a million of them.
 */
export async function findFirstDifference(log: AuditedLog, url: string, { reading, kept }: Ports): Promise<number | null> {
  const { size } = log;
  if (size === 0) return null;
  /** Entries below are the same. */
  let same = 0;
  for (let level = topLevel(size); level >= 0; level -= 1) {
    const weight = TILE_WIDTH ** level;
    const end = Math.floor(size / weight);
    // Above, a difference was narrowed to one node, or none was found among the finished nodes: either way it goes on from there.
    for (let node = Math.floor(same / weight); node < end; node = (Math.floor(node / TILE_WIDTH) + 1) * TILE_WIDTH) {
      const index = Math.floor(node / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, end - index * TILE_WIDTH);
      const served = await reading.tile(url, { level, index, width });
      if (served.kind === 'failed') return null;
      const own = (await kept.tiles(log.id, [{ level, index, width }]))(level, index);
      const differs = served.kind === 'absent' ? 0 : firstDifferentHash(own, served.value, width);
      if (differs !== null) {
        same = (index * TILE_WIDTH + differs) * weight;
        break;
      }
      same = (index * TILE_WIDTH + width) * weight;
    }
    if (level === 0) return same < size ? same : null;
  }
  return null;
}

/** Position of the first hash that differs among `width`; null when all are the same. */
export function firstDifferentHash(own: Uint8Array, served: Uint8Array, width: number): number | null {
  const [a, b] = [Buffer.from(own), Buffer.from(served)];
  for (let at = 0; at < width; at += 1) {
    const [from, to] = [at * HASH_BYTES, (at + 1) * HASH_BYTES];
    if (!a.subarray(from, to).equals(b.subarray(from, to))) return at;
  }
  return null;
}

function topLevel(size: number): number {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= size) level += 1;
  return level;
}
