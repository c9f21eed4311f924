import type { Bilingual } from './bilingual.js';
import type { ClockTime } from './calendar-data.js';
import { isCalendarLimit, type TimeLimit } from './limit.js';

/** What a procedure, or the law behind it, says of its own counting beside the amount. */
export type CountingRules = Readonly<{
  /** Received after this time of day, a dossier counts from the next working day's opening; at the very minute it does not. Null: never. */
  cutOff: ClockTime | null;
  /** What happens to a limit in calendar days or months that ends on a day off. */
  rollForward: RollForward;
}>;
export type RollForward = 'next-working-day' | 'previous-working-day' | 'none';

const USUAL: CountingRules = { cutOff: null, rollForward: 'next-working-day' };
const SAME_DAY: CountingRules = { cutOff: '15:00', rollForward: 'next-working-day' };

/** The rules of a limit that says nothing of its own: 15:00 for what is due the same day (domain §1.4). */
export function countingRulesOf({ unit }: TimeLimit): CountingRules {
  return unit === 'same-day' ? SAME_DAY : USUAL;
}

/** How a dossier came (domain §1.1). */
export type Channel = 'counter' | 'online' | 'postal';

/** A limit that may be another for some channels; online is often shorter. */
export type LimitByChannel = Readonly<{ limit: TimeLimit; byChannel: Readonly<Partial<Record<Channel, TimeLimit>>> }>;

export function limitForChannel({ limit, byChannel }: LimitByChannel, channel: Channel): TimeLimit {
  return byChannel[channel] ?? limit;
}

/** As in the facts of the field: read in a source, told by one, or general knowledge that is to be confirmed. */
export type Confidence = 'sure' | 'likely' | 'open';

export type CountingRule = Readonly<{ name: Bilingual; source: Bilingual; confidence: Confidence }>;

const DECREE = { vi: 'Nghị định 118/2025/NĐ-CP về cơ chế một cửa', en: 'Decree 118/2025/NĐ-CP on the one-stop mechanism' };
const PRACTICE = { vi: 'Cách tính của hệ thống một cửa đang vận hành', en: 'The algorithm of a deployed one-stop system' };
const civilCode = (vi: string, en: string): Bilingual => ({ vi: `Bộ luật Dân sự 2015, ${vi} (cần đối chiếu văn bản)`, en: `Civil Code 2015, ${en} (to be checked against the text)` });

/** Every rule by which a line of a derivation may move a date, with where it comes from and how sure that is. */
export const COUNTING_RULES = {
  'valid-receipt': { name: { vi: 'Tính từ lúc tiếp nhận hợp lệ', en: 'Counted from valid receipt' }, source: DECREE, confidence: 'sure' },
  'office-hours': { name: { vi: 'Đưa về giờ làm việc', en: 'Moved into office hours' }, source: PRACTICE, confidence: 'sure' },
  'cut-off': {
    name: { vi: 'Nhận sau giờ chốt thì tính từ ngày làm việc kế tiếp', en: 'Received after the cut-off counts from the next working day' },
    source: { vi: `${DECREE.vi}: thủ tục giải quyết trong ngày, nhận sau 15:00`, en: `${DECREE.en}: same-day procedures, received after 15:00` }, confidence: 'sure',
  },
  'working-day': { name: { vi: 'Ngày làm việc, ngày thứ nhất là ngày kế tiếp', en: 'Working days, the first being the next day' }, source: PRACTICE, confidence: 'sure' },
  'working-time': { name: { vi: 'Giờ làm việc trong ca', en: 'Working time within the shifts' }, source: PRACTICE, confidence: 'sure' },
  'day-off': { name: { vi: 'Ngày nghỉ không tính', en: 'Days off do not count' }, source: { vi: 'Bộ luật Lao động 2019, Điều 111, 112', en: 'Labour Code 2019, Articles 111 and 112' }, confidence: 'likely' },
  'closed-hours': { name: { vi: 'Ngoài giờ làm việc không tính', en: 'Closed hours do not count' }, source: PRACTICE, confidence: 'sure' },
  'calendar-day': { name: { vi: 'Ngày liên tục, không tính ngày đầu', en: 'Running days, the first not counted' }, source: civilCode('Điều 147, 148', 'Articles 147 and 148'), confidence: 'open' },
  month: {
    name: { vi: 'Tháng: ngày tương ứng, không có thì ngày cuối tháng', en: 'Months: the same day, or the last of the month where it has none' },
    source: civilCode('Điều 148 khoản 4', 'Article 148(4)'), confidence: 'open',
  },
  'same-day': { name: { vi: 'Trả trong ngày', en: 'Due the same day' }, source: DECREE, confidence: 'sure' },
  'roll-forward': { name: { vi: 'Hạn rơi vào ngày nghỉ', en: 'A date on a day off' }, source: civilCode('Điều 148 khoản 6', 'Article 148(6)'), confidence: 'open' },
  suspension: { name: { vi: 'Thời gian chờ người dân không tính', en: 'Waiting for the citizen does not count' }, source: DECREE, confidence: 'likely' },
  'void-suspension': { name: { vi: 'Tạm dừng không có căn cứ thì vẫn tính', en: 'A suspension without a ground counts' }, source: DECREE, confidence: 'likely' },
  extension: { name: { vi: 'Gia hạn', en: 'Extension' }, source: { vi: 'Theo lý do gia hạn được ghi', en: 'By the reason of the extension as recorded' }, confidence: 'likely' },
  apology: {
    name: { vi: 'Xin lỗi và hẹn lại một lần', en: 'Apology with one new date' },
    source: { vi: 'Thông tư 03/2025/TT-VPCP, mẫu 04 (số lần hẹn lại cần xác nhận)', en: 'Circular 03/2025/TT-VPCP, form 04 (once only: to be confirmed)' }, confidence: 'open',
  },
} as const satisfies Record<string, CountingRule>;

export type CountingRuleName = keyof typeof COUNTING_RULES;

/** The rule by which a limit in days that falls on a day off moves; the others end in working time by themselves. */
export function rollsFor(limit: TimeLimit, rules: CountingRules): RollForward {
  return isCalendarLimit(limit) ? rules.rollForward : 'none';
}
