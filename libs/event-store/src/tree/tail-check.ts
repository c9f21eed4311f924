import { entry, leafHash, readEntry, refusals, refused } from '@lienthong/transparency-log';
import type { EntryRow, Refusal } from '@lienthong/transparency-log';
import type { Queryable } from '../log-statements.js';
import { readEntryRows } from './entry-rows.js';

/** Leaves of the rows from a log index on, or why one of them can be none: a leaf that entered the tree stays for ever. */
export function leavesOf(rows: readonly EntryRow[], origin: string, from: number): readonly Buffer[] | Refusal {
  const leaves: Buffer[] = [];
  for (const row of rows) {
    const index = from + leaves.length;
    if (row.index !== index) return refusals.entryForm(`${origin}#${index}`, `the log goes on with ${row.index}`);
    const bytes = entry(row);
    const read = readEntry(bytes);
    if (read.kind === 'refused') return refusals.entryForm(`${origin}#${index}`, read.because);
    leaves.push(leafHash(bytes));
  }
  return leaves;
}

/**
 * Whether the end of a tree is still what the log holds at its place. `leaves` are the last leaves of the tree of `size`. Finds a log that was cut
 * off or rewritten beneath a running process; what lies further back is for the audit, which reads all of it.
 */
export async function checkTail(client: Queryable, origin: string, size: number, leaves: readonly Buffer[]): Promise<Refusal | undefined> {
  const from = size - leaves.length;
  const found = leavesOf(await readEntryRows(client, origin, from, leaves.length), origin, from);
  if ('kind' in found) return found;
  if (found.length < leaves.length) return refused('SIGN_REFUSED', `Expected to grow the tree of ${origin} from size ${size}, but the log has no entry ${from + found.length} any more`);
  const differs = found.findIndex((leaf, at) => leaves[at]?.equals(leaf) !== true);
  return differs < 0 ? undefined : refused('SIGN_REFUSED', `Expected to grow the tree of ${origin} from size ${size}, but entry ${from + differs} is another one by now`);
}
