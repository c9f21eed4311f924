import type { Bilingual } from './bilingual.js';
import type { ClockMove } from './clock-facts.js';
import { clockDueDate } from './clock-due-date.js';
import type { WorkingCalendar } from './compiled-calendar.js';
import type { Confidence } from './counting-rules.js';
import type { DueDate } from './due-date.js';
import type { TimeLimit } from './limit.js';

/** Khiếu nại, tố cáo, kiến nghị và phản ánh, phản ánh về quy định hành chính (domain §7.1). */
export type PetitionMatter = 'complaint' | 'denunciation' | 'reflection' | 'regulation-feedback';
export type PetitionStage = 'time-bar' | 'acceptance' | 'processing' | 'more-information' | 'resolution' | 'publication';
export type PetitionComplexity = 'ordinary' | 'complex' | 'very-complex';

/** What a limit depends on; null where it makes no difference. */
export type PetitionLimit = Readonly<{
  code: string;
  matter: PetitionMatter;
  stage: PetitionStage;
  /** First or second complaint. */
  round: 1 | 2 | null;
  complexity: PetitionComplexity | null;
  /** In a remote area with difficult travel. */
  isRemote: boolean | null;
  limit: TimeLimit;
  countedFrom: 'knowing' | 'receipt' | 'receipt-or-transfer' | 'acceptance' | 'answer';
  extensions: Readonly<{ times: number; by: TimeLimit }>;
  source: Bilingual;
  confidence: Confidence;
}>;

const days = (amount: number): TimeLimit => ({ unit: 'calendar-days', amount });
const workingDays = (amount: number): TimeLimit => ({ unit: 'working-days', amount });
const NONE = { times: 0, by: days(0) };
const COMPLAINTS = (article: number): Bilingual => ({ vi: `Luật Khiếu nại 2011, Điều ${article}`, en: `Law on Complaints 2011, Article ${article}` });
const DENUNCIATIONS: Bilingual = { vi: 'Luật Tố cáo 2018, Điều 30; Nghị định 31/2019/NĐ-CP', en: 'Law on Denunciations 2018, Article 30; Decree 31/2019/NĐ-CP' };
const RECEPTION: Bilingual = { vi: 'Luật Tiếp công dân 2013', en: 'Law on Reception of Citizens 2013' };
const FEEDBACK: Bilingual = {
  vi: 'Mô tả công thức chỉ số QĐ 766/QĐ-TTg về xử lý phản ánh, kiến nghị (bản sao của một dự án)',
  en: 'Description of the formulas of Decision 766/QĐ-TTg on feedback (a copy in a project)',
};

/** Complaints are resolved in days from acceptance: ordinary and complex, and both again where travel is difficult. */
function complaintResolution(round: 1 | 2, ordinary: number, complex: number, remote: readonly [number, number]): readonly PetitionLimit[] {
  const rows = [['ordinary', false, ordinary], ['complex', false, complex], ['ordinary', true, remote[0]], ['complex', true, remote[1]]] as const;
  return rows.map(([complexity, isRemote, amount]) => ({
    code: `complaint-${round}-${complexity}${isRemote ? '-remote' : ''}`, matter: 'complaint', stage: 'resolution', round, complexity, isRemote, limit: days(amount),
    countedFrom: 'acceptance', extensions: NONE, source: COMPLAINTS(round === 1 ? 28 : 37), confidence: round === 1 ? 'sure' : 'open',
  }));
}

function denunciationResolution(complexity: PetitionComplexity, times: number): PetitionLimit {
  return {
    code: `denunciation-${complexity}`, matter: 'denunciation', stage: 'resolution', round: null, complexity, isRemote: null, limit: days(30), countedFrom: 'acceptance',
    extensions: { times, by: days(30) }, source: DENUNCIATIONS, confidence: 'sure',
  };
}

/** The same for every petition of a matter. */
function plain(row: Pick<PetitionLimit, 'code' | 'matter' | 'stage' | 'limit' | 'countedFrom' | 'source' | 'confidence'>): PetitionLimit {
  return { ...row, round: null, complexity: null, isRemote: null, extensions: NONE };
}

/**
 * Domain §7.2 and §7.3. What is `open` is general knowledge and to be confirmed, as are all limits in view of Law 136/2025, which changed
 * authority from 1 July 2026. §7.3 says "working days" only of its first row; the unit is taken to hold for the rows after it.
 */
export const PETITION_LIMITS: readonly PetitionLimit[] = [
  plain({ code: 'complaint-time-bar', matter: 'complaint', stage: 'time-bar', limit: days(90), countedFrom: 'knowing', source: COMPLAINTS(9), confidence: 'open' }),
  plain({ code: 'complaint-acceptance', matter: 'complaint', stage: 'acceptance', limit: days(10), countedFrom: 'receipt', source: COMPLAINTS(27), confidence: 'open' }),
  ...complaintResolution(1, 30, 45, [45, 60]),
  ...complaintResolution(2, 45, 60, [60, 70]),
  plain({ code: 'denunciation-processing', matter: 'denunciation', stage: 'processing', limit: workingDays(7), countedFrom: 'receipt', source: DENUNCIATIONS, confidence: 'likely' }),
  denunciationResolution('ordinary', 0),
  denunciationResolution('complex', 1),
  denunciationResolution('very-complex', 2),
  plain({ code: 'reflection-answer', matter: 'reflection', stage: 'resolution', limit: workingDays(10), countedFrom: 'receipt', source: RECEPTION, confidence: 'open' }),
  plain({ code: 'feedback-processing', matter: 'regulation-feedback', stage: 'processing', limit: workingDays(2), countedFrom: 'receipt', source: FEEDBACK, confidence: 'sure' }),
  plain({ code: 'feedback-more-information', matter: 'regulation-feedback', stage: 'more-information', limit: workingDays(5), countedFrom: 'receipt', source: FEEDBACK, confidence: 'likely' }),
  plain({ code: 'feedback-resolution', matter: 'regulation-feedback', stage: 'resolution', limit: workingDays(15), countedFrom: 'receipt-or-transfer', source: FEEDBACK, confidence: 'likely' }),
  plain({ code: 'feedback-publication', matter: 'regulation-feedback', stage: 'publication', limit: workingDays(2), countedFrom: 'answer', source: FEEDBACK, confidence: 'likely' }),
];

export type PetitionCase = Readonly<{ matter: PetitionMatter; stage: PetitionStage; round?: 1 | 2; complexity?: PetitionComplexity; isRemote?: boolean }>;

/** The one row for a case; what a case does not say is the first round, ordinary and not remote. */
export function findPetitionLimit(petition: PetitionCase, limits: readonly PetitionLimit[] = PETITION_LIMITS): PetitionLimit | undefined {
  const { matter, stage, round = 1, complexity = 'ordinary', isRemote = false } = petition;
  const fits = <Value>(stated: Value | null, value: Value): boolean => stated === null || stated === value;
  return limits.find((row) => row.matter === matter && row.stage === stage && fits(row.round, round) && fits(row.complexity, complexity) && fits(row.isRemote, isRemote));
}

/** With its derivation; `extensions` granted so far, of which no more count than the law allows. */
export function petitionDueDate(calendar: WorkingCalendar, { limit, extensions, source }: PetitionLimit, from: string, granted = 0): DueDate {
  const moves = Array.from({ length: Math.min(granted, extensions.times) }, (): ClockMove => ({ kind: 'extension', by: extensions.by, reason: source }));
  return clockDueDate(calendar, { calendar: calendar.id, receivedAt: from, limit, moves });
}
