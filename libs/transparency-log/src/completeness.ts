import { readBase64, readDecimal, shown } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { HASH_BYTES } from './tree.js';

/** How many events of a dossier a log has below a size, and the root of that size, which says which log was counted. */
export type CountedLog = Readonly<{ origin: string; size: number; root: Buffer; count: number }>;
/** What the auditor attests (transparency-log.md §8): `logs` are all logs of the policy, sorted by the bytes of their origins. */
export type Completeness = Readonly<{ ref: string; seconds: number; logs: readonly CountedLog[] }>;
export type ReadCompleteness = Readonly<{ kind: 'completeness'; completeness: Completeness }> | Refusal;

const BEGINS = 'lienthong/completeness/v1';
/** Far above the logs of any installation. */
const MAX_LOGS = 1_000;

/** Text that the auditor's completeness key signs; it sorts the logs. */
export function completenessText({ ref, seconds, logs }: Completeness): string {
  const sorted = [...logs].sort((a, b) => Buffer.compare(Buffer.from(a.origin), Buffer.from(b.origin)));
  const lines = sorted.map(({ origin, size, root, count }) => `log ${origin} ${size} ${root.toString('base64')} ${count}\n`);
  return `${BEGINS}\ndossier ${ref}\ntime ${seconds}\n${lines.join('')}`;
}

/** Reads a statement's text; the note around it must have been opened. */
export function readCompletenessText(text: string): ReadCompleteness {
  const [first, dossier = '', time = '', ...rest] = text.split('\n', MAX_LOGS + 5);
  if (first !== BEGINS) return malformed(`it does not begin with ${BEGINS}`);
  const ref = /^dossier ([0-9a-f]{64})$/.exec(dossier)?.[1];
  if (ref === undefined) return malformed('it names no dossier');
  const seconds = time.startsWith('time ') ? readDecimal(time.slice('time '.length)) : null;
  if (seconds === null) return malformed('it has no time');
  if (rest.pop() !== '' || rest.length > MAX_LOGS) return malformed(`its last line does not end, or it has more than ${MAX_LOGS} logs`);
  const logs: CountedLog[] = [];
  for (const line of rest) {
    const log = readCountedLog(line);
    if (log === null) return malformed(`its line ${shown(line)} is malformed`);
    const before = logs.at(-1);
    if (before !== undefined && Buffer.compare(Buffer.from(before.origin), Buffer.from(log.origin)) >= 0) return malformed(`${shown(log.origin)} is not after ${shown(before.origin)}`);
    logs.push(log);
  }
  return { kind: 'completeness', completeness: { ref, seconds, logs } };
}

function readCountedLog(line: string): CountedLog | null {
  const [word, origin = '', sizeText = '', rootText = '', countText = '', ...more] = line.split(' ');
  const [size, root, count] = [readDecimal(sizeText), readBase64(rootText), readDecimal(countText)];
  if (word !== 'log' || origin === '' || more.length > 0 || size === null || root?.length !== HASH_BYTES || count === null) return null;
  return { origin, size, root, count };
}

function malformed(fact: string): Refusal {
  return refusals.completeness('every log of the policy', 'their', fact);
}
