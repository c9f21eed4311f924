import type { Bilingual } from '../language/bilingual.js';

/** Sentences about logs and alarms. */
const vi = {
  title: 'Nhật ký',
  lead: 'Mỗi cơ quan có một nhật ký mà ai cũng kiểm được: kiểm toán đọc lại từng mục và ký làm chứng.',
  verify: 'Kiểm chứng một tệp',
  alarms: {
    title: 'Báo động',
    board: (count: string) => `${count} báo động về nhật ký`,
    none: 'Không có báo động nào đang mở.',
    past: 'Xem cả báo động đã khắc phục',
    open: 'Chỉ xem báo động đang mở',
    more: 'Xem thêm',
    entry: (log: string, index: string) => `${log}, mục số ${index}`,
    found: (time: string) => `thấy lúc ${time}`,
    mendedAt: (time: string) => `khắc phục lúc ${time}`,
    toLogs: 'Xem nhật ký',
  },
  log: {
    table: 'Tình trạng nhật ký của từng cơ quan',
    agency: 'Cơ quan',
    served: 'Đã công bố',
    verified: 'Kiểm toán đã đọc',
    witnessed: 'Làm chứng',
    reread: 'Đọc lại',
    findings: 'Phát hiện',
    entries: (count: string) => `${count} mục`,
    behind: (count: string) => `còn ${count} mục chưa đọc`,
    cosignedAt: (time: string) => `ký lúc ${time}`,
    never: 'chưa có',
    unwitnessed: (time: string) => `Không có bên làm chứng từ ${time}`,
    refusing: (code: string) => `Ngừng ký: ${code}`,
    missing: 'Không đọc được nhật ký này',
    passes: (count: string) => `đã đọc trọn ${count} lần`,
    progress: (done: string, of: string) => `${done} trong ${of} mục`,
    whole: 'Không thấy gì sai',
    wrong: (count: string) => `${count} điều không khớp`,
    silent: 'Không trả lời',
  },
};

export type LogWords = typeof vi;

const en: LogWords = {
  title: 'Logs',
  lead: 'Each agency has a log that anyone can check: the auditor reads every entry again and signs as a witness.',
  verify: 'Verify a file',
  alarms: {
    title: 'Alarms',
    board: (count) => (count === '1' ? '1 alarm about the logs' : `${count} alarms about the logs`),
    none: 'No alarm is open.',
    past: 'Show mended alarms too',
    open: 'Show open alarms only',
    more: 'Show more',
    entry: (log, index) => `${log}, entry ${index}`,
    found: (time) => `found at ${time}`,
    mendedAt: (time) => `mended at ${time}`,
    toLogs: 'See the logs',
  },
  log: {
    table: 'State of each agency’s log',
    agency: 'Agency',
    served: 'Published',
    verified: 'Read by audit',
    witnessed: 'Witnessed',
    reread: 'Reading again',
    findings: 'Findings',
    entries: (count) => (count === '1' ? '1 entry' : `${count} entries`),
    behind: (count) => (count === '1' ? '1 entry not read yet' : `${count} entries not read yet`),
    cosignedAt: (time) => `signed at ${time}`,
    never: 'not yet',
    unwitnessed: (time) => `No witness since ${time}`,
    refusing: (code) => `Refuses to sign: ${code}`,
    missing: 'This log cannot be read',
    passes: (count) => (count === '1' ? 'read whole once' : `read whole ${count} times`),
    progress: (done, of) => `${done} of ${of} entries`,
    whole: 'Nothing wrong found',
    wrong: (count) => (count === '1' ? '1 thing does not agree' : `${count} things do not agree`),
    silent: 'Does not answer',
  },
};

export const logWords = { vi, en };

const KINDS: Readonly<Record<string, Bilingual>> = {
  'sequence-gap': { vi: 'Thiếu sự việc đã công bố', en: 'Announced facts are missing' },
  'altered-repeat': { vi: 'Sự việc được nhắc lại với nội dung khác', en: 'A fact was repeated with other content' },
  fork: { vi: 'Hai nhật ký khác nhau cùng được ký', en: 'Two different logs were signed' },
  shrunk: { vi: 'Nhật ký ngắn lại', en: 'The log has shrunk' },
  'bad-proof': { vi: 'Bằng chứng lớn lên không đúng', en: 'A proof of growth does not hold' },
  'entry-altered': { vi: 'Mục nhật ký bị sửa', en: 'An entry was altered' },
  'payload-altered': { vi: 'Nội dung bị sửa', en: 'Content was altered' },
  'payload-missing': { vi: 'Nội dung bị mất', en: 'Content is missing' },
  'event-missing': { vi: 'Sự việc bị xóa', en: 'An event is missing' },
  'event-added': { vi: 'Sự việc bị chèn thêm', en: 'An event was inserted' },
  'fact-number-wrong': { vi: 'Số thứ tự sự việc sai', en: 'A fact number is wrong' },
  'tiles-altered': { vi: 'Cây nhật ký bị sửa', en: 'The tree was altered' },
  'dossier-stuck': { vi: 'Hồ sơ đứng yên', en: 'A dossier stands still' },
  'projection-altered': { vi: 'Bảng tra cứu bị sửa', en: 'A read model was altered' },
  'file-altered': { vi: 'Giấy tờ bị sửa', en: 'A file was altered' },
  'fact-unlogged': { vi: 'Công bố điều không có trong nhật ký', en: 'A fact is in no log' },
  'event-unannounced': { vi: 'Có ghi nhưng không công bố', en: 'An event was never announced' },
  'dossier-gap': { vi: 'Hồ sơ thiếu sự việc ở giữa', en: 'A dossier has a gap' },
  'checkpoint-missing': { vi: 'Không còn bản ký nhật ký', en: 'The checkpoint is missing' },
};

export function alarmName(kind: string): Bilingual {
  return KINDS[kind] ?? { vi: kind, en: kind };
}
