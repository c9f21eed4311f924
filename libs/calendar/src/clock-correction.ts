import type { Bilingual } from './bilingual.js';
import type { ClockFacts, ClockMove } from './clock-facts.js';
import { SUSPENSION_GROUNDS, type SuspensionGround } from './grounds.js';

/** What had been written down wrongly. Suspensions are counted from 1 in the order in which they were written down. */
export type ClockCorrection =
  | Readonly<{ what: 'receipt'; receivedAt: string }>
  | Readonly<{ what: 'suspension-begin'; suspension: number; from: string }>
  | Readonly<{ what: 'suspension-end'; suspension: number; to: string }>
  /** The ground did not hold: the time counts after all. */
  | Readonly<{ what: 'suspension-void'; suspension: number }>
  | Readonly<{ what: 'suspension-ground'; suspension: number; ground: SuspensionGround }>
  /** Another version of the calendar is the right one. */
  | Readonly<{ what: 'calendar'; calendar: string }>;

/** Undefined where there is nothing to correct: no such suspension, an end of one that lasts, or what is already so. */
export function correctedFacts(facts: ClockFacts, correction: ClockCorrection): ClockFacts | undefined {
  switch (correction.what) {
    case 'receipt':
      return correction.receivedAt === facts.receivedAt ? undefined : { ...facts, receivedAt: correction.receivedAt };
    case 'calendar':
      return correction.calendar === facts.calendar ? undefined : { ...facts, calendar: correction.calendar };
    case 'suspension-begin':
      return withSuspension(facts, correction.suspension, (move) => (move.from === correction.from ? undefined : { ...move, from: correction.from }));
    case 'suspension-end':
      return withSuspension(facts, correction.suspension, (move) => (move.to === null || move.to === correction.to ? undefined : { ...move, to: correction.to }));
    case 'suspension-void':
      return withSuspension(facts, correction.suspension, (move) => (move.isVoid === true ? undefined : { ...move, isVoid: true }));
    case 'suspension-ground':
      return withSuspension(facts, correction.suspension, (move) => (move.ground === correction.ground ? undefined : { ...move, ground: correction.ground }));
  }
}

type Suspension = Extract<ClockMove, { kind: 'suspension' }>;

function withSuspension(facts: ClockFacts, number: number, change: (move: Suspension) => Suspension | undefined): ClockFacts | undefined {
  const suspensions = facts.moves.filter((move): move is Suspension => move.kind === 'suspension');
  const wrong = suspensions[number - 1];
  const right = wrong && change(wrong);
  return right && { ...facts, moves: facts.moves.map((move) => (move === wrong ? right : move)) };
}

/** As the reason of a date reads: "Đính chính thời điểm tiếp nhận: …". */
export function describeCorrection(correction: ClockCorrection): Bilingual {
  switch (correction.what) {
    case 'receipt':
      return { vi: 'thời điểm tiếp nhận hợp lệ', en: 'time of valid receipt' };
    case 'calendar':
      return { vi: `lịch làm việc ${correction.calendar}`, en: `working calendar ${correction.calendar}` };
    case 'suspension-begin':
      return { vi: `thời điểm bắt đầu tạm dừng lần ${correction.suspension}`, en: `begin of suspension ${correction.suspension}` };
    case 'suspension-end':
      return { vi: `thời điểm kết thúc tạm dừng lần ${correction.suspension}`, en: `end of suspension ${correction.suspension}` };
    case 'suspension-void':
      return { vi: `tạm dừng lần ${correction.suspension} không có căn cứ`, en: `suspension ${correction.suspension} had no ground` };
    case 'suspension-ground': {
      const { name } = SUSPENSION_GROUNDS[correction.ground];
      return { vi: `căn cứ tạm dừng lần ${correction.suspension}: ${name.vi}`, en: `ground of suspension ${correction.suspension}: ${name.en}` };
    }
  }
}
