import type { ProblemEntry } from '@lienthong/service-host';

/** What whoever publishes decisions is told. Part of `problems`. */
export const decisionProblems = {
  DECISION_REFUSED: {
    status: 422,
    vi: { title: 'Bảng quyết định có chỗ sai hoặc còn hở', whatToDo: 'Sửa từng ô nêu trong "errors" rồi công bố lại.' },
    en: { title: 'The decision model is wrong somewhere, or has gaps', whatToDo: 'Correct each cell listed under "errors" and publish again.' },
  },
  DECISION_TAKEN: {
    status: 409,
    vi: { title: 'Mã quyết định thuộc về tệp khác', whatToDo: 'Đặt mã khác cho quyết định, hoặc công bố phiên bản mới của tệp đang có mã này.' },
    en: { title: 'Another model has a decision of this id', whatToDo: 'Give the decision another id, or publish a new version of the model that has it.' },
  },
  DECISION_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có bảng quyết định hoặc phiên bản này', whatToDo: 'Xem danh sách các bảng quyết định đã công bố.' },
    en: { title: 'There is no such decision model or version', whatToDo: 'Look at the list of published decision models.' },
  },
  EVALUATION_UNKNOWN: {
    status: 404,
    vi: { title: 'Hồ sơ không có quyết định này', whatToDo: 'Xem danh sách các quyết định của hồ sơ.' },
    en: { title: 'Nothing was decided under this id', whatToDo: 'Look at the list of the dossier’s decisions.' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
