import { openCheckpoint, readAddCheckpoint, verifyGrowth } from '@lienthong/transparency-log';
import type { OpenedCheckpoint, Policy } from '@lienthong/transparency-log';
import type { Finding } from './finding.js';
import { seenByAll, UNWITNESSED } from './limits-of-proof.js';
import { refusedAs, verification, verifiedCheckpoint } from './verification.js';
import type { Verification, VerifyOptions } from './verification.js';

/** One checkpoint, or, with an older one, whether the log only grew between the two (transparency-log.md §9 B). */
export function verifyCheckpointFile(file: string | Uint8Array, policy: Policy, { now, older, path }: VerifyOptions): Verification {
  const request = readAddCheckpoint(typeof file === 'string' ? Buffer.from(file) : file);
  const note = request === null ? file : request.note;
  const options = now === undefined ? {} : { now };
  const newer = openCheckpoint(note, policy, options);
  if (older === undefined) return newer.kind === 'refused' ? refusedAs('checkpoint', newer) : single(newer);
  if (newer.kind === 'refused') return refusedAs('growth', newer);
  const before = openCheckpoint(older, policy, options);
  if (before.kind === 'refused') return refusedAs('growth', before);
  const proof = path === undefined ? request?.path : path.map((hash) => Buffer.from(hash));
  return compared(before, newer, proof);
}

const CHECKPOINT_LIMITS: readonly Finding[] = [
  { vi: 'Nội dung của nhật ký: cần đọc toàn bộ các mục và tính lại gốc.', en: 'What is in the log: all entries would have to be read and the root computed again.' },
];

function single(opened: OpenedCheckpoint): Verification {
  return verification('checkpoint', opened.cosignedAt === null ? 'unwitnessed' : 'verified', {
    checkpoints: [verifiedCheckpoint(opened)], proved: signed(opened),
    notProved: [...(opened.cosignedAt === null ? [UNWITNESSED] : []), { vi: 'Nhật ký chỉ lớn thêm: cần một trạng thái cũ hơn để so sánh.', en: 'That the log only grew: an older checkpoint is needed to compare.' }, ...CHECKPOINT_LIMITS],
  });
}

function compared(older: OpenedCheckpoint, newer: OpenedCheckpoint, path: readonly Buffer[] | undefined): Verification {
  const checkpoints = [older, newer].map(verifiedCheckpoint);
  const needsProof = older.checkpoint.size > 0 && newer.checkpoint.size > older.checkpoint.size;
  const [from, to] = [older.checkpoint.size, newer.checkpoint.size];
  if (needsProof && older.checkpoint.origin === newer.checkpoint.origin && path === undefined) {
    return verification('growth', 'growth-unproven', { checkpoints, proved: [...signed(older), ...signed(newer)], notProved: [
      { vi: `CHƯA CHỨNG MINH ĐƯỢC nhật ký chỉ lớn thêm từ ${from} đến ${to}: thiếu bằng chứng nhất quán.`, en: `That the log only grew from ${from} to ${to} IS NOT PROVED: the consistency proof is missing.` }, ...CHECKPOINT_LIMITS] });
  }
  // Where no proof is needed, one that lies beside the file is not asked for either.
  const grown = verifyGrowth(older.checkpoint, newer.checkpoint, needsProof ? (path ?? []) : []);
  if (grown.kind === 'refused') return { ...refusedAs('growth', grown), checkpoints };
  const isUnwitnessed = older.cosignedAt === null || newer.cosignedAt === null;
  return verification('growth', isUnwitnessed ? 'unwitnessed' : 'verified', {
    checkpoints, notProved: [...(isUnwitnessed ? [UNWITNESSED] : []), ...CHECKPOINT_LIMITS],
    proved: [...signed(older), ...signed(newer), {
      vi: `Từ ${from} đến ${to} mục, nhật ký ${newer.checkpoint.origin} chỉ được ghi thêm: không mục cũ nào bị sửa hay bỏ.`,
      en: `From ${from} to ${to} entries the log ${newer.checkpoint.origin} was only added to: no older entry was changed or left out.`,
    }],
  });
}

function signed({ checkpoint: { origin, size }, cosignedAt, cosigners }: OpenedCheckpoint): readonly Finding[] {
  return [
    { vi: `Nhật ký ${origin} đã ký trạng thái gồm ${size} mục.`, en: `The log ${origin} signed a state of ${size} entries.` },
    ...seenByAll(cosignedAt, cosigners),
  ];
}
