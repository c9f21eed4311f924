import type { Finding } from './divergence.js';

/** What the witness and the monitor find, in words for both languages. An index of null: the log as a whole. */
export const findings = {
  shrunk: (log: string, size: number, kept: number): Finding => ({
    log, kind: 'shrunk', index: size, subject: `size ${kept}`,
    explanation: {
      vi: `Nhật ký ${log} chỉ còn ${size} sự kiện, trước đó đã ký ${kept} sự kiện: các sự kiện từ số ${size} đã bị bỏ đi, hoặc hệ thống đã khôi phục bản sao lưu cũ`,
      en: `${log} shows ${size} events, and had signed ${kept} before: the events from ${size} on were removed, or an older backup was restored`,
    },
  }),
  fork: (log: string, index: number | null, size: number): Finding => ({
    log, kind: 'fork', index, subject: '',
    explanation: index === null
      ? { vi: `Nhật ký ${log} có hai lịch sử khác nhau cho ${size} sự kiện`, en: `${log} has two different histories of size ${size}` }
      : { vi: `Nhật ký ${log} đã bị viết lại từ sự kiện số ${index}`, en: `The history of ${log} was rewritten from event ${index} on` },
  }),
  badProof: (log: string, size: number): Finding => ({
    log, kind: 'bad-proof', index: null, subject: `size ${size}`,
    explanation: {
      vi: `Nhật ký ${log} đã ký ${size} sự kiện, nhưng trong một giờ không chứng minh được đó là phần tiếp theo của lịch sử đã ký trước`,
      en: `${log} signed size ${size}, and in an hour gave no proof that it continues what it had signed before`,
    },
  }),
  entryAltered: (log: string, index: number): Finding => ({
    log, kind: 'entry-altered', index, subject: '',
    explanation: { vi: `Sự kiện số ${index} của ${log} không còn như đã ký`, en: `Entry ${index} of ${log} no longer is what was signed` },
  }),
  entryMalformed: (log: string, index: number, because: string): Finding => ({
    log, kind: 'entry-altered', index, subject: 'form', explanation: { vi: `Sự kiện số ${index} của ${log} không đúng dạng (${because})`, en: because },
  }),
  eventMissing: (log: string, index: number): Finding => ({
    log, kind: 'event-missing', index, subject: '',
    explanation: { vi: `Sự kiện số ${index} của ${log} đã được ký nhưng nhật ký không còn đưa ra`, en: `Entry ${index} of ${log} was signed, but the log no longer shows it` },
  }),
  streamGap: (log: string, index: number, because: string): Finding => ({
    log, kind: 'event-missing', index, subject: 'stream', explanation: { vi: `Trước sự kiện số ${index} của ${log} thiếu một sự kiện cùng chuỗi (${because})`, en: because },
  }),
  dossierGap: (log: string, index: number, because: string): Finding => ({
    log, kind: 'dossier-gap', index, subject: '', explanation: { vi: `Tại sự kiện số ${index} của ${log}, số thứ tự sự kiện của hồ sơ không liên tục (${because})`, en: because },
  }),
  tilesAltered: (log: string, index: number): Finding => ({
    log, kind: 'tiles-altered', index, subject: '',
    explanation: { vi: `Cây băm của ${log} tại sự kiện số ${index} không còn như đã ký`, en: `The tree of ${log} at entry ${index} no longer is what was signed` },
  }),
  payloadAltered: (log: string, index: number): Finding => ({
    log, kind: 'payload-altered', index, subject: 'opening',
    explanation: { vi: `Nội dung sự kiện số ${index} của ${log} không khớp với cam kết đã ký`, en: `The text of event ${index} of ${log} does not open the commitment that was signed` },
  }),
  factUnlogged: (log: string, index: number, factType: string, because: 'absent' | 'other'): Finding => ({
    log, kind: 'fact-unlogged', index, subject: factType,
    explanation: because === 'absent'
      ? { vi: `${log} đã thông báo ${factType} là sự kiện số ${index}, nhưng nhật ký không có sự kiện đó`, en: `${log} announced ${factType} as its event ${index}, but its log has no such event` }
      : { vi: `${log} đã thông báo ${factType} là sự kiện số ${index}, nhưng sự kiện đó trong nhật ký là việc khác`, en: `${log} announced ${factType} as its event ${index}, but in its log that event is something else` },
  }),
  eventUnannounced: (log: string, index: number, type: string): Finding => ({
    log, kind: 'event-unannounced', index, subject: '',
    explanation: {
      vi: `Sự kiện số ${index} (${type}) của ${log} phải được thông báo cho các cơ quan, nhưng không ai nhận được`,
      en: `Event ${index} (${type}) of ${log} should have been announced, but it was never heard`,
    },
  }),
  checkpointMissing: (log: string, because: string): Finding => ({
    log, kind: 'checkpoint-missing', index: null, subject: '',
    explanation: { vi: `Nhật ký ${log} không đưa ra xác nhận mới (${because})`, en: `${log} gives no new checkpoint: ${because}` },
  }),
  checkpointRefused: (log: string, because: string): Finding => ({
    log, kind: 'checkpoint-missing', index: null, subject: 'refused',
    explanation: { vi: `Xác nhận mà ${log} đưa ra không hợp lệ (${because})`, en: because },
  }),
  refusing: (log: string, code: string, because: string): Finding => ({
    log, kind: KIND_OF_REFUSAL[code] ?? 'checkpoint-missing', index: indexIn(because), subject: 'refuses to sign',
    explanation: { vi: `Nhật ký ${log} tự ngừng ký vì phát hiện dữ liệu của mình không khớp với lịch sử đã ký (${because})`, en: `${log} refuses to sign: ${because}` },
  }),
} as const;

const KIND_OF_REFUSAL: Readonly<Record<string, Finding['kind']>> = {
  ENTRY_FORM: 'event-missing', INCLUSION: 'entry-altered', TILE_FORM: 'tiles-altered', SHRUNK: 'checkpoint-missing', FORK: 'checkpoint-missing', SIGN_REFUSED: 'checkpoint-missing',
};

/** The index that a refusal's text names, as `<origin>#<index>` or in the words of the tree's builder. */
function indexIn(because: string): number | null {
  const [, index, end, other] = /#(\d{1,15})\b|the log ends at (\d{1,15})\b|entry (\d{1,15}) is another/.exec(because) ?? [];
  const named = index ?? end ?? other;
  return named === undefined ? null : Number(named);
}
