import { defineProblems, type ElsewhereRejection } from '@lienthong/service-host';
import type { ObligationRejection } from '../../domain/obligation.decider.js';
import type { PaymentRejection } from '../../domain/payment.decider.js';

/** Refusals of the bank's door, which are no decisions of the domain. */
type BankRefusal = 'BANK_SIGNATURE_INVALID' | 'WEBHOOK_ID_REUSED';
/** Of the account of an amount, which is no decision either. */
type ExplainRefusal = 'NOT_ASSESSED';

/** Total over every refusal of this service: a new one does not compile until it has a status and says what to do. */
export const problems = defineProblems<ObligationRejection['code'] | PaymentRejection['code'] | ElsewhereRejection['code'] | BankRefusal | ExplainRefusal>({
  BANK_SIGNATURE_INVALID: {
    status: 401,
    vi: { title: 'Chữ ký của thông báo ngân hàng không hợp lệ', whatToDo: 'Ký lại trên đúng nội dung gửi đi, với khóa hiện hành và thời điểm không quá 5 phút, rồi gửi lại cùng webhook-id.' },
    en: { title: "The signature of the bank's message does not hold", whatToDo: 'Sign the very bytes that are sent, with the current key and a time within 5 minutes, and send it again under the same webhook-id.' },
  },
  OTHER_UNIT: {
    status: 403,
    vi: { title: 'Hồ sơ này được giao cho đơn vị thuế khác', whatToDo: 'Chỉ cán bộ của đơn vị được giao mới xử lý được; liên hệ đơn vị đó nếu cần.' },
    en: { title: 'This dossier was given to another tax unit', whatToDo: 'Only officers of that unit can act on it; ask them if needed.' },
  },
  DOSSIER_UNKNOWN: {
    status: 404,
    vi: { title: 'Cơ quan thuế chưa nhận hồ sơ này', whatToDo: 'Kiểm tra lại mã hồ sơ; nếu vừa tiếp nhận, chờ ít giây rồi thử lại.' },
    en: { title: 'The tax office has not heard of this dossier', whatToDo: 'Check the code; if it was accepted just now, wait some seconds and try again.' },
  },
  PAYMENT_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có khoản nộp nào mang số tham chiếu này', whatToDo: 'Kiểm tra lại số tham chiếu ngân hàng trong sổ hoặc trong danh sách chờ xử lý.' },
    en: { title: 'There is no payment with this reference', whatToDo: 'Check the bank reference in the ledger or in the suspense list.' },
  },
  STEP_NOT_OFFERED: {
    status: 409,
    vi: { title: 'Bước này chưa được giao hoặc đã đóng', whatToDo: 'Xem lại danh sách việc; chỉ xử lý bước đang chờ ở cơ quan thuế.' },
    en: { title: 'This step is not open here', whatToDo: 'See the work list; only a step that waits here can be worked on.' },
  },
  STEP_ELSEWHERE: {
    status: 409,
    vi: { title: 'Hồ sơ đang chờ ở bước khác', whatToDo: 'Hồ sơ đang chờ ở {agency}, bước «{step}», từ {at}. Chờ đến khi bước của cơ quan thuế được giao.' },
    en: { title: 'The dossier waits at another step', whatToDo: 'It waits at {agency} for "{step}" since {at}. Wait until a step is offered here.' },
  },
  ALREADY_DONE: {
    status: 409,
    vi: { title: 'Việc này đã có người làm', whatToDo: '{by} đã xử lý lúc {at}. Tải lại hồ sơ để xem thông báo.' },
    en: { title: 'Somebody has done this already', whatToDo: '{by} did it at {at}. Reload the dossier to see the notice.' },
  },
  ALREADY_ALLOTTED: {
    status: 409,
    vi: { title: 'Khoản nộp này đã thuộc hồ sơ khác', whatToDo: 'Khoản tiền đang ở hồ sơ {dossier}. Nếu sai, hoàn trả từ hồ sơ đó và nêu lý do.' },
    en: { title: 'This payment is on another dossier', whatToDo: 'The money is on dossier {dossier}. If that is wrong, refund it from there with a reason.' },
  },
  BANK_REFERENCE_REUSED: {
    status: 409,
    vi: { title: 'Số tham chiếu ngân hàng đã dùng cho khoản tiền khác', whatToDo: 'Ngân hàng kiểm tra lại giao dịch; mỗi số tham chiếu chỉ dùng cho một lần chuyển tiền.' },
    en: { title: 'The bank reference stood for other money', whatToDo: 'The bank checks its transaction; a reference stands for one transfer only.' },
  },
  PAPERS_NOT_HERE: {
    status: 409,
    vi: { title: 'Dữ liệu của hồ sơ chưa về tới cơ quan thuế', whatToDo: 'Chờ ít giây rồi thử lại; nếu vẫn thiếu, báo quản trị viên xem hàng chờ của hồ sơ.' },
    en: { title: 'The data of the dossier has not arrived', whatToDo: 'Wait some seconds and try again; if it stays away, ask an administrator to look at the parked messages.' },
  },
  NOTICE_NOT_ISSUED: {
    status: 409,
    vi: { title: 'Hồ sơ chưa có thông báo nộp tiền', whatToDo: 'Ra thông báo trước, rồi mới phân bổ khoản nộp vào hồ sơ.' },
    en: { title: 'No notice has been issued for this dossier', whatToDo: 'Issue the notice first, then allot the payment to it.' },
  },
  TOO_MANY_PAYMENTS: {
    status: 409,
    vi: { title: 'Thông báo này đã có quá nhiều lần nộp', whatToDo: 'Đối chiếu các khoản nộp với ngân hàng trước khi phân bổ thêm.' },
    en: { title: 'There are too many payments on this notice', whatToDo: 'Reconcile its payments with the bank before allotting another.' },
  },
  SUM_TOO_LARGE: {
    status: 409,
    vi: { title: 'Tổng số tiền đã nộp vượt mức ghi sổ được', whatToDo: 'Đối chiếu các khoản nộp với ngân hàng; khoản này ở lại tài khoản chờ xử lý.' },
    en: { title: 'The sum of the payments is more than the ledger can hold', whatToDo: 'Reconcile its payments with the bank; this one stays in suspense.' },
  },
  RULES_UNKNOWN: {
    status: 409,
    vi: { title: 'Chưa có bảng quy định cho ngày tiếp nhận này', whatToDo: 'Bảng {table} chưa được công bố cho ngày {day}. Đề nghị bộ phận nghiệp vụ công bố bảng, rồi tính lại; không áp dụng bảng của ngày khác.' },
    en: { title: 'No published rules are in force on the day of receipt', whatToDo: 'Table {table} has not been published for {day}. Ask an analyst to publish it, then assess again; the table of another day is never used.' },
  },
  NOT_ASSESSED: {
    status: 404,
    vi: { title: 'Hồ sơ chưa có số phải nộp để giải thích', whatToDo: 'Chờ phiếu chuyển thông tin và dữ liệu tiếp nhận về tới cơ quan thuế, rồi xem lại.' },
    en: { title: 'There is no amount to explain yet', whatToDo: 'Wait until slip and papers have arrived at the tax office, then look again.' },
  },
  NOT_ASSESSABLE: {
    status: 422,
    vi: { title: 'Chưa tính được nghĩa vụ tài chính', whatToDo: 'Kiểm tra số liệu của phiếu chuyển thông tin và ngày tiếp nhận; xem "detail" để biết số liệu nào không dùng được.' },
    en: { title: 'The obligation cannot be computed', whatToDo: 'Check the figures of the transfer slip and the day of receipt; "detail" names the one that cannot be used.' },
  },
  REASON_REQUIRED: {
    status: 422,
    vi: { title: 'Cần nêu lý do', whatToDo: 'Viết lý do bằng lời để người nộp hiểu được.' },
    en: { title: 'A reason is required', whatToDo: 'Say why in words that the payer understands.' },
  },
  REFUND_EXCEEDS_CREDIT: {
    status: 422,
    vi: { title: 'Số tiền hoàn vượt quá số nộp thừa', whatToDo: 'Khoản nộp này chỉ còn hoàn được {available} đồng.' },
    en: { title: 'The refund exceeds what was paid too much', whatToDo: 'Only {available} đồng of this payment can be refunded.' },
  },
  WEBHOOK_ID_REUSED: {
    status: 422,
    vi: { title: 'webhook-id đã dùng cho thông báo khác', whatToDo: 'Dùng webhook-id mới cho thông báo mới; chỉ dùng lại khi gửi lại đúng nội dung cũ.' },
    en: { title: 'The webhook-id was used for another message', whatToDo: 'Use a new webhook-id for a new message; reuse it only to repeat the very same one.' },
  },
});
