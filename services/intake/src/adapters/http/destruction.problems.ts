import type { ProblemEntry } from '@lienthong/service-host';
import type { DestructionRejection } from '../../domain/destruction-list.decider.js';

export type DestructionProblem = Exclude<DestructionRejection['code'], 'REPORT_UNEXPECTED' | 'REASON_NOT_HUMAN'> | 'NOT_YET_CERTIFIED';

/** Refusals of destruction lists; part of intake's catalogue. */
export const destructionProblems = {
  LIST_UNKNOWN: {
    status: 404,
    vi: { title: 'Không tìm thấy danh mục tiêu hủy', whatToDo: 'Kiểm tra lại số danh mục.' },
    en: { title: 'The destruction list was not found', whatToDo: 'Check the number of the list.' },
  },
  LIST_NUMBER_TAKEN: {
    status: 409,
    vi: { title: 'Số danh mục vừa được cấp cho danh mục khác', whatToDo: 'Gửi lại yêu cầu để nhận số mới.' },
    en: { title: 'The number was just given to another list', whatToDo: 'Send the request again to get a new number.' },
  },
  LIST_TOO_LONG: {
    status: 422,
    vi: { title: 'Danh mục quá dài', whatToDo: 'Mỗi danh mục tối đa {most} hồ sơ; chia thành nhiều danh mục.' },
    en: { title: 'The list is too long', whatToDo: 'A list has at most {most} dossiers; make several.' },
  },
  LIST_DECIDED: {
    status: 409,
    vi: { title: 'Danh mục đã được quyết định', whatToDo: '{decidedBy} đã quyết định lúc {decidedAt}; tải lại để xem.' },
    en: { title: 'The list has been decided', whatToDo: '{decidedBy} decided at {decidedAt}; reload to see it.' },
  },
  LIST_OUTDATED: {
    status: 409,
    vi: { title: 'Danh mục không còn đúng', whatToDo: 'Một hồ sơ trong danh mục đã được tiêu hủy theo danh mục khác; từ chối danh mục này và lập lại.' },
    en: { title: 'The list is out of date', whatToDo: 'A dossier on it has been destroyed by another list; reject this one and propose anew.' },
  },
  LEGAL_BASIS_MISSING: {
    status: 422,
    vi: { title: 'Chưa nêu căn cứ tiêu hủy', whatToDo: 'Ghi căn cứ pháp lý bằng một câu, ví dụ điều khoản và quyết định ban hành bảng thời hạn bảo quản.' },
    en: { title: 'The legal basis is missing', whatToDo: 'State the legal basis in a sentence, such as the article and the decision on the table of retention.' },
  },
  SECOND_PERSON_NEEDED: {
    status: 403,
    vi: { title: 'Cần người thứ hai quyết định', whatToDo: 'Người đề nghị không được tự phê duyệt hay từ chối; chuyển cho lãnh đạo hoặc cán bộ lưu trữ khác.' },
    en: { title: 'A second person has to decide', whatToDo: 'Who proposed a list cannot decide on it; pass it to a leader or another records officer.' },
  },
  DOSSIER_NOT_ENDED: {
    status: 409,
    vi: { title: 'Hồ sơ chưa kết thúc', whatToDo: 'Bỏ hồ sơ {dossierCode} khỏi danh mục; chỉ tiêu hủy hồ sơ đã kết thúc.' },
    en: { title: 'A dossier has not ended', whatToDo: 'Take dossier {dossierCode} off the list; only ended dossiers are destroyed.' },
  },
  RETENTION_RUNS: {
    status: 409,
    vi: { title: 'Hồ sơ còn trong thời hạn bảo quản', whatToDo: 'Hồ sơ {dossierCode} được lưu đến {keptUntil}; bỏ khỏi danh mục.' },
    en: { title: 'A dossier is still to be kept', whatToDo: 'Dossier {dossierCode} is kept until {keptUntil}; take it off the list.' },
  },
  RETENTION_UNKNOWN: {
    status: 409,
    vi: { title: 'Chưa có thời hạn bảo quản được xác nhận', whatToDo: 'Hồ sơ {dossierCode} chưa có thời hạn bảo quản do cơ quan có thẩm quyền xác nhận; báo quản trị viên cấu hình trước khi tiêu hủy.' },
    en: { title: 'No confirmed retention period', whatToDo: 'No authority has confirmed how long dossier {dossierCode} is kept; have it configured before anything is destroyed.' },
  },
  DOSSIER_LISTED: {
    status: 409,
    vi: { title: 'Hồ sơ đã có trong danh mục khác', whatToDo: 'Hồ sơ {dossierCode} thuộc danh mục {list}; bỏ khỏi danh mục này.' },
    en: { title: 'A dossier is on another list', whatToDo: 'Dossier {dossierCode} is on list {list}; take it off this one.' },
  },
  NOT_YET_CERTIFIED: {
    status: 409,
    vi: { title: 'Chưa có giấy chứng nhận tiêu hủy', whatToDo: 'Chờ mọi cơ quan báo cáo; xem danh mục để biết còn chờ cơ quan nào.' },
    en: { title: 'There is no certificate yet', whatToDo: 'Wait until every agency has reported; the list shows which are missing.' },
  },
} as const satisfies Readonly<Record<DestructionProblem, ProblemEntry>>;
