import type { Checkpoint } from './checkpoint.js';
import { verifyConsistency } from './consistency.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';

/**
 * Whether the newer checkpoint extends the older one (transparency-log.md §9 B); both were opened with a key of the same log.
 * A refusal is evidence against the log, if both signed notes are kept.
 */
export function verifyGrowth(older: Checkpoint, newer: Checkpoint, path: readonly Buffer[]): Readonly<{ kind: 'grown' }> | Refusal {
  const { origin } = newer;
  if (older.origin !== origin) return refusals.checkpointOrigin(older.origin, `the newer one is of ${origin}`);
  if (newer.size < older.size) return refusals.shrunk(origin, newer.size, older.size);
  const grows = verifyConsistency({ oldSize: older.size, newSize: newer.size, path, oldRoot: older.root, newRoot: newer.root });
  if (grows) return { kind: 'grown' };
  if (newer.size > older.size) return refusals.fork(origin, newer.size, older.size, 'its proof does not lead from the old root to the new one');
  return refusals.fork(origin, newer.size, older.size, older.root.equals(newer.root) ? 'its proof is not empty' : 'its root is another one');
}
