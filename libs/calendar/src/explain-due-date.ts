import type { Explanation, ExplanationLine } from '@lienthong/kernel';
import { describeMoment } from './day-text.js';
import type { DerivationLine } from './derivation.js';
import type { DatedDueDate } from './due-date-history.js';
import { describeLimit, type TimeLimit } from './limit.js';
import { readMoment } from './moment.js';

/** `legalBasis`: which law gives the limit, where the procedure says. `dates` are those of `dueDateHistory`, at least one. */
export type ExplainedDueDate = Readonly<{ about: string; limit: TimeLimit; dates: readonly DatedDueDate[]; legalBasis?: Readonly<{ vi: string; en: string }>; words?: DueDateWords }>;

/** How the limit and the date are called: of a dossier unless said. */
export type DueDateWords = Readonly<Record<'limit' | 'due', Readonly<{ vi: string; en: string }>>>;

const NO_LAW = { vi: '', en: '' };
const OF_A_DOSSIER: DueDateWords = { limit: { vi: 'Thời hạn giải quyết', en: 'Limit' }, due: { vi: 'Hạn trả kết quả', en: 'Due' } };
const LIMIT_SOURCE = { vi: 'Thời hạn công bố của thủ tục', en: 'The published limit of the procedure' };

/**
 * The account of a due date for everybody who asks: the limit, the dates that were promised before and why they fell, by which version of which
 * calendar it was counted, and the derivation of the one that holds. Its last line ends at the date.
 */
export function explainDueDate({ about, limit, dates, legalBasis = LIMIT_SOURCE, words = OF_A_DOSSIER }: ExplainedDueDate): Explanation {
  const current = dates.at(-1);
  const amount = describeLimit(limit);
  const offset = offsetOf(current?.dueAt ?? '');
  const lines: readonly ExplanationLine[] = [
    { step: 'limit', text: { vi: `${words.limit.vi}: ${amount.vi}`, en: `${words.limit.en}: ${amount.en}` }, arithmetic: '', result: null, source: legalBasis, rule: null },
    ...dates.slice(0, -1).map((date, index) => supersededLine(date, dates[index + 1], offset)),
    ...(current === undefined ? [] : [calendarLine(current), ...current.derivation.map(lineOf)]),
  ];
  const due = current === undefined ? { vi: 'chưa có', en: 'none yet' } : written(current.dueAt, offset);
  return { of: 'due-date', about, answer: { vi: `${words.due.vi}: ${due.vi}`, en: `${words.due.en}: ${due.en}` }, value: current?.dueAt ?? null, lines };
}

/** `calendar` is a reference: the id of a first version, `id@2` of a later one. */
function calendarLine({ calendar }: DatedDueDate): ExplanationLine {
  const [id = '', version = '1'] = calendar.split('@');
  const text = { vi: `Tính theo lịch làm việc ${id}, phiên bản ${version}`, en: `Counted by working calendar ${id}, version ${version}` };
  return { step: 'calendar', text, arithmetic: '', result: null, source: NO_LAW, rule: null };
}

function lineOf({ step, text, arithmetic, to, source }: DerivationLine): ExplanationLine {
  return { step, text, arithmetic, result: to, source, rule: null };
}

function supersededLine({ dueAt }: DatedDueDate, next: DatedDueDate | undefined, offset: number): ExplanationLine {
  const [old, since] = [written(dueAt, offset), written(next?.since ?? '', offset)];
  const text = {
    vi: `Hạn trước đây ${old.vi} được thay từ ${since.vi}. ${next?.because.vi ?? ''}`,
    en: `The earlier date ${old.en} was replaced at ${since.en}. ${next?.because.en ?? ''}`,
  };
  return { step: 'superseded', text, arithmetic: '', result: dueAt, source: NO_LAW, rule: null };
}

function written(text: string, offset: number): Readonly<{ vi: string; en: string }> {
  const moment = readMoment(text, offset);
  return moment === undefined ? { vi: text, en: text } : describeMoment(moment);
}

/** Due dates are written in the offset of their calendar, and so is everything about them, whoever stamped it. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
}
