import type { JsonObject } from '@bufbuild/protobuf';
import type { Bilingual } from '../../domain/custody.js';

type Told = Readonly<{ title: Bilingual; detail?: (data: JsonObject) => Bilingual | null }>;

const text = (data: JsonObject, field: string): string => { const value = data[field]; return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''; };
const dong = (amount: string): string => amount.replace(/\B(?=(\d{3})+$)/g, '.') + ' đ';
const both = (value: string): Bilingual | null => (value ? { vi: value, en: value } : null);
/** A field in Vietnamese with its English in another; facts of earlier releases, and what people typed, have one language only. */
const field = (name: string, english = name) => (data: JsonObject): Bilingual | null => {
  const vi = text(data, name);
  return vi ? { vi, en: text(data, english) || vi } : null;
};
const worded = (name: string, words: Readonly<Record<string, Bilingual>>) => (data: JsonObject): Bilingual | null => words[text(data, name)] ?? both(text(data, name));
const labelled = (vi: string, en: string, name: string) => (data: JsonObject): Bilingual | null => {
  const value = text(data, name);
  return value ? { vi: `${vi} ${value}`, en: `${en} ${value}` } : null;
};

/** What a person did, who it was and why. */
const byHand = (vi: string, en: string, name: string) => (data: JsonObject): Bilingual => {
  const [value, who, why] = [text(data, name), text(data, 'by'), text(data, 'reason')];
  return { vi: `${value === '' ? '' : `${vi} ${value}. `}${who}: ${why}`, en: `${value === '' ? '' : `${en} ${value}. `}${who}: ${why}` };
};

/** Why processing takes a step back. */
const WITHDRAWALS: Readonly<Record<string, Bilingual>> = {
  interrupted: { vi: 'Đã quá thời hạn chờ', en: 'Its time to wait was over' },
  retried: { vi: 'Giao lại sau khi khắc phục sự cố', en: 'Offered again after an incident' },
  terminated: { vi: 'Thủ tục đã dừng', en: 'The procedure was ended' },
};

/** Why the legal clock stands still; the legal basis itself is the law's own Vietnamese text. */
const GROUNDS: Readonly<Record<string, string>> = {
  'financial-obligation': 'Waiting for the citizen to meet the financial obligation',
  supplement: 'Waiting for the citizen to supplement the dossier',
};

