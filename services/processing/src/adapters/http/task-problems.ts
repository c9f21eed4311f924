import type { ProblemEntry } from '@lienthong/service-host';

/** What a person is told who may not do with a task or an absence what they meant to. Part of `problems`, whose type says that none is missing. */
export const taskProblems = {
  NOT_DELEGATED: {
    status: 409,
    vi: { title: 'Việc này không phải do ai nhờ', whatToDo: 'Muốn người khác làm, hãy trả việc về danh sách chung.' },
    en: { title: 'Nobody delegated this task', whatToDo: 'If somebody else is to do it, release it.' },
  },
  NOT_A_LEADER: {
    status: 403,
    vi: { title: 'Chỉ lãnh đạo của cơ quan được giao việc', whatToDo: 'Đề nghị lãnh đạo giao; hoặc tự nhận việc rồi nhờ người khác.' },
    en: { title: 'Only a leader of the agency gives out tasks', whatToDo: 'Ask a leader, or claim it yourself and delegate it.' },
  },
  TOO_MANY_COMMENTS: {
    status: 409,
    vi: { title: 'Việc này đã có quá nhiều ghi chú', whatToDo: 'Hoàn thành việc, hoặc trao đổi tiếp ngoài việc này.' },
    en: { title: 'This task has too many comments', whatToDo: 'Complete it, or go on talking elsewhere.' },
  },
  FOUR_EYES: {
    status: 409,
    vi: { title: 'Hai bước này phải do hai người làm', whatToDo: '{who} đã làm bước “{step}” lúc {at}; người khác phải làm bước này.' },
    en: { title: 'Two people have to do these two steps', whatToDo: '{who} did step "{step}" at {at}; somebody else has to do this one.' },
  },
  FORM_INVALID: {
    status: 422,
    vi: { title: 'Biểu mẫu điền chưa đúng', whatToDo: 'Sửa từng trường nêu trong "errors" rồi gửi lại.' },
    en: { title: 'The form is not filled in correctly', whatToDo: 'Correct each field listed under "errors" and send it again.' },
  },
  OFFICER_UNKNOWN: {
    status: 422,
    vi: { title: 'Chưa biết cán bộ này', whatToDo: 'Chọn trong danh sách cán bộ; người đó phải mở danh sách việc ít nhất một lần.' },
    en: { title: 'This officer is not known here', whatToDo: 'Choose one from the list of officers; they have to open their list of tasks once.' },
  },
  ABSENCE_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có lần vắng mặt này', whatToDo: 'Tải lại danh sách vắng mặt.' },
    en: { title: 'There is no such absence', whatToDo: 'Reload the list of absences.' },
  },
  ABSENCE_NOT_YOURS: {
    status: 403,
    vi: { title: 'Không được ghi vắng mặt cho người này', whatToDo: 'Chính người đó hoặc lãnh đạo cùng đơn vị mới được ghi.' },
    en: { title: 'You may not record this person’s absence', whatToDo: 'They may themselves, or a leader of their unit.' },
  },
  ABSENCE_TIME_INVALID: {
    status: 422,
    vi: { title: 'Thời gian vắng mặt không đúng', whatToDo: 'Kết thúc sau khi bắt đầu, chưa qua, và không dài quá 366 ngày.' },
    en: { title: 'The time of the absence is not right', whatToDo: 'It ends after it begins, not in the past, and lasts 366 days at most.' },
  },
  ABSENCE_OVERLAPS: {
    status: 409,
    vi: { title: 'Đã ghi vắng mặt trong thời gian này', whatToDo: 'Kết thúc lần vắng mặt đã ghi, rồi ghi lại.' },
    en: { title: 'An absence is recorded for this time already', whatToDo: 'End that one, then record it anew.' },
  },
  SUBSTITUTE_UNFIT: {
    status: 422,
    vi: { title: 'Người này không thay được', whatToDo: 'Chọn người khác cùng đơn vị.' },
    en: { title: 'This person cannot stand in', whatToDo: 'Choose somebody else of the same unit.' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
