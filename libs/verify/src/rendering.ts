import { accountsIn } from '@lienthong/kernel';
import type { DossierReport, ProvenEvent } from '@lienthong/transparency-log';
import type { Finding } from './finding.js';
import type { Verdict, Verification } from './verification.js';

const VERDICTS: Readonly<Record<Verdict, Finding>> = {
  verified: { vi: 'ĐÃ XÁC MINH.', en: 'VERIFIED.' },
  'not-attested': { vi: 'ĐÚNG, NHƯNG CHƯA ĐƯỢC XÁC NHẬN LÀ ĐẦY ĐỦ.', en: 'CORRECT, BUT NOT ATTESTED TO BE COMPLETE.' },
  unwitnessed: { vi: 'ĐÚNG, NHƯNG KHÔNG CÓ BÊN LÀM CHỨNG.', en: 'CORRECT, BUT WITHOUT A WITNESS.' },
  'growth-unproven': { vi: 'HAI TRẠNG THÁI ĐỀU ĐÚNG, NHƯNG CHƯA CHỨNG MINH ĐƯỢC CÁI SAU NỐI TIẾP CÁI TRƯỚC.', en: 'BOTH CHECKPOINTS ARE CORRECT, BUT NOT PROVED TO EXTEND ONE ANOTHER.' },
  refused: { vi: 'KHÔNG XÁC MINH ĐƯỢC: KHÔNG TIN TỆP NÀY.', en: 'NOT VERIFIED: DO NOT BELIEVE THIS FILE.' },
};

const HEADINGS = {
  events: { vi: 'Các sự kiện', en: 'The events' }, proved: { vi: 'Điều được chứng minh', en: 'What is proved' },
  notProved: { vi: 'Điều KHÔNG được chứng minh', en: 'What is NOT proved' }, warnings: { vi: 'Lưu ý', en: 'Mind' }, reason: { vi: 'Lý do', en: 'Reason' },
} as const satisfies Record<string, Finding>;

/** The whole answer for a person, Vietnamese first, then English. The reason of a refusal has one text, in English, with its code. */
export function renderVerification(found: Verification): string {
  return `${inLanguage(found, 'vi')}\n────────\n\n${inLanguage(found, 'en')}`;
}

/** The same as JSON: hashes in base64. */
export function verificationJson(found: Verification): string {
  // Buffer's own toJSON, a list of numbers, has run before a replacer sees the value.
  return JSON.stringify(found, (_name, value: unknown) => (isBufferJson(value) ? Buffer.from(value.data).toString('base64') : value), 2);
}

function isBufferJson(value: unknown): value is Readonly<{ type: 'Buffer'; data: readonly number[] }> {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer' && Array.isArray((value as { data?: unknown }).data);
}

function inLanguage(found: Verification, language: keyof Finding): string {
  const section = (heading: Finding, lines: readonly string[]) => (lines.length === 0 ? '' : `\n${heading[language]}:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  const sentences = (findings: readonly Finding[]) => findings.map((finding) => `- ${finding[language]}`);
  const { refusal, dossier, event } = found;
  return [
    `${VERDICTS[found.verdict][language]}\n`,
    section(HEADINGS.reason, refusal === null ? [] : [`${refusal.code}: ${refusal.because}`]),
    section(HEADINGS.events, [...(dossier === null ? [] : dossierLines(dossier, language)), ...(event === null ? [] : eventLines(event.origin, [event.event], language))]),
    section(HEADINGS.proved, sentences(found.proved)), section(HEADINGS.notProved, sentences(found.notProved)), section(HEADINGS.warnings, sentences(found.warnings)),
  ].join('');
}

function dossierLines({ logs }: DossierReport, language: keyof Finding): readonly string[] {
  return logs.flatMap(({ origin, events }) => eventLines(origin, events, language));
}

function eventLines(origin: string, events: readonly ProvenEvent[], language: keyof Finding): readonly string[] {
  return events.flatMap(({ index, at, type, actor, sealed }) => {
    const acting = sealed?.actorId === null || sealed === null ? actor : `${actor} ${printable(sealed.actorId)}`;
    return [`${origin}#${index}  ${at}  ${type}  ${acting}`, ...(sealed === null ? ['    —'] : [...accountLines(sealed.data, language), `    ${printable(JSON.stringify(sealed.data))}`])];
  });
}

/** How a date, a fee or a tax came about, which a reader would not find in the JSON. */
function accountLines(data: unknown, language: keyof Finding): readonly string[] {
  return accountsIn(data).map(({ text, arithmetic, source }) => {
    const more = [arithmetic, source[language]].filter((part) => part !== '');
    return `      · ${printable([text[language], ...more].join(' | '))}`;
  });
}

/** Texts of the file could hold what moves a terminal's cursor, and so hide or forge lines of this report. */
function printable(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu, '?');
}
