import type { Finding, Place } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import type { Alarms } from '../alarms.js';
import type { AuditedLog } from './audited-logs.js';
import type { Owner, SqlFence } from './owner.js';

/** Of an entry that should be a fact and was not heard, or of a fact whose entry has not come. `since`: when it was first missed, ms. */
export type Missed = ReadonlyMap<string, number>;

/** A fact as it was heard, beside what its log has at the place it names: null where the log was verified so far and has no such entry. */
export type HeardPlace = Readonly<{
  position: number; index: number; factType: string | null; ref: string | null;
  entry: Readonly<{ type: string; dossier: string | null }> | null;
}>;

/** Facts against entries, in the tables of both. A port. Every list is bounded and in order. */
export abstract class FactComparison {
  /** Types that are announced from an index on; new ones are remembered from the size verified by now. */
  abstract announce(log: AuditedLog, types: readonly string[], fence: SqlFence): Promise<readonly string[]>;
  /** Entries of announced types from `factsFrom` on that no fact was heard of. `next`: looked at up to there. `heardUpTo`: the last index heard of. */
  abstract unheard(log: AuditedLog): Promise<Readonly<{ entries: readonly Readonly<{ index: number; type: string }>[]; next: number; heardUpTo: number }>>;
  abstract heard(log: AuditedLog): Promise<readonly HeardPlace[]>;
  abstract wasHeard(log: AuditedLog, index: number): Promise<boolean>;
  abstract compared(log: AuditedLog, reached: Readonly<{ factsFrom: number; heardFrom: number }>, fence: SqlFence): Promise<void>;
}

/** As long as a missing fact number is waited for: a log may be read before its facts have come over, and the other way round. */
export const PATIENCE_MS = 30_000;
/** Where nothing later was heard either, the way may be broken, and everything will come when it is mended. */
const BROKEN_WAY_MS = 600_000;

/** `isCurrent`: the log says that all it has is signed and cosigned. While it is not, a fact may well be ahead of its checkpoint. */
type Ports = Readonly<{ isCurrent: boolean; comparison: FactComparison; alarms: Alarms; open: readonly Place[]; owner: Owner; nowMs: number }>;

/** Every event that `announces` names must have been heard, and every fact heard must be in the log that it names. Gives what is missed now. */
export async function compareFacts(log: AuditedLog, announces: readonly string[] | null, missed: Missed, ports: Ports): Promise<Missed> {
  const { comparison, alarms, owner, nowMs, isCurrent } = ports;
  const announced = announces === null ? null : await comparison.announce(log, announces, owner.fence());
  const next = new Map<string, number>();
  const isOverdue = (key: string, patienceMs: number): boolean => {
    const since = missed.get(key) ?? nowMs;
    next.set(key, since);
    return nowMs - since >= patienceMs;
  };
  const unheard = announced === null ? { entries: [], next: log.factsFrom, heardUpTo: -1 } : await comparison.unheard(log);
  const late = judged(unheard.entries, ({ index }) => (isOverdue(`entry ${index}`, index < unheard.heardUpTo ? PATIENCE_MS : BROKEN_WAY_MS) ? 'overdue' : 'wait'));
  const heard = await comparison.heard(log);
  const told = judged(heard, (place) => judgeHeard(place, log, announced, (key) => isCurrent && isOverdue(key, PATIENCE_MS)));
  await alarms.report([
    ...late.overdue.map(({ index, type }) => findings.eventUnannounced(log.origin, index, type)),
    ...told.overdue.map(({ index, factType, entry }) => findings.factUnlogged(log.origin, index, factType ?? '', entry === null ? 'absent' : 'other')),
  ] satisfies Finding[]);
  await mendAnnounced(log, ports);
  const reached = { factsFrom: late.waiting[0]?.index ?? unheard.next, heardFrom: (told.waiting[0]?.position ?? (heard.at(-1)?.position ?? log.heardFrom) + 1) - 1 };
  if (reached.factsFrom !== log.factsFrom || reached.heardFrom !== log.heardFrom) await comparison.compared(log, reached, owner.fence());
  return next;
}

/** A fact is right when its log has, at the index it names, an event of the same dossier whose type is announced. */
function judgeHeard({ position, index, factType, ref, entry }: HeardPlace, log: AuditedLog, announced: readonly string[] | null, isOverdue: (key: string) => boolean): 'right' | 'overdue' | 'wait' {
  if (entry === null) return index < log.size || isOverdue(`fact ${position}`) ? 'overdue' : 'wait';
  // Of an erased fact nobody knows any more what it was about.
  const isAbout = factType === null || ref === null || entry.dossier === null || entry.dossier === ref;
  return isAbout && (announced === null || announced.includes(entry.type)) ? 'right' : 'overdue';
}

function judged<T>(items: readonly T[], judge: (item: T) => 'right' | 'overdue' | 'wait'): Readonly<{ overdue: readonly T[]; waiting: readonly T[] }> {
  const verdicts = items.map((item) => [item, judge(item)] as const);
  return { overdue: verdicts.filter(([, verdict]) => verdict === 'overdue').map(([item]) => item), waiting: verdicts.filter(([, verdict]) => verdict === 'wait').map(([item]) => item) };
}

/** What came after all. */
async function mendAnnounced(log: AuditedLog, { comparison, alarms, open }: Ports): Promise<void> {
  const mended: Place[] = [];
  for (const place of open) {
    if (place.kind === 'event-unannounced' && place.index !== null && await comparison.wasHeard(log, place.index)) mended.push(place);
  }
  await alarms.mend(mended);
}
