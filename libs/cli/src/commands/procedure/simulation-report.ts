import { describeLimit, type TimeLimit } from '@lienthong/calendar';
import { loadsOf, spreadOf, termsOf, writeMoment, type Drawing, type Load, type Spread, type Tally } from '@lienthong/bpmn';
import type { Language } from './answer-line.js';
import { table, type Cell, type Paint } from './paint.js';

export type Report = Readonly<{
  process: string;
  cases: number;
  outcomes: Readonly<Record<string, number>>;
  /** Minutes by the clock, of the cases that ended. */
  duration: Spread | null;
  /** Working minutes on the legal clock, and how many cases ended past their date as the limit counts; null for a drawing that is no procedure. */
  legal: Readonly<{ limit: string; unit: TimeLimit['unit']; amount: number; spread: Spread | null; over: number }> | null;
  steps: readonly Readonly<{ element: string; name: string; agency: string; limit: string; spread: Spread | null; over: number | null }>[];
  loads: readonly Load[];
  /** Never entered, never taken, in all cases. */
  dead: Readonly<{ elements: readonly string[]; flows: readonly string[] }>;
  incidents: Readonly<Record<string, number>>;
  waiting: Readonly<Record<string, number>>;
  refusals: Readonly<Record<string, number>>;
}>;

export function reportOf(tally: Tally, drawing: Drawing, process: string): Report {
  const { procedure = null } = drawing.model.processes[process] ?? {};
  const terms = termsOf(procedure);
  return {
    process, cases: tally.cases, outcomes: Object.fromEntries(tally.outcomes), duration: spreadOf(tally.durations),
    legal: procedure === null || terms === null ? null : { limit: procedure.limit, ...terms.limit, spread: spreadOf(tally.legal), over: tally.late },
    steps: [...tally.steps].map(([element, { job, minutes, late }]) => (
      { element, name: job.name, agency: job.agency, limit: job.limit, spread: spreadOf(minutes), over: job.limit === '' || terms === null ? null : late }
    )),
    loads: loadsOf(tally.works), dead: deadIn(tally, drawing),
    incidents: Object.fromEntries(tally.incidents), waiting: Object.fromEntries(tally.waiting), refusals: Object.fromEntries(tally.refusals),
  };
}

function deadIn({ taken }: Tally, { model, order }: Drawing): Report['dead'] {
  const inOrder = (ids: readonly string[]): readonly string[] => ids.filter((id) => !taken.has(id)).toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  const processes = Object.values(model.processes);
  return { elements: inOrder(processes.flatMap(({ nodes }) => nodes.map(({ id }) => id))), flows: inOrder(processes.flatMap(({ flows }) => flows.map(({ id }) => id))) };
}

const WORDS = {
  vi: {
    cases: 'trường hợp', outcome: 'kết quả', count: 'số', share: 'tỷ lệ', what: 'thời gian', limit: 'thời hạn', over: 'quá hạn', clock: 'theo đồng hồ', legal: 'theo thời hạn (giờ làm việc)',
    step: 'bước', agency: 'cơ quan', works: 'việc', most: 'nhiều nhất', when: 'lúc', mean: 'trung bình', hours: 'tổng giờ', dead: 'Không bao giờ đi qua', none: 'Mọi nhánh đều có đi qua', incidents: 'Sự cố', waiting: 'Còn chờ', refusals: 'Bị từ chối', max: 'lâu nhất',
  },
  en: {
    cases: 'cases', outcome: 'outcome', count: 'count', share: 'share', what: 'duration', limit: 'limit', over: 'over', clock: 'by the clock', legal: 'legal clock (working time)',
    step: 'step', agency: 'agency', works: 'works', most: 'most open', when: 'at', mean: 'mean open', hours: 'hours', dead: 'Never taken', none: 'Every branch was taken', incidents: 'Incidents', waiting: 'Left waiting', refusals: 'Refused', max: 'max',
  },
} as const;

/** 510 → `8h30`; days of 24 hours by the clock. */
export const spanText = (minutes: number): string => {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return hours === 0 ? `${rest}m` : `${hours}h${rest === 0 ? '' : String(rest).padStart(2, '0')}`;
};

export function reportText(report: Report, lang: Language, paint: Paint, columns: number): string {
  const words = WORDS[lang];
  const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10} %`;
  const spread = (each: Spread | null): readonly string[] => (each === null ? ['–', '–', '–'] : [spanText(each.p50), spanText(each.p90), spanText(each.max)]);
  const overCell = (over: number | null, whole: number): Cell => (over === null ? '–' : { text: percent(over, whole), colour: over === 0 ? 'green' : 'red' });
  const parts = [
    table([words.outcome, words.count, words.share], Object.entries(report.outcomes).map(([name, count]) => [name, String(count), percent(count, report.cases)]), paint, columns),
    durationTable(report, lang, spread, overCell, paint, columns),
    report.steps.length === 0 ? '' : table(
      [words.step, words.agency, words.works, 'p50', 'p90', words.max, words.limit, words.over],
      report.steps.map(({ element, name, agency, limit, spread: taken, over }) => [
        name === '' ? element : `${name} (${element})`, agency, String(taken?.count ?? 0), ...spread(taken), limit === '' ? '–' : limit, overCell(over, taken?.count ?? 0),
      ]), paint, columns),
    report.loads.length === 0 ? '' : table(
      [words.agency, words.works, words.most, words.when, words.mean, words.hours],
      report.loads.map(({ agency, works, mostOpen, mostOpenAt, meanOpen, hours }) => [
        agency === '' ? '–' : agency, String(works), String(mostOpen), writeMoment(mostOpenAt).slice(0, 16).replace('T', ' '), meanOpen.toFixed(1), Math.round(hours).toString(),
      ]), paint, columns),
    deadText(report, words, paint),
    ...([['incidents', 'red'], ['waiting', 'yellow'], ['refusals', 'red']] as const).map(([name, colour]) => countsText(words[name], report[name], paint, colour)),
  ];
  return `${paint('bold', report.process)}: ${report.cases} ${words.cases}\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type Words = (typeof WORDS)[Language];

function durationTable({ duration, legal }: Report, lang: Language, spread: (each: Spread | null) => readonly string[], over: (over: number | null, whole: number) => Cell, paint: Paint, columns: number): string {
  const words = WORDS[lang];
  const rows: (readonly Cell[])[] = [[words.clock, ...spread(duration), '–', '–']];
  if (legal !== null) rows.push([words.legal, ...spread(legal.spread), `${legal.limit} = ${describeLimit(legal)[lang]}`, over(legal.over, legal.spread?.count ?? 0)]);
  return table([words.what, 'p50', 'p90', words.max, words.limit, words.over], rows, paint, columns);
}

function deadText({ dead: { elements, flows } }: Report, words: Words, paint: Paint): string {
  if (elements.length + flows.length === 0) return paint('green', words.none);
  return `${paint('yellow', words.dead)}: ${[...elements, ...flows].join(', ')}`;
}

function countsText(title: string, counts: Readonly<Record<string, number>>, paint: Paint, colour: 'red' | 'yellow'): string {
  const lines = Object.entries(counts).toSorted(([, one], [, other]) => other - one).map(([name, count]) => `  ${count} × ${name}`);
  return lines.length === 0 ? '' : `${paint(colour, title)}:\n${lines.join('\n')}`;
}
