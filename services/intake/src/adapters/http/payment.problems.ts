import type { ProblemEntry } from '@lienthong/service-host';
import type { PaymentRejection } from '../../domain/fee-payment.decider.js';

export type PaymentProblem = Exclude<PaymentRejection['code'], 'NOT_YOUR_DOSSIER' | 'DATE_IN_FUTURE'>;

/** Refusals of payments of fees; part of intake's catalogue. */
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
    vi: { title: 'Không được ghi nhận hình thức nộp này', whatToDo: 'Tại quầy ghi tiền mặt hoặc chuyển khoản; thanh toán trực tuyến do cổng thanh toán báo.' },
    en: { title: 'This way of payment is not yours to record', whatToDo: 'A counter records cash or transfers; what is paid online the payment gateway reports.' },
  },
} as const satisfies Record<PaymentProblem, ProblemEntry>;
