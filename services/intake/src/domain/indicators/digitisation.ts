import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Judgement } from './indicator.js';

const RECEIVED = { vi: 'Hồ sơ tiếp nhận trong kỳ', en: 'Received in the period' };

/** Group 4. */
export const DIGITISATION: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '4.1', group: 'digitisation', zero: 'no-data', judge: judgeResult,
    name: { vi: 'Tỷ lệ cấp kết quả điện tử', en: 'Electronic results' },
    formula: { vi: 'Hồ sơ có tệp kết quả / hồ sơ đã xong của thủ tục trả kết quả bằng văn bản', en: 'With a result file / completed dossiers of procedures that yield a paper' },
    numerator: { vi: 'Hồ sơ có kết quả điện tử', en: 'With an electronic result' }, denominator: { vi: 'Hồ sơ đã xong, có kết quả bằng văn bản', en: 'Completed, with a paper as result' },
    remark: { vi: 'Chỉ tính hồ sơ đã có kết quả (trạng thái 9, 10) tiếp nhận trong kỳ.', en: 'Only dossiers that have a result (state 9, 10), received in the period.' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '4.2', group: 'digitisation', zero: 'no-data', threshold: 80, judge: judgeDigitised,
    name: { vi: 'Tỷ lệ số hóa hồ sơ', en: 'Digitised dossiers' },
    formula: { vi: 'Hồ sơ có tệp thành phần và tệp kết quả / tổng số hồ sơ', en: 'With component file and result file / all' },
    numerator: { vi: 'Hồ sơ số hóa cả thành phần và kết quả', en: 'Components and result digitised' }, denominator: RECEIVED,
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '4.3', group: 'digitisation', zero: 'no-data', threshold: 80, judge: judgeReusable,
    name: { vi: 'Tỷ lệ khai thác, sử dụng lại dữ liệu số hóa', en: 'Reuse of digitised data' },
    formula: { vi: 'Hồ sơ có thành phần được số hóa (HoSoCoThanhPhanSoHoa = 1) / hồ sơ tiếp nhận', en: 'With a digitised component (HoSoCoThanhPhanSoHoa = 1) / received' },
    numerator: { vi: 'Hồ sơ có thành phần số hóa', en: 'With a digitised component' }, denominator: RECEIVED,
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '4.4', group: 'digitisation', zero: 'no-data', judge: judgeShared,
    name: { vi: 'Tỷ lệ dữ liệu được chia sẻ để dùng lại', en: 'Shared for reuse' },
    formula: { vi: 'Hồ sơ có giấy tờ lấy từ kho dữ liệu quốc gia (DuocLayTuKhoDMQG = 1) hoặc kết quả đã đưa lên kho / hồ sơ tiếp nhận', en: 'With a paper from the national repository (DuocLayTuKhoDMQG = 1), or a result put into it / received' },
    numerator: { vi: 'Hồ sơ có chia sẻ', en: 'Shared' }, denominator: RECEIVED,
    remark: {
      vi: 'Theo mã kết quả mà cán bộ ghi cho giấy tờ lấy từ kho và cho kết quả đưa lên kho; chưa có kết nối tự động với kho.',
      en: 'By the number that an officer enters of a paper taken from the repository, or of a result put into it; there is no connection to it yet.',
    },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '4.5', group: 'digitisation', zero: 'no-data', judge: judgeIdentified,
    name: { vi: 'Tỷ lệ hồ sơ khai thác Cơ sở dữ liệu quốc gia về dân cư', en: 'Population data used' },
    formula: { vi: 'Hồ sơ có tài khoản xác thực VNeID hoặc dùng CSDL dân cư / tổng số hồ sơ', en: 'Account authenticated by VNeID, or population database used / all' },
    numerator: { vi: 'Hồ sơ khai thác dữ liệu dân cư', en: 'Population data used' }, denominator: RECEIVED,
    remark: {
      vi: 'Nộp trực tuyến: theo tài khoản đăng nhập; tại quầy: theo cách định danh mà cán bộ ghi. Hồ sơ không ghi thì không tính, nêu ở “không rõ”.',
      en: 'Online by the account that signed in; at a counter by what the clerk entered. Where nothing was entered it is left out and told as unknown.',
    },
  },
];

function judgeResult(facts: DossierFacts, { period, findProcedure }: Circumstances): Judgement {
  if (!isWithin(facts.receivedAt, period) || (facts.finishedAt ?? facts.returnedAt) === null) return 'outside';
  const yields = findProcedure(facts.procedureCode, facts.version)?.version.publicity?.yieldsDocument;
  if (facts.hasDigitalResult) return 'met';
  return yields === undefined ? 'unknown' : yields ? 'missed' : 'outside';
}

function judgeDigitised({ receivedAt, hasDigitalComponent, hasDigitalResult }: DossierFacts, { period }: Circumstances): Judgement {
  return isWithin(receivedAt, period) ? (hasDigitalComponent && hasDigitalResult ? 'met' : 'missed') : 'outside';
}

function judgeReusable({ receivedAt, hasDigitalComponent }: DossierFacts, { period }: Circumstances): Judgement {
  return isWithin(receivedAt, period) ? (hasDigitalComponent ? 'met' : 'missed') : 'outside';
}

function judgeShared({ receivedAt, isShared }: DossierFacts, { period }: Circumstances): Judgement {
  return isWithin(receivedAt, period) ? (isShared ? 'met' : 'missed') : 'outside';
}

function judgeIdentified({ receivedAt, identification }: DossierFacts, { period }: Circumstances): Judgement {
  if (!isWithin(receivedAt, period)) return 'outside';
  if (identification === null) return 'unknown';
  return identification === 'vneid' || identification === 'population-data' ? 'met' : 'missed';
}
