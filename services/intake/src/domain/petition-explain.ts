import { explainDueDate, PETITION_LIMITS, type DerivationLine, type DueDateWords, type PetitionLimit, type PetitionStage } from '@lienthong/calendar';
import type { Explanation, Text } from '@lienthong/kernel';
import type { KnownPetition } from './petition.js';

/** Each stage as the law on petitions calls it: a petition has no result that is handed over. */
export const STAGE_WORDS = {
  'time-bar': { limit: { vi: 'Thời hiệu', en: 'Time bar' }, due: { vi: 'Hết thời hiệu', en: 'Barred from' } },
  acceptance: { limit: { vi: 'Thời hạn thông báo thụ lý', en: 'Limit for the notice of acceptance' }, due: { vi: 'Hạn thông báo thụ lý', en: 'Notice of acceptance due' } },
  processing: { limit: { vi: 'Thời hạn xử lý ban đầu', en: 'Limit for the first processing' }, due: { vi: 'Hạn xử lý ban đầu', en: 'First processing due' } },
  'more-information': { limit: { vi: 'Thời hạn yêu cầu làm rõ', en: 'Limit for asking the author' }, due: { vi: 'Hạn yêu cầu làm rõ', en: 'To be asked by' } },
  resolution: { limit: { vi: 'Thời hạn giải quyết đơn', en: 'Limit for the resolution' }, due: { vi: 'Hạn giải quyết đơn', en: 'Resolution due' } },
  publication: { limit: { vi: 'Thời hạn công khai trả lời', en: 'Limit for publishing the answer' }, due: { vi: 'Hạn công khai trả lời', en: 'Publication due' } },
} as const satisfies Record<PetitionStage, DueDateWords>;

/** From what a limit counts, as the first line says it. */
const BEGUN = {
  knowing: { vi: 'Biết quyết định, hành vi lúc', en: 'Known at' }, receipt: { vi: 'Nhận đơn lúc', en: 'Petition received at' }, 'receipt-or-transfer': { vi: 'Nhận đơn lúc', en: 'Petition received at' },
  acceptance: { vi: 'Thụ lý lúc', en: 'Accepted at' }, answer: { vi: 'Trả lời lúc', en: 'Answered at' },
} as const satisfies Record<PetitionLimit['countedFrom'], Text>;

/** How the date of a stage came about; without a stage of the one that is due next, else of the last. */
export function explainClock({ number, clocks }: KnownPetition, stage: string | undefined): Explanation | undefined {
  const open = clocks.filter(({ doneAt }) => doneAt === null).toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  const clock = stage === undefined ? open[0] ?? clocks.at(-1) : clocks.findLast((each) => each.stage === stage);
  if (clock === undefined) return undefined;
  const { limit, source, dueAt, from, calendar, rule } = clock;
  const begun = BEGUN[PETITION_LIMITS.find(({ code }) => code === rule)?.countedFrom ?? 'receipt'];
  const derivation = clock.derivation.map((line) => (line.step === 'received' ? asPetition(line, begun, source) : line));
  return explainDueDate({ about: number, limit, legalBasis: source, words: STAGE_WORDS[clock.stage], dates: [{ dueAt, since: from, because: source, calendar, derivation }] });
}

/** The calendar counts for dossiers, whose receipt another law is about. The time stands at the end of its sentence. */
function asPetition(line: DerivationLine, begun: Text, source: Text): DerivationLine {
  const moment = { vi: line.text.vi.replace(/^Tiếp nhận lúc /, ''), en: line.text.en.replace(/^Received at /, '') };
  return { ...line, source, text: { vi: `${begun.vi} ${moment.vi}`, en: `${begun.en} ${moment.en}` } };
}
