import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Judgement } from './indicator.js';
import type { ProcedureFacts } from './procedure-facts.js';

/** Group of online payment: what gateways report of the fees of dossiers. Taxes are another ledger's, and not counted here. */
export const PAYMENT: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '3.5', group: 'payment', zero: 'no-data', threshold: 80, judge: judgeIntegrated,
    name: { vi: 'Tỷ lệ thủ tục tích hợp thanh toán trực tuyến', en: 'Procedures with payment integrated' },
    formula: { vi: 'Thủ tục có dữ liệu phí, lệ phí từ cổng thanh toán / thủ tục có phí, lệ phí', en: 'With fee data from a payment gateway / with fees' },
    numerator: { vi: 'Thủ tục tích hợp thanh toán', en: 'With payment integrated' }, denominator: { vi: 'Thủ tục có phí, lệ phí', en: 'With fees' },
    remark: {
      vi: 'Thủ tục được coi là đã tích hợp khi cổng thanh toán đã báo ít nhất một khoản phí nộp trực tuyến đến cuối kỳ; danh sách khai báo trên Cổng Dịch vụ công quốc gia chưa có ở đây.',
      en: 'A procedure counts as integrated once a gateway has reported a fee of it as paid online, up to the end of the period; the list declared on the National Portal is not at hand.',
    },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '3.5-transactions', group: 'payment', zero: 'no-data', threshold: 80, judge: judgeUsed,
    name: { vi: 'Tỷ lệ thủ tục có giao dịch thanh toán trực tuyến', en: 'Procedures with online payments' },
    formula: { vi: 'Thủ tục có phí được nộp trực tuyến trong kỳ / thủ tục có phí, lệ phí', en: 'With a fee paid online in the period / with fees' },
    numerator: { vi: 'Thủ tục có giao dịch trực tuyến', en: 'With online payments' }, denominator: { vi: 'Thủ tục có phí, lệ phí', en: 'With fees' },
    remark: {
      vi: 'Cổng Dịch vụ công quốc gia công bố chỉ số này trong nhóm thanh toán; số thứ tự theo QĐ 766 cần xác nhận.',
      en: 'The National Portal shows it in the group of payment; its number in QĐ 766 is to be confirmed.',
    },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '3.6', group: 'payment', zero: 'no-data', judge: judgePaidOnline,
    name: { vi: 'Tỷ lệ hồ sơ thanh toán trực tuyến', en: 'Dossiers paid online' },
    formula: { vi: 'Hồ sơ thanh toán trực tuyến (1, 2) / (hồ sơ của thủ tục có phí − hồ sơ mà mọi khoản bằng 0)', en: 'Paid online (1, 2) / (dossiers of procedures with fees − those where every amount is 0)' },
    numerator: { vi: 'Hồ sơ thanh toán trực tuyến', en: 'Paid online' }, denominator: { vi: 'Hồ sơ phải nộp phí', en: 'Fees to pay' },
    remark: {
      vi: 'Tính hồ sơ tiếp nhận trong kỳ, theo phí do bộ phận một cửa thu; nghĩa vụ thuế không tính. Chưa nộp là chưa đạt.',
      en: 'Dossiers received in the period, by the fees that the one-stop takes; taxes do not count. What is not paid is not met.',
    },
  },
];

function judgeIntegrated({ version }: ProcedureFacts, { paidOnline }: Circumstances): Judgement {
  return hasFees(version) ? (paidOnline.has(version.code) ? 'met' : 'missed') : 'outside';
}

function judgeUsed({ version }: ProcedureFacts, { paidOnlineNow }: Circumstances): Judgement {
  return hasFees(version) ? (paidOnlineNow.has(version.code) ? 'met' : 'missed') : 'outside';
}

function hasFees({ fees }: ProcedureFacts['version']): boolean {
  return fees.some(({ amount, decision }) => amount > 0 || decision !== undefined);
}

function judgePaidOnline({ procedureCode, version, receivedAt, charged, isPaidOnline }: DossierFacts, { period, findProcedure }: Circumstances): Judgement {
  if (!isWithin(receivedAt, period)) return 'outside';
  const fees = findProcedure(procedureCode, version)?.version.fees;
  if (fees === undefined) return 'unknown';
  if (fees.length === 0 || charged === 0) return 'outside';
  if (charged === null) return 'unknown';
  return isPaidOnline ? 'met' : 'missed';
}
