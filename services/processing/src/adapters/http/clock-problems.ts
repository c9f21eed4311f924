import type { ProblemEntry } from '@lienthong/service-host';

/** What a person is told who cannot change a due date by hand. Part of `problems`, whose type says that none is missing. */
export const clockProblems = {
  CALENDAR_REFUSED: {
    status: 422,
    vi: { title: 'Lịch làm việc chưa đúng', whatToDo: 'Sửa từng chỗ nêu trong "errors" rồi công bố lại.' },
    en: { title: 'The working calendar is not right', whatToDo: 'Put right what "errors" names, then publish again.' },
  },
  VERSION_ALTERED: {
    status: 409,
    vi: { title: 'Phiên bản này vừa được người khác công bố', whatToDo: 'Xem phiên bản mới nhất rồi công bố lại.' },
    en: { title: 'Somebody else has just published this version', whatToDo: 'Look at the newest version, then publish again.' },
  },
  NO_APOLOGY: {
    status: 404,
    vi: { title: 'Hồ sơ chưa có văn bản xin lỗi', whatToDo: 'Xem thời hạn hiện tại của hồ sơ.' },
    en: { title: 'No apology was given for this dossier', whatToDo: 'Look at its present due date.' },
  },
  CORRECTION_IMPOSSIBLE: {
    status: 422,
    vi: { title: 'Không có gì để đính chính như vậy', whatToDo: 'Xem cách tính hạn của hồ sơ: số thứ tự lần tạm dừng; thời điểm không ở tương lai, kết thúc sau bắt đầu, tiếp nhận không trước khi nộp.' },
    en: { title: 'There is nothing to correct like this', whatToDo: 'Look at how the date was counted: the number of the suspension; no time to come, an end after its begin, a receipt not before the submission.' },
  },
  PREVIEW_OUTDATED: {
    status: 409,
    vi: { title: 'Hạn sẽ là ngày khác với ngày đã xem trước', whatToDo: 'Hồ sơ đã thay đổi trong lúc đó; xem trước lại rồi xác nhận.' },
    en: { title: 'The date would be another than the one previewed', whatToDo: 'The dossier has changed meanwhile; preview again, then confirm.' },
  },
  CLOCK_STOPPED: {
    status: 409,
    vi: { title: 'Hồ sơ đã kết thúc, không gia hạn hay hẹn lại được', whatToDo: 'Chỉ có thể đính chính thời điểm đã ghi sai.' },
    en: { title: 'The dossier has ended and gets no more time', whatToDo: 'Only what was written down wrongly can still be corrected.' },
  },
  CLOCK_SUSPENDED: {
    status: 409,
    vi: { title: 'Hồ sơ đang tạm dừng chờ người dân', whatToDo: 'Hạn sẽ tự lùi theo thời gian chờ; chỉ hẹn lại sau khi hồ sơ tiếp tục.' },
    en: { title: 'The dossier waits for the citizen', whatToDo: 'The date will move by the time waited; give a new one only when the dossier goes on.' },
  },
  ALREADY_POSTPONED: {
    status: 409,
    vi: { title: 'Hồ sơ đã được hẹn lại một lần', whatToDo: 'Chỉ được hẹn lại một lần; hãy giải quyết và trả kết quả sớm nhất.' },
    en: { title: 'The dossier has been given a new date already', whatToDo: 'There is only one new date; decide and hand over the result as soon as possible.' },
  },
  NOT_LATER: {
    status: 422,
    vi: { title: 'Ngày hẹn mới không muộn hơn hạn hiện tại', whatToDo: 'Chọn thời điểm sau hạn hiện tại và sau lúc này.' },
    en: { title: 'The new date is not later than the present one', whatToDo: 'Choose a time after the present date and after now.' },
  },
  OUTSIDE_OFFICE_HOURS: {
    status: 422,
    vi: { title: 'Ngày hẹn mới ngoài giờ làm việc', whatToDo: 'Chọn thời điểm trong giờ làm việc, không phải ngày nghỉ.' },
    en: { title: 'The new date is outside office hours', whatToDo: 'Choose a moment in office hours, on no day off.' },
  },
} as const satisfies Record<string, ProblemEntry>;
