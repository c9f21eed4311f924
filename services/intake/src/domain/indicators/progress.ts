import { workingMinutesBetween } from '@lienthong/calendar';
import { limitFor } from '../procedure.js';
import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Measured } from './indicator.js';
import { judgeOnTime } from './on-time.js';

/** Eight working hours are one working day (domain §1.4). */
const MINUTES_A_WORKING_DAY = 480;
const MS_A_DAY = 86_400_000;

/** Group 2. */
export const PROGRESS: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '2.1', group: 'progress', zero: 'no-data', judge: judgeOnTime,
    name: { vi: 'Tỷ lệ hồ sơ giải quyết đúng hạn', en: 'Dossiers handled on time' },
    formula: { vi: '(Hồ sơ đã giải quyết đúng hạn + hồ sơ đang giải quyết trong hạn) / tổng số hồ sơ tiếp nhận, giải quyết', en: '(Finished on time + in progress within time) / received and handled' },
    numerator: { vi: 'Hồ sơ đúng hạn hoặc còn trong hạn', en: 'On time or within time' }, denominator: { vi: 'Hồ sơ tiếp nhận, giải quyết trong kỳ', en: 'Received and handled in the period' },
    remark: {
      vi: 'Tính hồ sơ tiếp nhận trong kỳ, so từng giờ phút với ngày hẹn trả sau khi đồng hồ pháp lý đã dời. Thời gian bổ sung đã nằm trong ngày hẹn mới thì không trừ lần nữa. Hồ sơ đang chờ nộp tiền vẫn so với ngày hẹn đang ghi.',
      en: 'Dossiers received in the period, compared to the minute with the date as the legal clock has moved it. A supplement that the date was moved for is not taken off again. One that waits for payment is still held against the date it bears.',
    },
  },
  {
    ...NO_REMARK, kind: 'average', over: 'dossier', number: '2.2', group: 'progress', zero: 'no-data', measure: measureHandling,
    name: { vi: 'Thời gian giải quyết trung bình theo từng thủ tục', en: 'Average time per procedure' },
    formula: { vi: 'Tổng thời gian giải quyết / số hồ sơ đã xong (trạng thái 9 hoặc 10) tiếp nhận trong kỳ, theo đơn vị thời hạn của thủ tục', en: 'Sum of times / completed dossiers (state 9 or 10) received in the period, in the procedure’s own unit' },
    numerator: { vi: 'Tổng thời gian giải quyết', en: 'Sum of times' }, denominator: { vi: 'Hồ sơ đã xong', en: 'Completed' },
    remark: { vi: 'Từ lúc tiếp nhận đến lúc xong, không trừ thời gian chờ bổ sung, chờ nộp tiền: công thức không nói đến.', en: 'From receipt to the end; waiting for papers or payment is not taken off, since the formula does not say so.' },
  },
];

function measureHandling(facts: DossierFacts, { period, findProcedure, findCalendar }: Circumstances): Measured | 'outside' | 'unknown' {
  const { receivedAt, finishedAt, returnedAt, procedureCode } = facts;
  const end = finishedAt ?? returnedAt;
  if (receivedAt === null || end === null || !isWithin(receivedAt, period)) return 'outside';
  const procedure = findProcedure(procedureCode, facts.version)?.version;
  if (procedure === undefined) return 'unknown';
  const reading = limitFor(procedure, facts.channel);
  if (reading.kind === 'refused') return 'unknown';
  // Months are counted in days: no other number of them compares.
  if (reading.limit.unit === 'calendar-days' || reading.limit.unit === 'months') return { procedureCode, unit: 'calendar-days', amount: (Date.parse(end) - Date.parse(receivedAt)) / MS_A_DAY };
  const calendar = findCalendar(procedure.calendar);
  const worked = calendar && workingMinutesBetween(calendar, receivedAt, end);
  if (worked?.kind !== 'minutes') return 'unknown';
  return reading.limit.unit === 'working-days' ? { procedureCode, unit: 'working-days', amount: worked.minutes / MINUTES_A_WORKING_DAY } : { procedureCode, unit: 'hours', amount: worked.minutes / 60 };
}
