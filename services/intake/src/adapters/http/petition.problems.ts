import type { ProblemEntry } from '@lienthong/service-host';
import type { PetitionRejection } from '../../domain/petition.decider.js';

export type PetitionProblem = Exclude<PetitionRejection['code'], 'REASON_NOT_HUMAN' | 'NO_DUE_DATE' | 'DATE_IN_FUTURE'> | 'NOT_YOUR_PETITION' | 'NO_ACCEPTANCE_NOTICE';

/** Refusals of petitions; part of intake's catalogue. */
export const petitionProblems = {
  PETITION_UNKNOWN: {
    status: 404,
    vi: { title: 'Không tìm thấy đơn', whatToDo: 'Kiểm tra lại số đơn; đơn tố cáo chỉ người có trách nhiệm được xem.' },
    en: { title: 'The petition was not found', whatToDo: 'Check its number; a denunciation is shown only to those responsible for it.' },
  },
  PETITION_NUMBER_TAKEN: {
    status: 409,
    vi: { title: 'Số đơn vừa được cấp cho đơn khác', whatToDo: 'Gửi lại yêu cầu để nhận số mới.' },
    en: { title: 'The number was just given to another petition', whatToDo: 'Send the request again to get a new number.' },
  },
  PETITION_NOT_IN_STATUS: {
    status: 409,
    vi: { title: 'Đơn đang ở bước không cho phép việc này', whatToDo: 'Đơn đang ở bước “{status}”; tải lại để xem việc có thể làm.' },
    en: { title: 'The petition is not at this step', whatToDo: 'It is “{status}”; reload to see what can be done.' },
  },
  PETITION_INELIGIBLE: {
    status: 409,
    vi: { title: 'Đơn chưa đủ điều kiện thụ lý', whatToDo: 'Còn vướng: {obstacles}. Phân loại lại nếu đã khắc phục, hoặc chuyển, trả lại kèm hướng dẫn.' },
    en: { title: 'The petition is not eligible', whatToDo: 'In the way: {obstacles}. Classify it again if that is settled, or transfer or return it with guidance.' },
  },
  EXTENSION_NOT_ALLOWED: {
    status: 409,
    vi: { title: 'Không được gia hạn nữa', whatToDo: 'Khiếu nại gia hạn một lần khi phức tạp; tố cáo một lần khi phức tạp, hai lần khi đặc biệt phức tạp. Giải quyết trong thời hạn đang ghi.' },
    en: { title: 'It cannot be extended any more', whatToDo: 'A complaint is extended once as complex; a denunciation once if complex, twice if very complex. Resolve it within its date.' },
  },
  ANSWER_NOT_PUBLIC: {
    status: 409,
    vi: { title: 'Trả lời của đơn này không công khai', whatToDo: 'Gửi trả lời cho người viết đơn; chỉ trả lời phản ánh, kiến nghị được công khai.' },
    en: { title: 'The answer is not for the public', whatToDo: 'Send it to the author; only answers to reflections and feedback are published.' },
  },
  ANSWER_RATED: {
    status: 409,
    vi: { title: 'Trả lời đã được đánh giá', whatToDo: 'Mỗi trả lời đánh giá một lần; nếu chưa đồng ý, gửi đơn mới.' },
    en: { title: 'The answer has been rated', whatToDo: 'An answer is rated once; if you do not agree, send another petition.' },
  },
  NO_ACCEPTANCE_NOTICE: {
    status: 409,
    vi: { title: 'Chưa có thông báo thụ lý', whatToDo: 'Thông báo có sau khi thụ lý, cho đơn có người gửi; người không được biết người tố cáo thì không được in.' },
    en: { title: 'There is no notice of acceptance', whatToDo: 'There is one once the petition is taken up and has an author; who may not know the author of a denunciation may not print it.' },
  },
  NOT_YOUR_PETITION: {
    status: 403,
    vi: { title: 'Đơn không thuộc đơn vị của bạn', whatToDo: 'Chỉ đơn vị đang giữ đơn được xử lý; người viết đơn được đánh giá và trả lời câu hỏi.' },
    en: { title: 'The petition is not your unit’s', whatToDo: 'Only the unit that has it may act; its author may rate and reply.' },
  },
} as const satisfies Record<PetitionProblem, ProblemEntry>;
