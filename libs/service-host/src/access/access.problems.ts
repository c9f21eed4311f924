import { defineProblems } from '../problems/problem-catalogue.js';
import type { GroundRejection } from './read-purpose.js';

export const accessProblems = defineProblems<GroundRejection['code']>({
  PURPOSE_MALFORMED: {
    status: 400,
    vi: { title: 'Mục đích xem không đọc được', whatToDo: 'Ghi mục đích trong tiêu đề Purpose, không quá 200 ký tự, mã hóa UTF-8 hoặc phần trăm.' },
    en: { title: 'The purpose of the read cannot be read', whatToDo: 'State it in the header Purpose, in at most 200 characters, as UTF-8 or percent-encoded.' },
  },
  WITHHOLDING_MALFORMED: {
    status: 400,
    vi: { title: 'Yêu cầu chưa thông báo lượt xem không đúng dạng', whatToDo: 'Gửi đủ Purpose, Legal-Ground (từ 10 đến 500 ký tự) và Withhold-Until (RFC 3339, trong vòng hai năm tới).' },
    en: { title: 'The request to withhold a read is malformed', whatToDo: 'Send Purpose, Legal-Ground (10 to 500 characters) and Withhold-Until (RFC 3339, within the next two years).' },
  },
  WITHHOLDING_NOT_ALLOWED: {
    status: 403,
    vi: { title: 'Không có quyền hoãn thông báo lượt xem', whatToDo: 'Chỉ điều tra viên và kiểm toán viên được hoãn; hãy xem không kèm Withhold-Until.' },
    en: { title: 'Not allowed to withhold a read', whatToDo: 'Only investigators and auditors may; read without Withhold-Until.' },
  },
});
