import type { Text } from '@lienthong/kernel';

/**
 * What people call the members of requests, in Vietnamese; English says the member's own words. A member without an entry is called by what
 * it is called in the request: an architecture test finds those that are new.
 */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  // Persons and places
  account: 'tài khoản', address: 'địa chỉ', addressee: 'người nhận', agency: 'cơ quan', applicant: 'người nộp đơn', author: 'người gửi', country: 'nước', email: 'thư điện tử',
  holder: 'người sử dụng đất', identifier: 'số định danh', name: 'tên', office: 'bưu cục', payer: 'người nộp tiền', person: 'cán bộ', phone: 'số điện thoại', receivedBy: 'người nhận',
  receiver: 'người nhận kết quả', receivingUnit: 'đơn vị tiếp nhận', recipient: 'người nhận kết quả', relation: 'quan hệ giữa hai bên', sender: 'người gửi', submitter: 'người nộp hồ sơ',
  substitute: 'người làm thay', transferee: 'bên nhận chuyển nhượng', transferor: 'bên chuyển nhượng', unit: 'đơn vị',
  // Dossiers and papers
  authorisation: 'giấy ủy quyền', channel: 'kênh nộp', code: 'mã', competentUnits: 'cơ quan có thẩm quyền', components: 'thành phần hồ sơ', content: 'nội dung tờ khai',
  contractPrice: 'giá hợp đồng', copies: 'số bản sao', corrections: 'điều chỉnh', criteria: 'tiêu chí đánh giá', dossier: 'hồ sơ', dossierCode: 'mã hồ sơ', dossierVersion: 'phiên bản hồ sơ', dossiers: 'các hồ sơ',
  electronicFiling: 'nộp hồ sơ điện tử', file: 'tệp', files: 'tệp', identification: 'cách định danh người nộp', itemCode: 'mã bưu gửi', items: 'danh sách', legalBasis: 'căn cứ pháp lý',
  mediaType: 'loại tệp', originals: 'số bản chính', prefilled: 'thông tin điền sẵn', procedure: 'thủ tục', procedureCode: 'mã thủ tục', reason: 'lý do', reference: 'nguồn dẫn chiếu', reusedFrom: 'hồ sơ có giấy tờ dùng lại',
  resultCode: 'mã kết quả trong kho dữ liệu', resultFiles: 'tệp kết quả', returnManner: 'cách nhận kết quả', routing: 'thẩm quyền', text: 'nội dung', sha256: 'mã SHA-256', sharedAs: 'mã kết quả đã đưa lên kho dữ liệu',
  size: 'dung lượng', state: 'trạng thái', statement: 'bản xác nhận', status: 'trạng thái',
  // Land and money
  amount: 'số tiền', formBasis: 'căn cứ giữ biểu mẫu cũ', gateway: 'cổng thanh toán', manner: 'cách nộp tiền', area: 'diện tích', bankReference: 'mã giao dịch ngân hàng', certificateNumber: 'số giấy chứng nhận',
  codAmount: 'tiền thu hộ', coefficient: 'hệ số điều chỉnh', commune: 'xã, phường, đặc khu', houseValue: 'giá trị nhà', landUse: 'mục đích sử dụng đất', mapSheet: 'tờ bản đồ',
  noticeReference: 'số thông báo', onlyHome: 'nhà, đất duy nhất', parcel: 'thửa đất', parcelNumber: 'số thửa', parcels: 'các thửa đất', remedy: 'cách khắc phục',
  titleIssuedOn: 'ngày cấp giấy chứng nhận', transferKind: 'loại chuyển quyền', unitPrice: 'giá đất',
  // Petitions
  aspect: 'khía cạnh phản ánh', complexity: 'mức độ phức tạp', isRemote: 'vùng sâu, vùng xa', isRepeated: 'gửi lại', isSatisfied: 'hài lòng', matter: 'loại đơn',
  obstacles: 'điều kiện chưa đạt', round: 'lần giải quyết', source: 'nguồn đơn', subject: 'tiêu đề', overdue: 'quá hạn',
  // Time
  asOf: 'tính đến', at: 'thời điểm', 'as-of': 'tính đến', before: 'trước', calendar: 'lịch làm việc', dueAt: 'hạn trả', dueDate: 'hạn trả', effectiveFrom: 'ngày có hiệu lực',
  followUpDate: 'ngày nhắc lại', from: 'từ', ground: 'căn cứ', icalendar: 'tệp iCalendar', 'known-at': 'biết đến lúc', limit: 'giới hạn', paidAt: 'lúc nộp tiền', previewedDueAt: 'hạn đã xem trước',
  receivedAt: 'lúc tiếp nhận', refundedAt: 'lúc hoàn tiền', submittedAt: 'lúc nộp', suspension: 'lần tạm dừng', timeToLive: 'thời gian giữ', timestamp: 'thời điểm', to: 'đến', 'valid-at': 'có hiệu lực lúc',
  what: 'điều cần sửa', until: 'đã xem đến lúc',
  // Work and procedures
  correlationKey: 'khóa đối chiếu', element: 'phần tử', elementKey: 'phần tử đang chạy', elements: 'các phần tử', examples: 'ví dụ', flows: 'các luồng', jobId: 'mã việc', kind: 'loại',
  lock: 'khóa giữ việc', lockSeconds: 'số giây giữ việc', maxJobs: 'số việc nhiều nhất', messageId: 'mã tin nhắn', mine: 'việc của tôi', model: 'tệp mô hình', outcome: 'kết quả',
  outcomes: 'các kết quả', priority: 'mức ưu tiên', retries: 'số lần thử lại', retryAfter: 'thử lại sau', scope: 'phạm vi', show: 'việc được hiện', sort: 'thứ tự', taskId: 'mã việc',
  type: 'loại', types: 'các loại việc', variables: 'dữ liệu của bước', waitSeconds: 'số giây chờ', worker: 'máy xử lý',
  // Lists, reports and what travels
  cursor: 'vị trí trong danh sách', field: 'trường', filled: 'giá trị điền sẵn', late: 'trễ hạn', data: 'dữ liệu', direction: 'chiều', en: 'tiếng Anh', event: 'sự kiện', first: 'số đầu',
  format: 'dạng trả về', indicator: 'chỉ số', key: 'khóa', last: 'số cuối', 'min-position': 'vị trí tối thiểu', open: 'chưa xử lý', of: 'loại danh sách', part: 'phần của chỉ số', q: 'từ khóa tìm',
  service: 'dịch vụ', vi: 'tiếng Việt',
  // Rules that are tried and counted by
  cutOff: 'giờ chốt nhận', days: 'cách tính ngày', decision: 'quyết định', input: 'dữ liệu đầu vào', on: 'ngày',
};

const LONGEST_NAME = 60;
/** Deeper than any request is. */
const MOST_PARTS = 8;

/** `components.0.copies`: "thành phần hồ sơ 1, số bản sao" and "components 1, copies". */
export function nameOfField(path: string): Text {
  const parts = path.split('.').slice(0, MOST_PARTS);
  return { vi: joined(parts, (part) => (Object.hasOwn(FIELD_NAMES, part) ? FIELD_NAMES[part]! : part)), en: joined(parts, wordsOf) };
}

function joined(parts: readonly string[], said: (part: string) => string): string {
  return parts.reduce((text, part) => (/^\d{1,6}$/.test(part) ? `${text} ${Number(part) + 1}` : `${text}${text === '' ? '' : ', '}${said(part.slice(0, LONGEST_NAME))}`), '');
}

/** `certificateNumber`: "certificate number". */
function wordsOf(name: string): string {
  return name.replace(/-/g, ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
