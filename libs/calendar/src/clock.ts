import type { Fact } from '@lienthong/kernel';
import { assertNever } from '@lienthong/kernel';
import type { Bilingual } from './bilingual.js';
import { correctedFacts, describeCorrection, type ClockCorrection } from './clock-correction.js';
import type { ClockFacts, ClockMove } from './clock-facts.js';
import type { CountingRules } from './counting-rules.js';
import { SUSPENSION_GROUNDS, type SuspensionGround } from './grounds.js';
import { describeLimit, type TimeLimit } from './limit.js';

// Events

export type ClockEvent =
  /** When the citizen handed it in. Kept beside the receipt; nothing is counted from it. */
  | Fact<'ClockSubmitted', { at: string }>
  /** The valid receipt. `calendar` is the reference of one version; `rules` are those of the limit where absent. */
  | Fact<'ClockStarted', { receivedAt: string; limit: TimeLimit; calendar: string; rules?: CountingRules }>
  | Fact<'ClockSuspended', { at: string; ground: SuspensionGround }>
  | Fact<'ClockResumed', { at: string }>
  | Fact<'ClockExtended', { at: string; by: TimeLimit; legalBasis?: string; reason: Bilingual }>
  /** The new date of an apology; a clock takes one and no other. */
  | Fact<'ClockPostponed', { at: string; to: string; reason: Bilingual }>
  /** The dossier follows another version of its procedure; counted from the receipt as before. */
  | Fact<'ClockLimitChanged', { at: string; limit: TimeLimit; rules?: CountingRules; reason?: Bilingual }>
  /** A fact of the past was not as it had been written down. */
  | Fact<'ClockCorrected', { at: string; correction: ClockCorrection; reason: Bilingual }>
  | Fact<'ClockStopped', { at: string }>;

// State

/** The facts as they were believed from `since` on. */
export type ClockRevision = Readonly<{ since: string; because: Bilingual; facts: ClockFacts }>;

export type StartedClock = ClockFacts &
  Readonly<{
    status: 'running' | 'suspended' | 'stopped';
    submittedAt: string | null;
    stoppedAt: string | null;
    /** Oldest first, the last one being what is believed now. */
    revisions: readonly ClockRevision[];
  }>;

export type Clock = Readonly<{ status: 'not-started'; submittedAt?: string }> | StartedClock;

export const clockNotStarted: Clock = { status: 'not-started' };

/**
 * Dates are derived anew for every revision. Past so many, which no dossier has had, the oldest but the first are forgotten: the promise on the
 * receipt and what holds now stay visible.
 */
const MAX_REVISIONS = 200;

// Evolve

