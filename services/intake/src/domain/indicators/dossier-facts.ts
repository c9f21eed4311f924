import { assertNever } from '@lienthong/kernel';
import type { Channel, Identification } from '../application.js';

/**
 * What happened to a dossier, as far as an indicator asks: `position` in the log, so that a report can be drawn again as of any earlier position, and `at`
 * in the one written form of times (milliseconds, +07:00), so that text order is time order.
 */
export type DossierMark = Readonly<{ position: number; at: string }> & (
  | Readonly<{ kind: 'submitted'; hasFiles: boolean; isFromStore?: boolean; identification?: Identification }>
  | Readonly<{ kind: 'received'; dueAt: string; version: number; charged?: number }>
  | Readonly<{ kind: 'asked' }>
  | Readonly<{ kind: 'supplemented'; hasFiles: boolean; isFromStore?: boolean }>
  | Readonly<{ kind: 'followed'; state: 4 | 5 | 6 | 9 }>
  | Readonly<{ kind: 'moved'; dueAt: string; ground: string }>
  | Readonly<{ kind: 'decided' | 'refused' | 'withdrawn' | 'stopped' }>
  | Readonly<{ kind: 'returned'; hasFiles: boolean; isShared?: boolean }>
  // `entry`: by which a cancellation names it. That bears the time of what it cancels: recorded wrongly it never was, from that position of the log on.
  | Readonly<{ kind: 'paid'; isOnline: boolean; entry?: string }>
  | Readonly<{ kind: 'payment-cancelled'; entry: string }>
  | Readonly<{ kind: 'rated'; points: number }>
);

/** What never changes about a dossier, and its marks in the order of the log. `synchronised`: when the National Portal first took it with its day of receipt. */
export type DossierRecord = Readonly<{ code: string; ref: string; procedureCode: string; channel: Channel; history: readonly DossierMark[]; synchronised?: Readonly<{ position: number; at: string }> | null }>;

/** A time of waiting for a supplement; `until` null while it lasts. `inDueDate`: the legal clock has moved the due date for it. */
export type Waiting = Readonly<{ from: string; until: string | null; inDueDate: boolean }>;

/** A dossier as it stood at a moment, as far as was in the log by then. Times are null where it has not happened. */
export type DossierFacts = Readonly<{
  code: string; ref: string; procedureCode: string; channel: Channel;
  submittedAt: string; receivedAt: string | null; version: number | null; dueAt: string | null;
  waits: readonly Waiting[];
  finishedAt: string | null; returnedAt: string | null; stoppedAt: string | null; refusedAt: string | null; withdrawnAt: string | null;
  hasDigitalComponent: boolean; hasDigitalResult: boolean; ratedPoints: number | null;
  /** A paper of it was taken from the national repository, or its result was put there. */
  isShared: boolean;
  /** Null where nobody recorded how it was known who asks. */
  identification: Identification | null;
  /** Sum of the fees, đồng; null before receipt, and of dossiers of releases that did not keep it. */
  charged: number | null;
  isPaidOnline: boolean;
  /** What was paid, but for what was recorded wrongly. What was given back was paid. */
  payments: readonly Readonly<{ isOnline: boolean; entry: string }>[];
  /** Since when the National Portal has it, with its day of receipt. */
  synchronisedAt: string | null;
}>;

/** `position`: the last event that counts; `until`: what happened from here on does not count, even if it is in the log. */
export type AsOf = Readonly<{ position: number; until: string }>;

/** Undefined where the dossier was not there yet. */
export function dossierAsOf({ code, ref, procedureCode, channel, history, synchronised = null }: DossierRecord, { position, until }: AsOf): DossierFacts | undefined {
  const [first, ...rest] = history.filter((mark) => mark.position <= position && mark.at < until);
  if (first?.kind !== 'submitted') return undefined;
  const begun: DossierFacts = {
    code, ref, procedureCode, channel, submittedAt: first.at, receivedAt: null, version: null, dueAt: null, waits: [],
    finishedAt: null, returnedAt: null, stoppedAt: null, refusedAt: null, withdrawnAt: null,
    hasDigitalComponent: first.hasFiles, hasDigitalResult: false, ratedPoints: null,
    isShared: first.isFromStore ?? false, identification: first.identification ?? null, charged: null, isPaidOnline: false, payments: [],
    synchronisedAt: synchronised !== null && synchronised.position <= position && synchronised.at < until ? synchronised.at : null,
  };
  return rest.reduce(follow, begun);
}

function follow(facts: DossierFacts, mark: DossierMark): DossierFacts {
  const { at } = mark;
  switch (mark.kind) {
    case 'submitted': return facts;
    case 'received': return { ...facts, receivedAt: at, version: mark.version, dueAt: mark.dueAt, charged: mark.charged ?? null };
    case 'asked': return { ...facts, waits: opened(facts.waits, at) };
    case 'supplemented': return { ...facts, waits: closed(facts.waits, at), hasDigitalComponent: facts.hasDigitalComponent || mark.hasFiles, isShared: facts.isShared || (mark.isFromStore ?? false) };
    case 'followed': return followState(facts, mark.state, at);
    case 'moved': return { ...facts, dueAt: mark.dueAt, waits: counted(facts.waits, mark.ground) };
    // A withdrawal that crossed the decision came to nothing.
    case 'decided': return { ...facts, waits: closed(facts.waits, at), withdrawnAt: null };
    case 'refused': return { ...facts, refusedAt: at };
    case 'withdrawn': return { ...facts, withdrawnAt: at };
    case 'stopped': return { ...facts, stoppedAt: at };
    case 'returned': return { ...facts, waits: closed(facts.waits, at), returnedAt: at, hasDigitalResult: facts.hasDigitalResult || mark.hasFiles, isShared: facts.isShared || (mark.isShared ?? false) };
    case 'paid': return paidBy(facts, [...facts.payments, { isOnline: mark.isOnline, entry: mark.entry ?? '' }]);
    case 'payment-cancelled': return paidBy(facts, facts.payments.filter(({ entry }) => entry !== mark.entry));
    case 'rated': return { ...facts, ratedPoints: mark.points };
    default: return assertNever(mark);
  }
}

function paidBy(facts: DossierFacts, payments: DossierFacts['payments']): DossierFacts {
  return { ...facts, payments, isPaidOnline: payments.at(-1)?.isOnline ?? false };
}

/** In process again, it is neither finished nor withdrawn any more (9 back to 4 when the result is wrong, 7 back to 4). */
function followState(facts: DossierFacts, state: 4 | 5 | 6 | 9, at: string): DossierFacts {
  if (state === 5) return { ...facts, waits: opened(facts.waits, at) };
  return { ...facts, waits: closed(facts.waits, at), withdrawnAt: null, finishedAt: state === 9 ? facts.finishedAt ?? at : null };
}

function opened(waits: readonly Waiting[], from: string): readonly Waiting[] {
  return waits.at(-1)?.until === null ? waits : [...waits, { from, until: null, inDueDate: false }];
}

function closed(waits: readonly Waiting[], at: string): readonly Waiting[] {
  return waits.map((wait) => (wait.until === null ? { ...wait, until: at } : wait));
}

/** A move whose ground is not known may be for the supplement: then the time of it is not taken off a second time. */
function counted(waits: readonly Waiting[], ground: string): readonly Waiting[] {
  return ground === 'supplement' || ground === '' ? waits.map((wait) => ({ ...wait, inDueDate: true })) : waits;
}
