/** Sentences about the indicators of QĐ 766. */
const vi = {
  title: 'Chỉ số phục vụ người dân (QĐ 766)',
  lead: 'Mỗi chỉ số kèm công thức và mở được danh sách hồ sơ đứng sau con số. Chưa có nguồn thì nói rõ thiếu gì, không đoán.',
  from: 'Từ ngày', to: 'Đến ngày', agency: 'Mã đơn vị (để trống: mọi đơn vị được xem)', procedure: 'Mã thủ tục (để trống: mọi thủ tục)',
  show: 'Lập báo cáo', running: (done: string, total: string) => `Đang tính: ${done} trong ${total} hồ sơ`, asOf: (time: string) => `Số liệu tính đến ${time}`, download: 'Tải bảng CSV', stuck: 'Hồ sơ trễ đang vướng ở đâu, vì sao',
  none: 'Không có dữ liệu', ofAll: (one: string, all: string) => `${one} trên ${all}`, unknown: (count: string) => `${count} không rõ, không tính vào`,
  points: (points: string, most: string) => `${points} trên ${most} điểm`, threshold: (percent: string) => `từ ${percent} % đạt điểm tối đa`, most: (points: string) => `tối đa ${points} điểm`,
  formula: 'Công thức', missing: 'Chưa đo được', units: { 'working-days': 'ngày làm việc', 'calendar-days': 'ngày', hours: 'giờ làm việc' },
  mean: (procedure: string, mean: string, unit: string, count: string) => `${procedure}: trung bình ${mean} ${unit}, ${count} hồ sơ`,
  parts: { numerator: 'Đạt', denominator: 'Tất cả', late: 'Chưa đạt' }, behind: (name: string) => `Xem danh sách: ${name}`, part: (part: string, number: string) => `${part}, chỉ số ${number}`,
  steps: {
    title: 'Trễ ở bước nào', lead: 'Các bước đến hạn trong kỳ, theo hạn của từng bước sau khi đồng hồ pháp lý đã dời; thời gian chờ người dân không tính. Lọc theo thủ tục; mã đơn vị không áp dụng cho bảng này.', none: 'Không có bước nào đến hạn trong kỳ.',
    step: 'Bước', agency: 'Cơ quan', due: 'Đến hạn', onTime: 'Đúng hạn', late: 'Trễ', open: 'Đang trễ', hours: 'Trễ trung bình (giờ)', show: (step: string) => `Hồ sơ trễ ở bước ${step}`,
    stillOpen: 'chưa xong',
  },
  more: 'Xem thêm', nobody: 'Không có hồ sơ nào.', searching: 'Chưa thấy trong phần đã xem; bấm xem thêm để tìm tiếp.', due: (time: string) => `hẹn ${time}`, ended: (time: string) => `xong ${time}`, open: 'chưa xong',
};

const en: typeof vi = {
  title: 'Indicators of service to citizens (QĐ 766)',
  lead: 'Each indicator with its formula, and with the dossiers behind its number. Where there is no source, it says what is missing instead of guessing.',
  from: 'From', to: 'To', agency: 'Unit (empty: all that you may see)', procedure: 'Procedure code (empty: all)',
  show: 'Make the report', running: (done, total) => `Counting: ${done} of ${total} dossiers`, asOf: (time) => `As of ${time}`, download: 'Download as CSV', stuck: 'Where late dossiers wait, and why',
  none: 'No data', ofAll: (one, all) => `${one} of ${all}`, unknown: (count) => `${count} unknown, left out`,
  points: (points, most) => `${points} of ${most} points`, threshold: (percent) => `all points from ${percent} %`, most: (points) => `at most ${points} points`,
  formula: 'Formula', missing: 'Not measured', units: { 'working-days': 'working days', 'calendar-days': 'days', hours: 'working hours' },
  mean: (procedure, mean, unit, count) => `${procedure}: ${mean} ${unit} on average, ${count} dossiers`,
  parts: { numerator: 'Met', denominator: 'All', late: 'Not met' }, behind: (name) => `Show the list: ${name}`, part: (part, number) => `${part}, indicator ${number}`,
  steps: {
    title: 'At which steps it is late', lead: 'Steps due in the period, by each step’s own date as the legal clock has moved it; waiting for the citizen does not count. By procedure; the unit does not narrow this table.', none: 'No step was due in the period.',
    step: 'Step', agency: 'Agency', due: 'Due', onTime: 'On time', late: 'Late', open: 'Still late', hours: 'Late on average (hours)', show: (step) => `Dossiers late at ${step}`,
    stillOpen: 'not done',
  },
  more: 'Show more', nobody: 'There is none.', searching: 'None in what was looked through so far; show more to go on.', due: (time) => `due ${time}`, ended: (time) => `ended ${time}`, open: 'not ended',
};

export const reportWords = { vi, en };
