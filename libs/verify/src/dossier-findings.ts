import { verifyDossierProof } from '@lienthong/transparency-log';
import type { DossierReport, Policy } from '@lienthong/transparency-log';
import { timeOf } from './finding.js';
import type { Finding } from './finding.js';
import { NEVER_PROVED, NOT_ATTESTED, seenByAll, UNWITNESSED } from './limits-of-proof.js';
import { refusedAs, verification, verifiedCheckpoint } from './verification.js';
import type { Verdict, Verification } from './verification.js';

export function verifyDossier(file: string | Uint8Array, policy: Policy, now: number | undefined): Verification {
  const report = verifyDossierProof(file, policy, now === undefined ? {} : { now });
  if (report.kind === 'refused') return refusedAs('dossier', report);
  const checkpoints = report.logs.map((log) => verifiedCheckpoint({ checkpoint: log, cosignedAt: log.cosignedAt, cosigners: log.cosigners }));
  // Roots are bytes; what is printed as JSON has them as text, in the checkpoints.
  return verification('dossier', verdictOn(report), { dossier: report, checkpoints, proved: proved(report), notProved: notProved(report) });
}

const isUnwitnessed = ({ logs }: DossierReport): boolean => logs.some(({ cosignedAt }) => cosignedAt === null);

function verdictOn(report: DossierReport): Verdict {
  if (isUnwitnessed(report)) return 'unwitnessed';
  return report.completeness === 'attested' ? 'verified' : 'not-attested';
}

function proved(report: DossierReport): readonly Finding[] {
  const { logs, dossier: { code }, attestedAt } = report;
  const events = logs.reduce((sum, log) => sum + log.events.length, 0);
  const findings: Finding[] = [
    { vi: `Hồ sơ ${code}: ${events} sự kiện trong ${logs.length} nhật ký đã được ghi đúng như trong tệp, không bị sửa, đúng thứ tự này.`, en: `Dossier ${code}: ${events} events in ${logs.length} logs are recorded as the file has them, unchanged, in this order.` },
    { vi: 'Giữa sự kiện đầu và sự kiện cuối ở mỗi nhật ký không thiếu sự kiện nào của hồ sơ.', en: 'Between the first and the last event in each log none of the dossier is missing.' },
    ...logs.flatMap(({ origin, size, cosignedAt, cosigners }) => seenByAll(cosignedAt, cosigners).map(({ vi, en }) => ({ vi: `${origin} (${size} sự kiện): ${lower(vi)}`, en: `${origin} (${size} entries): ${lower(en)}` }))),
  ];
  if (attestedAt === null) return findings;
  const at = timeOf(attestedAt);
  return [...findings, {
    vi: `Đầy đủ theo xác nhận của kiểm toán lúc ${at.vi}: không nhật ký nào, kể cả nhật ký không có trong tệp, có thêm sự kiện của hồ sơ tính đến lúc đó.`,
    en: `Complete according to the auditor at ${at.en}: no log, also none that is not in the file, had a further event of the dossier by then.`,
  }];
}

function notProved(report: DossierReport): readonly Finding[] {
  const undisclosed = report.logs.reduce((sum, log) => sum + log.undisclosed, 0);
  return [
    ...(report.attestedAt === null ? [NOT_ATTESTED] : [{ vi: 'Những gì xảy ra sau thời điểm xác nhận.', en: 'What happened after the statement.' }]),
    ...(isUnwitnessed(report) ? [UNWITNESSED] : []),
    ...(undisclosed === 0 ? [] : [{
      vi: `Nội dung của ${undisclosed} sự kiện: đã bị tiêu hủy theo quy định hoặc không được cung cấp cho người nhận tệp; chỉ chứng minh là chúng có trong nhật ký.`,
      en: `The content of ${undisclosed === 1 ? 'one event' : `${undisclosed} events`}: it was destroyed by law, or is not disclosed to whom the file is for; only that they are in the log is proved.`,
    }]),
    ...NEVER_PROVED,
  ];
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
