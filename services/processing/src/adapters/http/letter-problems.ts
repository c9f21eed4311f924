import type { ProblemEntry } from '@lienthong/service-host';

/** What a person is told whose letter cannot be issued. Part of `problems`, whose type says that none is missing. */
export const letterProblems = {
  LETTER_UNKNOWN: {
    status: 404,
    vi: { title: 'Thủ tục của hồ sơ không có văn bản này', whatToDo: 'Xem danh sách văn bản của hồ sơ.' },
    en: { title: 'The dossier’s procedure has no such letter', whatToDo: 'Look at the list of the dossier’s letters.' },
  },
  LETTER_ISSUED: {
    status: 409,
    vi: { title: 'Văn bản này đã được ban hành', whatToDo: 'Xem văn bản đã ban hành; nếu cần sửa, ban hành văn bản đính chính.' },
    en: { title: 'This letter has been issued', whatToDo: 'Read it as it was issued; what has to be put right takes a letter of its own.' },
  },
  LETTER_NOT_DUE: {
    status: 409,
    vi: { title: 'Chưa đủ điều kiện ban hành văn bản này', whatToDo: 'Hoàn thành bước mà văn bản phụ thuộc, rồi thử lại.' },
    en: { title: 'It is not time for this letter', whatToDo: 'Complete the step that it depends on, then try again.' },
  },
  LETTER_INCOMPLETE: {
    status: 422,
    vi: { title: 'Văn bản còn chỗ trống', whatToDo: 'Bổ sung từng dữ liệu nêu trong "errors" vào hồ sơ, rồi thử lại.' },
    en: { title: 'The letter has blanks', whatToDo: 'Add what "errors" names to the dossier, then try again.' },
  },
} as const satisfies Record<string, ProblemEntry>;
