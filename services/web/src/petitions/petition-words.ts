/** Sentences about petitions. */
const vi = {
  title: 'Đơn, phản ánh, kiến nghị',
  lead: 'Khiếu nại, tố cáo, kiến nghị và phản ánh: mỗi bước có hạn theo luật và giải thích được. Người tố cáo được giữ kín.',
  one: (number: string) => `Đơn ${number}`, back: 'Về danh sách', list: 'Danh sách', overdueOnly: 'Chỉ đơn quá hạn', none: 'Không có đơn nào.', more: 'Xem thêm',
  matters: { 'regulation-feedback': 'Phản ánh, kiến nghị về quy định hành chính', reflection: 'Kiến nghị, phản ánh', complaint: 'Khiếu nại', denunciation: 'Tố cáo' },
  statuses: { received: 'Đã nhận', accepted: 'Đã thụ lý', transferred: 'Đã chuyển', returned: 'Đã trả lại', resolved: 'Đã giải quyết', published: 'Đã công khai trả lời' },
  obstacles: { anonymous: 'không tên', 'no-address': 'không địa chỉ', 'no-signature': 'không chữ ký', 'already-resolved': 'đã được giải quyết', 'time-barred': 'hết thời hiệu', 'no-competence': 'không thuộc thẩm quyền' },
  stages: { 'time-bar': 'Thời hiệu', acceptance: 'Thông báo thụ lý', processing: 'Xử lý ban đầu', 'more-information': 'Yêu cầu làm rõ', resolution: 'Giải quyết', publication: 'Công khai trả lời' },
  inTheWay: (obstacles: string) => `Chưa đủ điều kiện: ${obstacles}`,
  received: (time: string) => `nhận lúc ${time}`, due: (time: string) => `hạn ${time}`, done: (time: string) => `xong ${time}`, late: 'quá hạn', why: (stage: string) => `Vì sao là hạn này? ${stage}`,
  register: {
    title: 'Ghi nhận đơn mới', matter: 'Loại đơn', aspect: 'Nội dung về', aspects: { policy: 'chính sách, quy định', behaviour: 'hành vi, thái độ' }, subject: 'Tóm tắt', text: 'Nội dung', author: 'Họ tên người viết (để trống: đơn không tên)',
    identifier: 'Số định danh cá nhân (nếu có)', address: 'Địa chỉ', dossier: 'Mã hồ sơ liên quan (nếu có)', complexity: 'Mức độ', complexities: { ordinary: 'bình thường', complex: 'phức tạp', 'very-complex': 'đặc biệt phức tạp' },
    repeated: 'Gửi lại nội dung đã gửi', save: 'Ghi nhận', saved: (number: string) => `Đã ghi nhận đơn ${number}.`,
  },
  author: 'Người viết đơn', withheld: 'Người viết và nội dung được giữ kín.', unknownAuthor: 'Không tên', content: 'Nội dung', about: 'Hồ sơ liên quan', clocks: 'Các hạn theo luật', questions: 'Yêu cầu làm rõ', noReply: 'chưa trả lời', ending: 'Kết quả',
  acts: { acceptance: 'Thụ lý', publication: 'Công khai trả lời', extension: 'Gia hạn', questions: 'Yêu cầu làm rõ', return: 'Trả lại kèm hướng dẫn', resolution: 'Trả lời, giải quyết', replies: 'Trả lời câu hỏi', transfer: 'Chuyển đơn' },
  act: 'Việc cần làm', sentence: 'Viết một câu cho người đọc hiểu được', to: 'Chuyển đến', unit: 'Mã đơn vị nhận (để trống: ngoài hệ thống)', perform: (act: string) => `Thực hiện: ${act}`,
  notice: 'Tải thông báo thụ lý để in',
  rate: { title: 'Bạn có hài lòng với trả lời?', yes: 'Hài lòng', no: 'Không hài lòng', rated: (answer: string) => `Đánh giá: ${answer}` },
};

const en: typeof vi = {
  title: 'Petitions',
  lead: 'Complaints, denunciations, reflections and feedback: each step has its legal date, and the date can be explained. Who denounces is protected.',
  one: (number) => `Petition ${number}`, back: 'Back to the list', list: 'List', overdueOnly: 'Overdue only', none: 'There is none.', more: 'Show more',
  matters: { 'regulation-feedback': 'Feedback about administrative rules', reflection: 'Reflection', complaint: 'Complaint', denunciation: 'Denunciation' },
  statuses: { received: 'Received', accepted: 'Accepted', transferred: 'Transferred', returned: 'Returned', resolved: 'Resolved', published: 'Answer published' },
  obstacles: { anonymous: 'anonymous', 'no-address': 'no address', 'no-signature': 'no signature', 'already-resolved': 'already resolved', 'time-barred': 'time-barred', 'no-competence': 'not ours to decide' },
  stages: { 'time-bar': 'Time bar', acceptance: 'Notice of acceptance', processing: 'First processing', 'more-information': 'Asking for more', resolution: 'Resolution', publication: 'Publication of the answer' },
  inTheWay: (obstacles) => `Not eligible: ${obstacles}`,
  received: (time) => `received ${time}`, due: (time) => `due ${time}`, done: (time) => `done ${time}`, late: 'overdue', why: (stage) => `Why this date? ${stage}`,
  register: {
    title: 'Register a petition', matter: 'Kind', aspect: 'It is about', aspects: { policy: 'a policy or rule', behaviour: 'behaviour' }, subject: 'Subject', text: 'Text', author: 'Name of the author (empty: anonymous)',
    identifier: 'Personal identification number (if any)', address: 'Address', dossier: 'Code of the dossier concerned (if any)', complexity: 'Complexity', complexities: { ordinary: 'ordinary', complex: 'complex', 'very-complex': 'very complex' },
    repeated: 'The same was sent before', save: 'Register', saved: (number) => `Petition ${number} is registered.`,
  },
  author: 'Author', withheld: 'Author and text are protected.', unknownAuthor: 'Anonymous', content: 'Text', about: 'Dossier concerned', clocks: 'Legal dates', questions: 'Questions asked', noReply: 'no reply yet', ending: 'Outcome',
  acts: { acceptance: 'Accept', publication: 'Publish the answer', extension: 'Extend', questions: 'Ask for more', return: 'Return with guidance', resolution: 'Answer and resolve', replies: 'Reply', transfer: 'Transfer' },
  act: 'What to do', sentence: 'Write a sentence that its reader understands', to: 'To whom', unit: 'Receiving unit (empty: outside)', perform: (act) => `Do it: ${act}`,
  notice: 'Download the notice of acceptance',
  rate: { title: 'Are you satisfied with the answer?', yes: 'Satisfied', no: 'Not satisfied', rated: (answer) => `Rated: ${answer}` },
};

export const petitionWords = { vi, en };