/** What people read of each fact in a dossier's history. A test holds the keys against the contract. */
export const FACT_TITLES: Readonly<Record<string, Told>> = {
  'lienthong.intake.v1.DossierSubmitted': { title: { vi: 'Nộp hồ sơ', en: 'Dossier submitted' } },
  'lienthong.intake.v1.DossierAccepted': { title: { vi: 'Tiếp nhận hồ sơ, hẹn trả kết quả', en: 'Dossier accepted, appointment given' } },
  'lienthong.intake.v1.SupplementRequested': { title: { vi: 'Yêu cầu bổ sung hồ sơ', en: 'Supplement requested' }, detail: field('reason') },
  'lienthong.intake.v1.DossierSupplemented': { title: { vi: 'Đã bổ sung hồ sơ', en: 'Dossier supplemented' } },
  'lienthong.intake.v1.DossierRefused': { title: { vi: 'Từ chối giải quyết hồ sơ', en: 'Dossier refused' }, detail: field('reason') },
  'lienthong.intake.v1.DossierWithdrawn': { title: { vi: 'Công dân rút hồ sơ', en: 'Dossier withdrawn by the citizen' }, detail: field('reason') },
  'lienthong.intake.v1.ResultReturned': { title: { vi: 'Đã trả kết quả', en: 'Result handed over' } },
  'lienthong.intake.v1.FileAttached': { title: { vi: 'Cán bộ đính kèm tệp', en: 'File attached by an officer' } },
  'lienthong.intake.v1.ServiceRated': { title: { vi: 'Công dân đánh giá', en: 'Service rated' }, detail: labelled('Điểm', 'Points', 'points') },
  'lienthong.processing.v1.InstanceStarted': { title: { vi: 'Bắt đầu giải quyết', en: 'Processing started' }, detail: field('name', 'nameEn') },
  'lienthong.processing.v1.TaskOffered': {
    title: { vi: 'Chuyển bước', en: 'Step offered' },
    detail: (data) => ({ vi: joined(text(data, 'name'), text(data, 'reasonVi')), en: joined(text(data, 'nameEn') || text(data, 'name'), text(data, 'reasonEn')) }),
  },
  'lienthong.processing.v1.TaskCompleted': { title: { vi: 'Xong bước', en: 'Step completed' }, detail: field('element') },
  'lienthong.processing.v1.TaskWithdrawn': { title: { vi: 'Rút lại bước', en: 'Step withdrawn' }, detail: worded('reason', WITHDRAWALS) },
  'lienthong.processing.v1.IncidentRaised': { title: { vi: 'Sự cố quy trình', en: 'Incident raised' }, detail: field('reason', 'reasonEn') },
  'lienthong.processing.v1.IncidentResolved': { title: { vi: 'Đã khắc phục sự cố', en: 'Incident resolved' } },
  'lienthong.processing.v1.ClockSuspended': { title: { vi: 'Tạm dừng tính thời hạn', en: 'Legal clock suspended' }, detail: suspension },
  'lienthong.processing.v1.ClockResumed': { title: { vi: 'Tính tiếp thời hạn', en: 'Legal clock resumed' } },
  'lienthong.processing.v1.TacitOutcomeReached': { title: { vi: 'Hết hạn mà không quyết định: có hiệu lực mặc nhiên', en: 'Decided by silence at the end of the limit' }, detail: field('outcome') },
  'lienthong.processing.v1.TaskDateMoved': { title: { vi: 'Dời hạn của bước', en: 'Date of a step moved' }, detail: field('element') },
  'lienthong.processing.v1.WarningGiven': { title: { vi: 'Cảnh báo thời hạn', en: 'Deadline warning' }, detail: field('reasonVi', 'reasonEn') },
  'lienthong.processing.v1.DueDateMoved': { title: { vi: 'Dời ngày hẹn trả', en: 'Due date moved' }, detail: field('reason', 'reasonEn') },
  // What was put in and what came out is the dossier's own, and told there.
  'lienthong.processing.v1.DecisionEvaluated': { title: { vi: 'Quyết định theo bảng quy tắc', en: 'Decided by tables' }, detail: labelled('Bảng', 'Table', 'decisionName') },
  'lienthong.processing.v1.InstanceMigrated': { title: { vi: 'Chuyển sang phiên bản thủ tục khác', en: 'Moved to another version of the procedure' }, detail: byHand('Phiên bản', 'Version', 'toVersion') },
  'lienthong.processing.v1.InstanceModified': { title: { vi: 'Can thiệp vào tiến trình', en: 'Run changed by hand' }, detail: byHand('Bước', 'Step', 'element') },
  'lienthong.processing.v1.InstanceCompleted': { title: { vi: 'Giải quyết xong', en: 'Processing completed' }, detail: field('outcomeName') },
  'lienthong.tax.v1.ObligationAssessed': { title: { vi: 'Xác định nghĩa vụ tài chính', en: 'Obligation assessed' }, detail: (data) => both(dong(text(data, 'total'))) },
  'lienthong.tax.v1.NoticeIssued': { title: { vi: 'Ra thông báo thuế', en: 'Tax notice issued' }, detail: labelled('Thông báo số', 'Notice', 'noticeNumber') },
  'lienthong.tax.v1.PaymentReceived': { title: { vi: 'Nhận tiền nộp', en: 'Payment received' }, detail: (data) => both(dong(text(data, 'amount'))) },
  'lienthong.tax.v1.ObligationSettled': { title: { vi: 'Hoàn thành nghĩa vụ tài chính', en: 'Obligation settled' }, detail: labelled('Biên lai', 'Receipt', 'receiptNumber') },
  'lienthong.tax.v1.PaymentRefunded': { title: { vi: 'Hoàn tiền', en: 'Payment refunded' }, detail: field('reason') },
  'lienthong.land_registry.v1.ParcelVerified': { title: { vi: 'Thửa đất hợp lệ', en: 'Parcel verified' }, detail: labelled('Giấy chứng nhận', 'Certificate', 'certificateNumber') },
  'lienthong.land_registry.v1.ParcelVerificationFailed': { title: { vi: 'Thửa đất chưa hợp lệ', en: 'Parcel verification failed' }, detail: field('reason') },
  'lienthong.land_registry.v1.TransferSlipIssued': { title: { vi: 'Lập phiếu chuyển thông tin thuế', en: 'Transfer slip issued' }, detail: labelled('Phiếu', 'Slip', 'slipNumber') },
  'lienthong.land_registry.v1.TransferRegistered': { title: { vi: 'Đăng ký chuyển nhượng', en: 'Transfer registered' } },
  'lienthong.land_registry.v1.CertificateIssued': { title: { vi: 'Cấp giấy chứng nhận', en: 'Certificate issued' }, detail: labelled('Số', 'Number', 'certificateNumber') },
  'lienthong.land_registry.v1.TransferAbandoned': { title: { vi: 'Dừng đăng ký chuyển nhượng vì hồ sơ đã rút', en: 'Transfer abandoned: the dossier was withdrawn' } },
  'lienthong.postal.v1.CollectionOrdered': { title: { vi: 'Đặt bưu điện thu gom', en: 'Collection ordered' }, detail: labelled('Bưu gửi', 'Item', 'itemCode') },
  'lienthong.postal.v1.ItemCollected': { title: { vi: 'Bưu điện đã thu gom', en: 'Item collected' }, detail: labelled('Bưu gửi', 'Item', 'itemCode') },
  'lienthong.postal.v1.DeliveryOrdered': { title: { vi: 'Đặt bưu điện phát kết quả', en: 'Delivery ordered' }, detail: labelled('Bưu gửi', 'Item', 'itemCode') },
  'lienthong.postal.v1.ItemPosted': { title: { vi: 'Đã gửi bưu điện', en: 'Item posted' }, detail: labelled('Bưu gửi', 'Item', 'itemCode') },
  'lienthong.postal.v1.DeliveryAttempted': { title: { vi: 'Phát chưa thành công', en: 'Delivery attempted' }, detail: field('reason') },
  'lienthong.postal.v1.ItemDelivered': { title: { vi: 'Bưu điện đã phát', en: 'Item delivered' }, detail: labelled('Người nhận', 'Received by', 'receivedBy') },
  'lienthong.postal.v1.ItemReturned': { title: { vi: 'Bưu gửi chuyển hoàn', en: 'Item returned' }, detail: field('reason') },
};

function joined(name: string, reason: string): string {
  return [name, reason].filter((part) => part !== '').join(': ');
}

function suspension(data: JsonObject): Bilingual | null {
  const vi = text(data, 'legalBasis');
  return vi ? { vi, en: GROUNDS[text(data, 'ground')] ?? vi } : null;
}

export function tellFact(factType: string, data: JsonObject): Readonly<{ title: Bilingual; detail: Bilingual | null }> {
  const told = FACT_TITLES[factType];
  return told ? { title: told.title, detail: told.detail?.(data) ?? null } : { title: { vi: factType, en: factType }, detail: null };
}
