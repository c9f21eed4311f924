import { isSampleKey } from './sample-keys.js';
import type { Policy } from '@lienthong/transparency-log';
import { timeOf } from './finding.js';
import type { Finding } from './finding.js';

/** What no proof of this kind can show, whatever the file holds (transparency-log.md §9). Said each time, so that nobody believes more. */
export const NEVER_PROVED: readonly Finding[] = [
  { vi: 'Việc cán bộ làm ngoài hệ thống có được ghi lại hay không.', en: 'That what an officer did outside the system was recorded.' },
  { vi: 'Nội dung được ghi là đúng sự thật: chỉ chứng minh được là đã ghi như vậy và không bị sửa sau đó.', en: 'That what was recorded is true: only that it was recorded so, and not changed afterwards.' },
  { vi: 'Sự kiện được ghi vào đúng hồ sơ mà nó thuộc về.', en: 'That an event was recorded under the dossier to which it belongs.' },
  { vi: 'Giờ ghi trong sự kiện là đúng: thứ tự trong nhật ký và giờ của bên làm chứng chỉ giới hạn nó.', en: 'That the time in an event is honest: the order of the log and the witness’s time only bound it.' },
  { vi: 'Một nhật ký và kiểm toán cùng gian dối: vì vậy nên có thêm bên làm chứng ở tỉnh khác.', en: 'That a log and the auditor do not deceive together: hence a witness of another province.' },
];

export const NOT_ATTESTED: Finding = {
  vi: 'TÍNH ĐẦY ĐỦ CHƯA ĐƯỢC XÁC NHẬN: tệp không có xác nhận của kiểm toán, nên một nhật ký có thể đã giấu các sự kiện sau sự kiện cuối cùng ở đây.',
  en: 'COMPLETENESS IS NOT ATTESTED: the file has no statement of the auditor, so a log may have hidden events after the last one here.',
};

export const UNWITNESSED: Finding = {
  vi: 'KHÔNG CÓ BÊN LÀM CHỨNG: chính sách khóa không đòi hỏi bên làm chứng nào và không có ai đồng ký, nên nhật ký có thể đã cho người khác xem một lịch sử khác.',
  en: 'NO WITNESS: the policy asks for none and none cosigned, so the log could have shown others another history.',
};

const SAMPLE_KEYS: Finding = {
  vi: 'Chính sách có khóa mẫu, ai cũng tính ra được khóa bí mật: kết quả này chỉ có giá trị chạy thử.',
  en: 'The policy has sample keys, whose secrets anybody can compute: this result is good for a trial only.',
};

export function warningsOn(policy: Policy): readonly Finding[] {
  const keys = [...policy.logs.map(({ key }) => key), ...policy.witnesses.map(({ key }) => key), ...policy.completeness];
  return keys.some(isSampleKey) ? [SAMPLE_KEYS] : [];
}

/** That everybody sees this log, at the latest since the witness saw it. */
export function seenByAll(cosignedAt: number | null, cosigners: readonly string[]): readonly Finding[] {
  if (cosignedAt === null) return [];
  const [at, names] = [timeOf(cosignedAt), cosigners.join(', ')];
  return [{ vi: `Đã tồn tại trước ${at.vi}, khi bên làm chứng ${names} đồng ký; mọi người đều thấy cùng một nhật ký.`, en: `It existed before ${at.en}, when ${names} cosigned; everybody sees the same log.` }];
}
