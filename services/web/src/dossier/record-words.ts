/** Sentences about the record of a dossier: its proof, its readers, its past. */
const vi = {
  title: 'Chứng thực và lịch sử',
  proof: {
    download: 'Tải tệp chứng thực',
    help: 'Tệp này chứng minh lịch sử hồ sơ ở mọi cơ quan, và ai cũng kiểm được mà không phải tin hệ thống này.',
    working: 'Đang lập tệp chứng thực',
    waiting: (seconds: string) => `Sự việc mới nhất còn chờ bên làm chứng ký. Thử lại sau ${seconds} giây.`,
    cancel: 'Thôi chờ',
    done: (name: string) => `Đã tải về: ${name}`,
    verify: 'Kiểm chứng một tệp',
  },
  reads: {
    title: 'Ai đã xem hồ sơ',
    help: 'Mỗi lần xem hồ sơ hay giấy tờ đều được ghi vào nhật ký. Lần xem nào pháp luật cho phép giữ kín thì hiện sau.',
    none: 'Chưa ghi nhận ai xem.',
    more: 'Xem thêm',
    usualPurpose: 'mục đích thường lệ của vai trò, người xem không nêu',
    usualPurposes: { 'own-dossier': 'Xem hồ sơ của mình', processing: 'Giải quyết tự động giữa các hệ thống', investigation: 'Điều tra', audit: 'Kiểm toán', operation: 'Vận hành hệ thống', supervision: 'Chỉ đạo, giám sát', 'case-work': 'Giải quyết hồ sơ' } as Readonly<Record<string, string>>,
    withheld: (count: string) => `${count} lần xem đang được giữ kín theo luật.`,
    withheldUntil: (time: string) => `Giữ kín với người có hồ sơ đến ${time}`,
    incomplete: 'Chưa đủ: nhật ký ghi nhiều lần xem hơn số hiện ở đây. Có cơ quan chưa trả lời; hãy thử lại.',
  },
  past: {
    open: 'Xem như đã biết lúc trước',
    field: 'Xem như đã biết lúc (giờ Việt Nam)',
    show: 'Xem',
    banner: (time: string) => `Đây là quá khứ: hồ sơ như hệ thống đã biết lúc ${time}`,
    paused: 'Những gì biết sau lúc đó không hiện, và trang không cập nhật trực tiếp.',
    back: 'Về hiện tại',
    unknown: 'Lúc đó kiểm toán chưa biết hồ sơ này',
    custody: 'Lúc đó ở đâu',
    due: 'Hạn trả kết quả, như biết lúc đó',
    noDue: 'Lúc đó chưa có hạn',
  },
};

export type RecordWords = typeof vi;

const en: RecordWords = {
  title: 'Proof and history',
  proof: {
    download: 'Download proof',
    help: 'This file proves the history of the dossier at every agency, and anyone can check it without trusting this system.',
    working: 'Making the proof file',
    waiting: (seconds) => (seconds === '1' ? 'The newest event still waits for a witness to sign. Trying again in 1 second.' : `The newest event still waits for a witness to sign. Trying again in ${seconds} seconds.`),
    cancel: 'Stop waiting',
    done: (name) => `Downloaded: ${name}`,
    verify: 'Verify a file',
  },
  reads: {
    title: 'Who read it',
    help: 'Each time the dossier or a paper of it is read, that is written to the log. A read that the law lets an authority withhold shows later.',
    none: 'Nobody is on record as a reader.',
    more: 'Show more',
    usualPurpose: 'the usual purpose of the role; the reader gave none',
    usualPurposes: { 'own-dossier': 'Reading one’s own dossier', processing: 'Processing between systems', investigation: 'Investigation', audit: 'Audit', operation: 'Operation of the system', supervision: 'Supervision', 'case-work': 'Work on the dossier' },
    withheld: (count) => (count === '1' ? '1 read is withheld by law for now.' : `${count} reads are withheld by law for now.`),
    withheldUntil: (time) => `Withheld from the holder until ${time}`,
    incomplete: 'Not complete: the logs count more reads than show here. An agency did not answer; try again.',
  },
  past: {
    open: 'See it as it was known before',
    field: 'As known at (time of Việt Nam)',
    show: 'Show',
    banner: (time) => `This is the past: the dossier as the system knew it at ${time}`,
    paused: 'What became known later does not show, and the page does not follow live.',
    back: 'Back to now',
    unknown: 'Audit did not know this dossier then',
    custody: 'Where it was then',
    due: 'Result due, as known then',
    noDue: 'There was no due date then',
  },
};

export const recordWords = { vi, en };
