import { verifyTlogProof } from '@lienthong/transparency-log';
import type { EventReport, Opening, Policy } from '@lienthong/transparency-log';
import type { Finding } from './finding.js';
import { NEVER_PROVED, seenByAll, UNWITNESSED } from './limits-of-proof.js';
import { refusedAs, verification } from './verification.js';
import type { Verification } from './verification.js';

export function verifyEventFile(file: string | Uint8Array, policy: Policy, opening: Opening | undefined, now: number | undefined): Verification {
  const report = verifyTlogProof(file, policy, opening ?? null, now === undefined ? {} : { now });
  if (report.kind === 'refused') return refusedAs('event', report);
  return verification('event', report.cosignedAt === null ? 'unwitnessed' : 'verified', { event: report, proved: proved(report), notProved: notProved(report) });
}

function proved({ origin, size, cosignedAt, cosigners, event }: EventReport): readonly Finding[] {
  const what = `${event.type} (${event.actor}, ${event.at})`;
  return [
    { vi: `Sự kiện ${origin}#${event.index}, ${what}, có trong nhật ký ${size} sự kiện này, không bị sửa.`, en: `Event ${origin}#${event.index}, ${what}, is in this log of ${size} entries, unchanged.` },
    ...(event.disclosed ? [{ vi: 'Nội dung kèm theo đúng là nội dung đã được ghi.', en: 'The content given with it is what was recorded.' }] : []),
    ...seenByAll(cosignedAt, cosigners),
  ];
}

function notProved({ cosignedAt, event }: EventReport): readonly Finding[] {
  return [
    { vi: 'Hồ sơ có những sự kiện nào khác: tệp này chỉ nói về một sự kiện.', en: 'Which other events the dossier has: this file is about one event only.' },
    ...(cosignedAt === null ? [UNWITNESSED] : []),
    ...(event.disclosed ? [] : [{ vi: 'Nội dung của sự kiện: tệp không kèm nội dung.', en: 'The content of the event: the file does not disclose it.' }]),
    ...NEVER_PROVED,
  ];
}
