import { defineProblems } from '@lienthong/service-host';
import type { S10StockRejection } from '../../domain/s10-stock.decider.js';
import type { S10Rejection } from '../../domain/s10.js';
import type { OrderRejection } from '../../use-cases/order-item.js';
import type { TrackRejection } from '../../use-cases/track-item.js';

export const postalProblems = defineProblems<(OrderRejection | TrackRejection | S10Rejection | S10StockRejection)['code']>({
  DOSSIER_UNKNOWN: {
    status: 404,
    vi: { title: 'Bưu chính chưa biết hồ sơ này', whatToDo: 'Chỉ hồ sơ nộp trực tuyến mới cần thu gom; kiểm tra mã hồ sơ hoặc thử lại sau ít phút.' },
    en: { title: 'The post does not know this dossier', whatToDo: 'Only dossiers submitted online have papers to collect; check the code, or try again in a few minutes.' },
  },
  DELIVERY_NOT_WANTED: {
    status: 409,
    vi: { title: 'Hồ sơ chưa đến bước trả kết quả qua bưu chính', whatToDo: 'Chờ việc "trả kết quả qua bưu chính" xuất hiện trong danh sách việc.' },
    en: { title: 'Nothing is to be delivered for this dossier', whatToDo: 'Wait until its delivery appears on the work list.' },
  },
  OTHER_UNIT: {
    status: 403,
    vi: { title: 'Việc này thuộc bưu cục khác', whatToDo: 'Chuyển cho bưu cục được giao, xem trong danh sách việc.' },
    en: { title: 'This belongs to another post office', whatToDo: 'Leave it to the unit to which it was offered; see the work list.' },
  },
  RECIPIENT_UNKNOWN: {
    status: 422,
    vi: { title: 'Chưa có địa chỉ người nhận', whatToDo: 'Nhập người nhận và địa chỉ trong yêu cầu.' },
    en: { title: 'The address is not known', whatToDo: 'Enter the recipient and the address with the order.' },
  },
  SENDER_UNKNOWN: {
    status: 422,
    vi: { title: 'Chưa có địa chỉ thu gom', whatToDo: 'Nhập người gửi và địa chỉ trong yêu cầu.' },
    en: { title: 'Nobody has said where to collect', whatToDo: 'Enter the sender and the address with the order.' },
  },
  WAYBILL_LIVE: {
    status: 409,
    vi: { title: 'Hồ sơ đang có vận đơn', whatToDo: 'Vận đơn {itemCode} đặt lúc {orderedAt} chưa kết thúc; theo dõi vận đơn đó, không đặt lần hai.' },
    en: { title: 'The dossier has a live waybill', whatToDo: 'Item {itemCode}, ordered at {orderedAt}, has not ended; follow it instead of ordering again.' },
  },
  ITEM_CODE_TAKEN: {
    status: 409,
    vi: { title: 'Mã bưu gửi đã được dùng', whatToDo: 'Kiểm tra lại nhãn, hoặc bỏ trống mã để lấy từ kho.' },
    en: { title: 'The item code is in use', whatToDo: 'Check the label, or leave the code out to draw one from the stock.' },
  },
  ITEM_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có bưu gửi với mã này', whatToDo: 'Kiểm tra lại mã trên nhãn.' },
    en: { title: 'No item has this code', whatToDo: 'Check the code on the label.' },
  },
  ITEM_ENDED: {
    status: 409,
    vi: { title: 'Bưu gửi đã kết thúc hành trình', whatToDo: 'Bưu gửi kết thúc lúc {endedAt}; nếu nhầm, liên hệ bưu cục phát.' },
    en: { title: 'The item’s journey has ended', whatToDo: 'It ended at {endedAt}; if that is wrong, contact the delivery office.' },
  },
  NOT_ORDERED: {
    status: 409,
    vi: { title: 'Bưu gửi này không thuộc đơn đang hiệu lực', whatToDo: 'Kiểm tra mã bưu gửi và đơn hàng mới nhất của hồ sơ.' },
    en: { title: 'The item is not of the current order', whatToDo: 'Check the item code and the dossier’s latest order.' },
  },
  REASON_MISSING: {
    status: 422,
    vi: { title: 'Thiếu lý do', whatToDo: 'Ghi lý do phát không thành công hoặc chuyển hoàn.' },
    en: { title: 'The reason is missing', whatToDo: 'Say why the delivery failed, or why the item goes back.' },
  },
  RECEIVER_MISSING: {
    status: 422,
    vi: { title: 'Thiếu tên người nhận', whatToDo: 'Ghi tên người đã nhận bưu gửi.' },
    en: { title: 'The receiver is missing', whatToDo: 'Enter the name of whoever received the item.' },
  },
  TOO_MANY_SCANS: {
    status: 409,
    vi: { title: 'Bưu gửi có quá nhiều sự kiện', whatToDo: 'Dừng gửi sự kiện và liên hệ quản trị viên: có thể hệ thống đang gửi lặp.' },
    en: { title: 'The item has too many events', whatToDo: 'Stop sending and contact the administrator: a system may be caught in a loop.' },
  },
  DATE_IN_FUTURE: {
    status: 422,
    vi: { title: 'Ngày giờ ở tương lai', whatToDo: 'Sửa trường {field} ({date}) thành thời điểm đã qua, hoặc bỏ trống để lấy giờ hiện tại.' },
    en: { title: 'The date lies in the future', whatToDo: 'Correct the field {field} ({date}) to a time that has passed, or leave it out to use the present.' },
  },
  S10_MALFORMED: {
    status: 422,
    vi: { title: 'Mã bưu gửi không đúng dạng', whatToDo: 'Nhập 13 ký tự: hai chữ, chín chữ số, hai chữ, ví dụ RR473124829VN.' },
    en: { title: 'The item code is malformed', whatToDo: 'Enter 13 characters: two letters, nine digits, two letters, such as RR473124829VN.' },
  },
  S10_CHECK_DIGIT_WRONG: {
    status: 422,
    vi: { title: 'Mã bưu gửi sai số kiểm tra', whatToDo: 'Mã {itemCode} phải có số kiểm tra {expected}; so lại từng chữ số trên nhãn hoặc quét lại.' },
    en: { title: 'The item code has a wrong check digit', whatToDo: 'The check digit of {itemCode} should be {expected}; compare every digit with the label, or scan it again.' },
  },
  S10_STOCK_EMPTY: {
    status: 409,
    vi: { title: 'Kho mã bưu gửi đã hết', whatToDo: 'Xin dải mã mới từ đơn vị vận chuyển và nhập vào kho, hoặc nhập mã trên nhãn có sẵn.' },
    en: { title: 'The stock of item codes is empty', whatToDo: 'Get a new range from the carrier and add it to the stock, or enter the code of a label at hand.' },
  },
  RANGE_BACKWARDS: {
    status: 422,
    vi: { title: 'Dải mã không hợp lệ', whatToDo: 'Số đầu không được lớn hơn số cuối; mỗi số tối đa 8 chữ số, không gồm số kiểm tra.' },
    en: { title: 'The range is not valid', whatToDo: 'The first number must not exceed the last; up to eight digits each, without the check digit.' },
  },
  RANGE_OVERLAPS: {
    status: 409,
    vi: { title: 'Dải mã trùng với dải đã có', whatToDo: 'Kiểm tra dải được cấp; xem các dải hiện có trong kho.' },
    en: { title: 'The range overlaps one that is there', whatToDo: 'Check the range you were given; see the ranges in the stock.' },
  },
  CARRIER_REFUSED: {
    status: 409,
    vi: { title: 'Đơn vị vận chuyển từ chối đơn', whatToDo: 'Lý do của đơn vị vận chuyển: {message}. Sửa thông tin rồi đặt lại.' },
    en: { title: 'The carrier refused the order', whatToDo: 'The carrier says: {message}. Correct the data and order again.' },
  },
  CARRIER_UNREACHABLE: {
    status: 503,
    vi: { title: 'Chưa liên lạc được với đơn vị vận chuyển', whatToDo: 'Đơn đã được chuẩn bị và sẽ tự gửi lại; không cần đặt lần hai. Có thể thử lại sau ít phút.' },
    en: { title: 'The carrier cannot be reached', whatToDo: 'The order is prepared and will be sent again by itself; do not order twice. You may try again in a few minutes.' },
  },
});
