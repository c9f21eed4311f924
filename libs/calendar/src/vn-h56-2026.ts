import type { CalendarData, ClosedDay, Shift } from './calendar-data.js';

const OFFICE_HOURS: readonly Shift[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

const NEW_YEAR = { vi: 'Tết Dương lịch', en: 'New Year' };
const TET = { vi: 'Tết Nguyên đán', en: 'Lunar New Year' };
const HUNG_KINGS = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings Commemoration' };
const REUNIFICATION = { vi: 'Ngày Chiến thắng 30/4', en: 'Reunification Day' };
const LABOUR = { vi: 'Ngày Quốc tế Lao động 1/5', en: 'Labour Day' };
const NATIONAL = { vi: 'Quốc khánh 2/9', en: 'National Day' };

/** 2026. The days of Tết were confirmed in a press report; the others and both swaps are general knowledge, so they are marked as expected. */
const CLOSED_2026: readonly ClosedDay[] = [
  { date: '2026-01-01', name: NEW_YEAR, confidence: 'expected' },
  { date: '2026-01-02', name: { vi: 'Nghỉ hoán đổi (làm bù 10/1)', en: 'Swapped day off (worked on 10 January)' }, confidence: 'expected' },
  { date: '2026-02-16', name: TET, confidence: 'decided' },
  { date: '2026-02-17', name: TET, confidence: 'decided' },
  { date: '2026-02-18', name: TET, confidence: 'decided' },
  { date: '2026-02-19', name: TET, confidence: 'decided' },
  { date: '2026-02-20', name: TET, confidence: 'decided' },
  { date: '2026-04-26', name: HUNG_KINGS, confidence: 'expected' },
  { date: '2026-04-27', name: { vi: 'Nghỉ bù Giỗ Tổ Hùng Vương', en: 'In lieu of Hùng Kings Commemoration' }, confidence: 'expected' },
  { date: '2026-04-30', name: REUNIFICATION, confidence: 'expected' },
  { date: '2026-05-01', name: LABOUR, confidence: 'expected' },
  { date: '2026-08-31', name: { vi: 'Nghỉ hoán đổi (làm bù 22/8)', en: 'Swapped day off (worked on 22 August)' }, confidence: 'expected' },
  { date: '2026-09-01', name: NATIONAL, confidence: 'expected' },
  { date: '2026-09-02', name: NATIONAL, confidence: 'expected' },
];

/**
 * 2027 has no announced decision yet. These follow Article 112 of the Labour Code 2019 (five days at Tết, two at National Day, a day
 * in lieu where one falls on the weekly rest); which neighbouring days the Government picks is a guess, and so is any swap.
 */
const CLOSED_2027: readonly ClosedDay[] = [
  { date: '2027-01-01', name: NEW_YEAR, confidence: 'expected' },
  { date: '2027-02-05', name: TET, confidence: 'expected' },
  { date: '2027-02-06', name: TET, confidence: 'expected' },
  { date: '2027-02-07', name: TET, confidence: 'expected' },
  { date: '2027-02-08', name: TET, confidence: 'expected' },
  { date: '2027-02-09', name: TET, confidence: 'expected' },
  { date: '2027-02-10', name: { vi: 'Nghỉ bù Tết Nguyên đán', en: 'In lieu of Lunar New Year' }, confidence: 'expected' },
  { date: '2027-02-11', name: { vi: 'Nghỉ bù Tết Nguyên đán', en: 'In lieu of Lunar New Year' }, confidence: 'expected' },
  { date: '2027-04-16', name: HUNG_KINGS, confidence: 'expected' },
  { date: '2027-04-30', name: REUNIFICATION, confidence: 'expected' },
  { date: '2027-05-01', name: LABOUR, confidence: 'expected' },
  { date: '2027-05-03', name: { vi: 'Nghỉ bù 1/5', en: 'In lieu of Labour Day' }, confidence: 'expected' },
  { date: '2027-09-02', name: NATIONAL, confidence: 'expected' },
  { date: '2027-09-03', name: NATIONAL, confidence: 'expected' },
];

/**
 * Offices of the sample province H56. 24 November (Ngày Văn hóa Việt Nam) is absent on purpose: whether it is a paid holiday could not
 * be confirmed (domain §1.4). If it is, that is a new version of this table, not an edit of it.
 */
export const VN_H56_2026 = {
  id: 'vn-h56-2026',
  version: 1,
  inherits: null,
  title: { vi: 'Lịch làm việc tỉnh H56, 2026–2027', en: 'Working calendar of province H56, 2026–2027' },
  zone: 'Asia/Ho_Chi_Minh',
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
  week: {
    monday: OFFICE_HOURS,
    tuesday: OFFICE_HOURS,
    wednesday: OFFICE_HOURS,
    thursday: OFFICE_HOURS,
    friday: OFFICE_HOURS,
    saturday: [],
    sunday: [],
  },
  closedDays: [...CLOSED_2026, ...CLOSED_2027],
  swappedDays: [
    { date: '2026-01-10', insteadOf: '2026-01-02', confidence: 'expected' },
    { date: '2026-08-22', insteadOf: '2026-08-31', confidence: 'expected' },
  ],
  regularDays: [],
} satisfies CalendarData;
