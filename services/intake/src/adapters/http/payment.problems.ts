import type { ProblemEntry } from '@lienthong/service-host';
import type { FeeCorrectionRejection } from '../../domain/fee-correction.decider.js';
import type { PaymentRejection } from '../../domain/fee-payment.decider.js';

export type PaymentProblem = Exclude<(PaymentRejection | FeeCorrectionRejection)['code'], 'NOT_YOUR_DOSSIER' | 'DATE_IN_FUTURE' | 'REASON_NOT_HUMAN'>;

/** Refusals of payments and refunds of fees; part of intake's catalogue. */
export const paymentProblems = {
  NO_FEE_DUE: {
    status: 409,
    vi: { title: 'Hồ sơ này không có phí, lệ phí phải nộp', whatToDo: 'Phí được tính khi tiếp nhận; xem phần giải thích phí. Hồ sơ đã từ chối, rút hoặc dừng thì không thu.' },
    en: { title: 'There is no fee to pay for this dossier', whatToDo: 'Fees are charged at receipt; see their explanation. Of a dossier that was refused, withdrawn or stopped none is taken.' },
  },
  FEE_AMOUNT_DIFFERS: {
    status: 422,
    vi: { title: 'Số tiền không đúng với phí phải nộp', whatToDo: 'Phải nộp {due} đồng, đã ghi {paid} đồng; kiểm tra lại biên lai, chứng từ.' },
    en: { title: 'The amount is not that of the fees', whatToDo: '{due} đồng are due, {paid} đồng were entered; check the receipt.' },
  },
  FEE_PAID_ALREADY: {
    status: 409,
    vi: { title: 'Phí của hồ sơ này đã được nộp', whatToDo: 'Đã ghi nhận lúc {paidAt}, chứng từ {reference}; nếu nộp trùng thì hoàn trả theo quy định.' },
    en: { title: 'The fees of this dossier are paid', whatToDo: 'They were at {paidAt}, under {reference}; what was paid twice is to be refunded.' },
  },
  PAYMENT_MANNER_NOT_YOURS: {
    status: 403,
    vi: { title: 'Không được ghi nhận hoặc hủy khoản thuộc hình thức này', whatToDo: 'Tại quầy ghi tiền mặt hoặc chuyển khoản; khoản trực tuyến do cổng thanh toán báo, và báo hủy.' },
    en: { title: 'Entries of this way of payment are not yours to record or cancel', whatToDo: 'A counter records cash or transfers; what goes online the payment gateway reports, and takes back.' },
  },
  PAYMENT_UNKNOWN: {
    status: 404,
    vi: { title: 'Hồ sơ không có khoản nộp này', whatToDo: 'Nêu đúng số tiền, hình thức và số chứng từ như đã ghi; xem ở phần phí, lệ phí của hồ sơ.' },
    en: { title: 'The dossier has no such payment', whatToDo: 'Name amount, way and reference as they were recorded; see the fees of the dossier.' },
  },
  PAYMENT_REFUNDED: {
    status: 409,
    vi: { title: 'Khoản nộp này đã được hoàn', whatToDo: 'Hủy khoản ghi hoàn trước, nếu nó ghi sai; nếu đã thực hoàn thì khoản nộp là có thật.' },
    en: { title: 'This payment was given back', whatToDo: 'Cancel the refund first if that was recorded wrongly; what was really given back had been paid.' },
  },
  REFUND_UNKNOWN: {
    status: 404,
    vi: { title: 'Hồ sơ không có khoản hoàn này', whatToDo: 'Nêu đúng số tiền, hình thức và số chứng từ như đã ghi; xem ở phần phí, lệ phí của hồ sơ.' },
    en: { title: 'The dossier has no such refund', whatToDo: 'Name amount, way and reference as they were recorded; see the fees of the dossier.' },
  },
  REFUND_NOT_DUE: {
    status: 409,
    vi: { title: 'Không có khoản nào được hoàn theo căn cứ này', whatToDo: 'Chỉ hoàn khoản đã nộp mà chưa hoàn: phần nộp thừa, khi hồ sơ kết thúc không có kết quả, hoặc khi được miễn, giảm.' },
    en: { title: 'Nothing is to be given back on this ground', whatToDo: 'Only what was paid and not yet given back: what is too much, where the dossier ended without a result, or where an exemption holds.' },
  },
  REFUND_EXCEEDS: {
    status: 422,
    vi: { title: 'Số tiền hoàn lớn hơn số được hoàn', whatToDo: 'Theo căn cứ này hoàn nhiều nhất {most} đồng.' },
    en: { title: 'More than can be given back', whatToDo: 'On this ground at most {most} đồng go back.' },
  },
  TOO_MANY_FEE_ENTRIES: {
    status: 409,
    vi: { title: 'Hồ sơ đã có quá nhiều lần ghi nộp, ghi hoàn', whatToDo: 'Kiểm tra vì sao ghi sai nhiều lần; báo người quản trị.' },
    en: { title: 'Payments or refunds of this dossier were recorded too often', whatToDo: 'See why they keep going wrong; tell the administrator.' },
  },
} as const satisfies Record<PaymentProblem, ProblemEntry>;