/** A repeated or impossible event (a second receipt, a resumption of what runs) leaves the clock as it is. */
export function evolveClock(clock: Clock, event: ClockEvent): Clock {
  if (clock.status === 'not-started') return beforeReceipt(clock, event);
  if (clock.status === 'stopped' && event.type !== 'ClockCorrected') return clock;
  const { at } = event.type === 'ClockStarted' ? { at: event.data.receivedAt } : event.data;
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockSubmitted':
      return clock;
    case 'ClockSuspended':
      if (clock.status === 'suspended') return clock;
      return { ...clock, status: 'suspended', moves: [...clock.moves, { kind: 'suspension', from: at, to: null, ground: event.data.ground }] };
    case 'ClockResumed':
      return clock.status === 'suspended' ? revised({ ...clock, status: 'running', moves: closeSuspension(clock.moves, at) }, at, waitedFor(clock.moves)) : clock;
    case 'ClockExtended': {
      const { by, reason, legalBasis } = event.data;
      const amount = describeLimit(by);
      const because = { vi: `Gia hạn ${amount.vi}: ${reason.vi}`, en: `Extended by ${amount.en}: ${reason.en}` };
      return revised({ ...clock, moves: [...clock.moves, { kind: 'extension', by, reason, at, ...(legalBasis !== undefined && { legalBasis }) }] }, at, because);
    }
    case 'ClockPostponed': {
      if (clock.moves.some(({ kind }) => kind === 'postponement')) return clock;
      const { to, reason } = event.data;
      const because = { vi: `Xin lỗi và hẹn lại ngày trả: ${reason.vi}`, en: `Apology with a new date: ${reason.en}` };
      return revised({ ...clock, moves: [...clock.moves, { kind: 'postponement', to, reason }] }, at, because);
    }
    case 'ClockLimitChanged': {
      const { limit, rules, reason } = event.data;
      const changed = { ...clock, limit, ...(rules !== undefined && { rules }) };
      return revised(changed, at, reason ?? { vi: 'Thời hạn theo phiên bản khác của thủ tục', en: 'The limit of another version of the procedure' });
    }
    case 'ClockCorrected':
      return corrected(clock, event.data);
    case 'ClockStopped': {
      const stopped: StartedClock = { ...clock, status: 'stopped', moves: closeSuspension(clock.moves, at), stoppedAt: at };
      return clock.status === 'suspended' ? revised(stopped, at, waitedFor(clock.moves)) : stopped;
    }
    default:
      return assertNever(event);
  }
}

function beforeReceipt(clock: Extract<Clock, { status: 'not-started' }>, event: ClockEvent): Clock {
  if (event.type === 'ClockSubmitted') return clock.submittedAt === undefined ? { ...clock, submittedAt: event.data.at } : clock;
  if (event.type !== 'ClockStarted') return clock;
  const { receivedAt, limit, calendar, rules } = event.data;
  const facts: ClockFacts = { calendar, receivedAt, limit, ...(rules !== undefined && { rules }), moves: [] };
  const started: StartedClock = { status: 'running', ...facts, submittedAt: clock.submittedAt ?? null, stoppedAt: null, revisions: [] };
  return revised(started, receivedAt, { vi: 'Hẹn khi tiếp nhận hợp lệ', en: 'Promised at valid receipt' });
}

function corrected(clock: StartedClock, { at, correction, reason }: Extract<ClockEvent, { type: 'ClockCorrected' }>['data']): Clock {
  const facts = correctedFacts(clock, correction);
  if (facts === undefined) return clock;
  const what = describeCorrection(correction);
  const isWaiting = facts.moves.some((move) => move.kind === 'suspension' && move.to === null && move.isVoid === undefined);
  const status = clock.status === 'suspended' && !isWaiting ? 'running' : clock.status;
  return revised({ ...clock, ...facts, status }, at, { vi: `Đính chính ${what.vi}: ${reason.vi}`, en: `Corrected, ${what.en}: ${reason.en}` });
}

function closeSuspension(moves: readonly ClockMove[], at: string): readonly ClockMove[] {
  return moves.map((move) => (move.kind === 'suspension' && move.to === null && move.isVoid === undefined ? { ...move, to: at } : move));
}

function waitedFor(moves: readonly ClockMove[]): Bilingual {
  const open = moves.find((move) => move.kind === 'suspension' && move.to === null && move.isVoid === undefined);
  const name = open?.kind === 'suspension' ? SUSPENSION_GROUNDS[open.ground].name : { vi: '', en: '' };
  return { vi: `Không tính thời gian ${name.vi}`, en: `Not counted: ${name.en}` };
}

function revised(clock: StartedClock, since: string, because: Bilingual): StartedClock {
  const { calendar, receivedAt, limit, rules, moves } = clock;
  const facts: ClockFacts = { calendar, receivedAt, limit, ...(rules !== undefined && { rules }), moves };
  const past = clock.revisions.length < MAX_REVISIONS ? clock.revisions : [...clock.revisions.slice(0, 1), ...clock.revisions.slice(2)];
  return { ...clock, revisions: [...past, { since, because, facts }] };
}
