import type { ProblemEntry } from '@lienthong/service-host';

export type ReportProblem = 'PERIOD_EMPTY' | 'PERIOD_TOO_LONG' | 'AS_OF_UNKNOWN' | 'REPORTS_BUSY' | 'INDICATOR_UNKNOWN' | 'INDICATOR_NOT_MEASURED';

/** Refusals of reports; part of intake's catalogue. */
export const reportProblems = {
  PERIOD_EMPTY: {
    status: 422,
    vi: { title: 'Kỳ báo cáo không có ngày nào', whatToDo: 'Chọn ngày bắt đầu có trong lịch, không sau ngày kết thúc và không ở tương lai.' },
    en: { title: 'The period has no day', whatToDo: 'Choose days of the calendar, the first not after the last and not in the future.' },
  },
  PERIOD_TOO_LONG: {
    status: 422,
    vi: { title: 'Kỳ báo cáo quá dài', whatToDo: 'Mỗi báo cáo tối đa {mostDays} ngày; chia thành nhiều kỳ.' },
    en: { title: 'The period is too long', whatToDo: 'A report covers at most {mostDays} days; make several.' },
  },
  AS_OF_UNKNOWN: {
    status: 422,
    vi: { title: 'Không đọc được thời điểm lập báo cáo', whatToDo: 'Dùng nguyên giá trị “asOf” của báo cáo trước, hoặc bỏ trống để lấy hiện tại.' },
    en: { title: 'The moment of the report cannot be read', whatToDo: 'Use the “asOf” of an earlier report as it stands, or leave it out for the present.' },
  },
  REPORTS_BUSY: {
    status: 429,
    vi: { title: 'Đang có nhiều báo cáo được tính', whatToDo: 'Chờ vài giây rồi thử lại.' },
    en: { title: 'Several reports are being counted', whatToDo: 'Wait some seconds, then try again.' },
  },
  INDICATOR_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có chỉ số này', whatToDo: 'Dùng số chỉ số trong báo cáo, ví dụ 2.1.' },
    en: { title: 'There is no such indicator', whatToDo: 'Use the number of an indicator of the report, such as 2.1.' },
  },
  INDICATOR_NOT_MEASURED: {
    status: 409,
    vi: { title: 'Chỉ số này chưa đo được ở đây', whatToDo: 'Thiếu nguồn: {missingVi}' },
    en: { title: 'This indicator is not measured here', whatToDo: 'Missing: {missingEn}' },
  },
} as const satisfies Record<ReportProblem, ProblemEntry>;
