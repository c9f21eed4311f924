import type { Bilingual } from '../language/bilingual.js';
import type { RefusalCode } from './outcome.js';

/** What to do about a refusal: every code leads to one of these. */
type Advice = 'fetchAgain' | 'otherKeys' | 'report' | 'wait';

export type RefusalWords = Readonly<{ meaning: Bilingual; whatToDo: Bilingual }>;

const ADVICE: Readonly<Record<Advice, Bilingual>> = {
  fetchAgain: {
    vi: 'Tải lại tệp từ nơi đã cấp. Nếu tệp mới vẫn bị từ chối như vậy, giữ cả hai tệp và hỏi kiểm toán.',
    en: 'Download the file again from where it was issued. If the new one is refused in the same way, keep both and ask the audit service.',
  },
  otherKeys: {
    vi: 'Kiểm tra xem bộ khóa có đúng của nơi cấp tệp và của thời gian đó không. Nếu khóa đúng mà vẫn bị từ chối, giữ tệp và báo kiểm toán.',
    en: 'Check that the keys are those of the issuer and of that time. If they are and the file is still refused, keep it and tell the audit service.',
  },
  report: {
    vi: 'Đừng dựa vào tệp này. Giữ nguyên tệp, đừng sửa, và gửi cho kiểm toán hoặc thanh tra: nó có thể là bằng chứng.',
    en: 'Do not rely on this file. Keep it unchanged and hand it to the audit service or an inspector: it may be evidence.',
  },
  wait: {
    vi: 'Chờ ít phút cho bên làm chứng ký tiếp rồi tải lại tệp.',
    en: 'Wait some minutes until the witness has signed again, then download the file anew.',
  },
};

const MEANINGS: Readonly<Record<RefusalCode, readonly [Advice, Bilingual]>> = {
  VKEY_FORM: ['otherKeys', { vi: 'Bộ khóa có một khóa viết sai.', en: 'The key set has a malformed key.' }],
  KEY_FORM: ['otherKeys', { vi: 'Bộ khóa có một khóa viết sai.', en: 'The key set has a malformed key.' }],
  POLICY_FORM: ['otherKeys', { vi: 'Nội dung bộ khóa viết sai.', en: 'The key set is malformed.' }],
  NOTE_FORM: ['fetchAgain', { vi: 'Phần có chữ ký trong tệp bị hỏng.', en: 'A signed part of the file is damaged.' }],
  NOTE_UNVERIFIED: ['otherKeys', { vi: 'Không có chữ ký nào của khóa mà bộ khóa này tin.', en: 'There is no signature of a key that this key set trusts.' }],
  NOTE_SIGNATURE: ['report', { vi: 'Chữ ký không khớp với nội dung: nội dung đã bị sửa sau khi ký.', en: 'A signature does not fit the text: the text was changed after it was signed.' }],
  CHECKPOINT_FORM: ['fetchAgain', { vi: 'Bản ghi kích thước nhật ký trong tệp viết sai.', en: 'The checkpoint in the file is malformed.' }],
  CHECKPOINT_ORIGIN: ['report', { vi: 'Bản ghi kích thước là của một nhật ký khác.', en: 'The checkpoint is that of another log.' }],
  QUORUM: ['wait', { vi: 'Chưa đủ chữ ký của các bên làm chứng mà bộ khóa đòi hỏi.', en: 'Fewer witnesses have signed than the key set asks for.' }],
  ENTRY_FORM: ['report', { vi: 'Một mục nhật ký không đúng dạng.', en: 'An entry of the log is malformed.' }],
  ENTRY_DOSSIER: ['report', { vi: 'Tệp chứa sự việc của một hồ sơ khác.', en: 'The file contains an event of another dossier.' }],
  PATH_FORM: ['fetchAgain', { vi: 'Địa chỉ của một mảnh nhật ký viết sai.', en: 'The path of a tile is malformed.' }],
  TILE_FORM: ['fetchAgain', { vi: 'Một mảnh nhật ký có độ dài sai.', en: 'A tile has the wrong length.' }],
  INCLUSION: ['report', { vi: 'Sự việc này không có trong nhật ký mà cơ quan đã ký: đã bị sửa hoặc bịa thêm.', en: 'This event is not in the log that the agency signed: it was changed or made up.' }],
  SHRUNK: ['report', { vi: 'Nhật ký đã ngắn lại: có sự việc bị bỏ đi.', en: 'The log has shrunk: events were taken out.' }],
  FORK: ['report', { vi: 'Có hai nhật ký khác nhau cùng được ký.', en: 'Two different logs were signed.' }],
  SIGN_REFUSED: ['report', { vi: 'Nhật ký mâu thuẫn với bản đã ký trước.', en: 'The log contradicts what was signed before.' }],
  SEALED: ['report', { vi: 'Nội dung kèm theo không phải là nội dung đã ghi: đã bị sửa.', en: 'The disclosed content is not what was recorded: it was changed.' }],
  DOSSIER_REF: ['report', { vi: 'Mã hồ sơ không khớp với mã ghi kín trong nhật ký.', en: 'The dossier code does not fit its sealed reference in the logs.' }],
  PROOF_FORM: ['fetchAgain', { vi: 'Đây không phải tệp chứng thực, hoặc tệp đã bị hỏng.', en: 'This is no proof file, or it is damaged.' }],
  PROOF_CHECKPOINT: ['report', { vi: 'Các sự việc của cùng một cơ quan dựa vào hai bản ký khác nhau.', en: 'Events of one agency rest on two different checkpoints.' }],
  DOSSIER_DENSE: ['report', { vi: 'Thiếu sự việc ở giữa, thừa, hoặc sai thứ tự.', en: 'Events are missing in between, repeated or out of order.' }],
  CAUSE: ['report', { vi: 'Một sự việc nói do sự việc ở cơ quan khác gây ra, mà tệp không có sự việc đó: phần cuối của cơ quan kia bị giấu.', en: 'An event names its cause at another agency, and the file does not have it: the tail of that agency is hidden.' }],
  COMPLETENESS: ['report', { vi: 'Lời xác nhận đầy đủ của kiểm toán không khớp với tệp.', en: 'The auditor’s statement of completeness does not fit the file.' }],
  NOT_YET_PROVEN: ['wait', { vi: 'Sự việc còn quá mới, chưa có bên làm chứng ký.', en: 'The event is too new: no witness has signed it yet.' }],
};

export function refusalWords(code: RefusalCode): RefusalWords {
  const [advice, meaning] = MEANINGS[code];
  return { meaning, whatToDo: ADVICE[advice] };
}
