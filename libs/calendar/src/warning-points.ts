import type { Bilingual } from './bilingual.js';
import { describeLimit, describeMinutes, parseLimit, type TimeLimit } from './limit.js';

/** Who is told. */
export const WARNING_RECEIVERS = ['officer', 'unit-head', 'agency-head', 'centre'] as const;
export type WarningReceiver = (typeof WARNING_RECEIVERS)[number];

export const RECEIVER_NAMES: Readonly<Record<WarningReceiver, Bilingual>> = {
  officer: { vi: 'Cán bộ thụ lý', en: 'Officer in charge' },
  'unit-head': { vi: 'Lãnh đạo đơn vị', en: 'Head of the unit' },
  'agency-head': { vi: 'Lãnh đạo cơ quan', en: 'Head of the agency' },
  centre: { vi: 'Trung tâm một cửa', en: 'One-stop centre' },
};

/**
 * When somebody is told that a date comes near or has passed. `share` of the working time between begin and due date, in percent; `before-due`
 * in working time; `after-due` in working days or time.
 */
export type WarningTime =
  | Readonly<{ kind: 'share'; percent: number }>
  | Readonly<{ kind: 'before-due'; workingMinutes: number }>
  | Readonly<{ kind: 'at-due' }>
  | Readonly<{ kind: 'after-due'; by: TimeLimit }>;
/** `code`: no two of one clock have the same, since each is given once. */
export type WarningPoint = Readonly<{ code: string; when: WarningTime; to: readonly WarningReceiver[] }>;

/** Suggested in domain §1.4; the law prescribes none in detail, so procedures may say others. */
export const DEFAULT_WARNING_POINTS: readonly WarningPoint[] = [
  { code: 'near-due', when: { kind: 'share', percent: 75 }, to: ['officer'] },
  { code: 'due', when: { kind: 'at-due' }, to: ['unit-head'] },
  { code: 'overdue', when: { kind: 'after-due', by: { unit: 'working-days', amount: 1 } }, to: ['agency-head', 'centre'] },
];

/** More would be noise; every point of every open step is looked at whenever the dossier moves. */
export const MOST_WARNING_POINTS = 10;
/** 8 working hours are one working day (domain §1.4). */
const DAY_MINUTES = 480;

/** `75%` of the limit, `due`, `P1D` or `PT4H` after the date, `-P1D` or `-PT4H` before it; undefined for anything else. */
export function parseWarningTime(text: string): WarningTime | undefined {
  if (text === 'due') return { kind: 'at-due' };
  const [, percent] = /^([1-9]\d?)%$/.exec(text) ?? [];
  if (percent !== undefined) return { kind: 'share', percent: Number(percent) };
  const isBefore = text.startsWith('-');
  const reading = parseLimit(isBefore ? text.slice(1) : text);
  if (reading.kind === 'refused') return undefined;
  const { limit } = reading;
  if (limit.unit !== 'working-days' && limit.unit !== 'working-minutes') return undefined;
  if (!isBefore) return { kind: 'after-due', by: limit };
  return { kind: 'before-due', workingMinutes: limit.unit === 'working-days' ? limit.amount * DAY_MINUTES : limit.amount };
}

/** As the person who is told reads it. */
export function describeWarningTime(when: WarningTime): Bilingual {
  switch (when.kind) {
    case 'share':
      return { vi: `Đã dùng ${when.percent}% thời hạn`, en: `${when.percent}% of the limit has passed` };
    case 'at-due':
      return { vi: 'Đến hạn', en: 'Due now' };
    case 'before-due': {
      const left = when.workingMinutes % DAY_MINUTES === 0 ? describeLimit({ unit: 'working-days', amount: when.workingMinutes / DAY_MINUTES }) : describeMinutes(when.workingMinutes);
      return { vi: `Còn ${left.vi} là đến hạn`, en: `Due in ${left.en}` };
    }
    case 'after-due': {
      const late = describeLimit(when.by);
      return { vi: `Quá hạn ${late.vi}`, en: `Overdue by ${late.en}` };
    }
  }
}
