import { dueDate } from '@lienthong/calendar';
import { limitFor } from '../procedure.js';
import type { DossierFacts } from './dossier-facts.js';
import { isWithin, type Circumstances, type Judgement, type Period } from './indicator.js';

/**
 * Indicator 2.1 (domain §6). A dossier is handled in the period of its valid receipt; one that was never received, in the period of its submission
 * if the one-stop has answered it there: refused, or waiting for a supplement.
 */
export function isHandled(facts: DossierFacts, period: Period): boolean {
  if (facts.receivedAt !== null) return isWithin(facts.receivedAt, period);
  return isWithin(facts.submittedAt, period) && (facts.refusedAt !== null || openWait(facts) !== undefined);
}

/** When it ended: state 9, then 10, then 8 or 3; a withdrawal counts only once received. Null while it goes on. */
export function endOf({ finishedAt, returnedAt, stoppedAt, refusedAt, withdrawnAt, receivedAt }: DossierFacts): string | null {
  return finishedAt ?? returnedAt ?? refusedAt ?? stoppedAt ?? (receivedAt === null ? null : withdrawnAt);
}

/** Still waiting and asked once, the request ends it; asked more than once, it is late. Not finished, the period's end is its end. */
export function judgeOnTime(facts: DossierFacts, circumstances: Circumstances): Judgement {
  const { period } = circumstances;
  if (!isHandled(facts, period)) return 'outside';
  const end = endOf(facts);
  const open = openWait(facts);
  if (end === null && open !== undefined && facts.waits.length > 1) return 'missed';
  const dueAt = facts.dueAt ?? legalMaximum(facts, circumstances);
  if (dueAt === undefined) return 'unknown';
  const effective = end === null ? timeOf(open?.from ?? period.until) : timeOf(end) - waitedMs(facts);
  return effective <= timeOf(dueAt) ? 'met' : 'missed';
}

export function openWait({ waits }: DossierFacts) {
  return waits.find(({ until }) => until === null);
}

/** Supplement completed less supplement asked, after the clock had begun, unless the due date has been moved for it: then it would count twice. */
function waitedMs({ waits, receivedAt }: DossierFacts): number {
  return waits
    .filter(({ from, until, inDueDate }) => until !== null && !inDueDate && (receivedAt === null || from >= receivedAt))
    .reduce((sum, { from, until }) => sum + timeOf(until ?? from) - timeOf(from), 0);
}

/** Without an appointed date the legal limit counts from the receipt, or from the submission where there was none. */
function legalMaximum({ procedureCode, version, channel, receivedAt, submittedAt }: DossierFacts, { findProcedure, findCalendar }: Circumstances): string | undefined {
  const procedure = findProcedure(procedureCode, version)?.version;
  const calendar = procedure && findCalendar(procedure.calendar);
  const reading = procedure && limitFor(procedure, channel);
  if (calendar === undefined || reading === undefined || reading.kind === 'refused') return undefined;
  const due = dueDate(calendar, receivedAt ?? submittedAt, reading.limit, reading.rules);
  return due.kind === 'due' ? due.dueAt : undefined;
}

function timeOf(at: string): number {
  return Date.parse(at);
}
