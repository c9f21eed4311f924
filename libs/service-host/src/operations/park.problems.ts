import { defineProblems } from '../problems/problem-catalogue.js';

export const parkProblems = defineProblems<'NOT_PARKED' | 'WAITS_BEHIND' | 'NO_HANDLER'>({
  NOT_PARKED: {
    status: 404,
    vi: { title: 'Không có thông điệp này đang chờ', whatToDo: 'Tải lại danh sách; có thể người khác đã xử lý.' },
    en: { title: 'No such message is waiting', whatToDo: 'Reload the list; someone else may have dealt with it.' },
  },
  WAITS_BEHIND: {
    status: 409,
    vi: { title: 'Thông điệp này chờ sau một thông điệp khác', whatToDo: 'Xử lý thông điệp đầu tiên của hồ sơ trước.' },
    en: { title: 'This message waits behind another', whatToDo: 'Deal with the first message of the dossier first.' },
  },
  NO_HANDLER: {
    status: 503,
    vi: { title: 'Dịch vụ chưa sẵn sàng nhận thông điệp', whatToDo: 'Chờ dịch vụ khởi động xong rồi thử lại.' },
    en: { title: 'The service is not yet ready to take messages', whatToDo: 'Wait until it has started and try again.' },
  },
});
