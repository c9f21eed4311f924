import { defineProblems, type ElsewhereRejection } from '@lienthong/service-host';
import type { StatementRefusal } from '../../domain/parcel-statement.js';
import type { ParcelRejection } from '../../domain/parcel.decider.js';
import type { TransferRejection } from '../../domain/transfer.decider.js';

/** Total over every refusal of this service: a new one does not compile until it has a status and says what to do. */
export const problems = defineProblems<'TIME_IN_FUTURE' | StatementRefusal | ParcelRejection['code'] | TransferRejection['code'] | ElsewhereRejection['code']>({
  OTHER_UNIT: {
    status: 403,
    vi: { title: 'Hồ sơ này được giao cho đơn vị khác', whatToDo: 'Chỉ cán bộ của đơn vị được giao mới xử lý được; liên hệ đơn vị đó nếu cần.' },
    en: { title: 'This dossier was given to another unit', whatToDo: 'Only officers of that unit can act on it; ask them if needed.' },
  },
  DOSSIER_UNKNOWN: {
    status: 404,
    vi: { title: 'Văn phòng đăng ký đất đai chưa nhận hồ sơ này', whatToDo: 'Kiểm tra lại mã hồ sơ; nếu vừa tiếp nhận, chờ ít giây rồi thử lại.' },
    en: { title: 'The land office has not heard of this dossier', whatToDo: 'Check the code; if it was accepted just now, wait some seconds and try again.' },
  },
  PARCEL_UNKNOWN: {
    status: 404,
    vi: { title: 'Thửa đất chưa có trong sổ địa chính', whatToDo: 'Kiểm tra xã, tờ bản đồ, số thửa; nhập thửa đất vào sổ trước nếu sổ còn thiếu.' },
    en: { title: 'The parcel is not in the land register', whatToDo: 'Check commune, map sheet and number; enter the parcel first if the register lacks it.' },
  },
  NOT_YOUR_PARCELS: {
    status: 403,
    vi: { title: 'Chỉ xem được thửa đất của chính mình', whatToDo: 'Bỏ số định danh của người khác; người đó tự tra, hoặc cán bộ một cửa tra theo số thửa trên giấy chứng nhận.' },
    en: { title: 'Only your own parcels can be seen', whatToDo: 'Leave out the number of somebody else; they can ask themselves, or a clerk at the counter by the parcel on the title.' },
  },
  PARCEL_NOT_NAMED: {
    status: 422,
    vi: { title: 'Cần số hiệu thửa đất', whatToDo: 'Nhập mã xã, tờ bản đồ và số thửa ghi trên giấy chứng nhận mà người nộp xuất trình.' },
    en: { title: 'The parcel has to be named', whatToDo: 'Enter commune, map sheet and number as the title says that the applicant shows.' },
  },
  TIME_IN_FUTURE: {
    status: 422,
    vi: { title: 'Thời điểm hỏi nằm trong tương lai', whatToDo: 'Hỏi theo ngày không sau ngày biết (known-at), và known-at không sau hiện tại.' },
    en: { title: 'The time asked about is in the future', whatToDo: 'Ask for a day not after known-at, and for a known-at not after now.' },
  },
  STEP_NOT_OFFERED: {
    status: 409,
    vi: { title: 'Bước này chưa được giao hoặc đã đóng', whatToDo: 'Xem lại danh sách việc; chỉ xử lý bước đang chờ ở văn phòng.' },
    en: { title: 'This step is not open here', whatToDo: 'See the work list; only a step that waits here can be worked on.' },
  },
  STEP_ELSEWHERE: {
    status: 409,
    vi: { title: 'Hồ sơ đang chờ ở bước khác', whatToDo: 'Hồ sơ đang chờ ở {agency}, bước «{step}», từ {at}. Chờ đến khi bước của văn phòng được giao.' },
    en: { title: 'The dossier waits at another step', whatToDo: 'It waits at {agency} for "{step}" since {at}. Wait until a step is offered here.' },
  },
  ALREADY_DONE: {
    status: 409,
    vi: { title: 'Việc này đã có người làm', whatToDo: '{by} đã xử lý lúc {at}. Tải lại hồ sơ để xem kết quả.' },
    en: { title: 'Somebody has done this already', whatToDo: '{by} did it at {at}. Reload the dossier to see the result.' },
  },
  PAPERS_NOT_HERE: {
    status: 409,
    vi: { title: 'Dữ liệu của bộ phận một cửa chưa về tới', whatToDo: 'Chờ ít giây rồi thử lại; nếu vẫn thiếu, báo quản trị viên xem hàng chờ của hồ sơ.' },
    en: { title: 'The data of the one-stop unit has not arrived', whatToDo: 'Wait some seconds and try again; if it stays away, ask an administrator to look at the parked messages.' },
  },
  NOT_VERIFIED: {
    status: 409,
    vi: { title: 'Thửa đất của hồ sơ chưa được thẩm định', whatToDo: 'Thẩm định thửa đất trước, rồi mới lập phiếu hoặc đăng ký.' },
    en: { title: "The dossier's parcel has not been verified", whatToDo: 'Verify the parcel first, then issue the slip or register.' },
  },
  NOT_RESERVED: {
    status: 409,
    vi: { title: 'Thửa đất không còn được giữ cho hồ sơ này', whatToDo: 'Hồ sơ có thể đã rút hoặc dừng; thẩm định lại trước khi đăng ký.' },
    en: { title: 'The parcel is no longer reserved for this dossier', whatToDo: 'The dossier may have been withdrawn or stopped; verify again before registering.' },
  },
  PARCEL_RESERVED: {
    status: 409,
    vi: { title: 'Thửa đất đang được giữ cho hồ sơ khác', whatToDo: 'Hồ sơ {dossier} đang giữ thửa đất từ {at}. Ghi nhận không đạt và nêu rõ lý do cho người nộp.' },
    en: { title: 'The parcel is reserved for another dossier', whatToDo: 'Dossier {dossier} has held it since {at}. Record a failed verification and tell the applicant why.' },
  },
  ALREADY_TRANSFERRED: {
    status: 409,
    vi: { title: 'Quyền sử dụng đất này đã được chuyển nhượng', whatToDo: 'Hồ sơ {dossier} đã đăng ký chuyển nhượng lúc {at}. Không thể chuyển nhượng lần nữa; từ chối hồ sơ và nêu lý do.' },
    en: { title: 'This right has already been transferred', whatToDo: 'Dossier {dossier} registered its transfer at {at}. It cannot be sold again; refuse the dossier and say why.' },
  },
  ALREADY_ENTERED: {
    status: 409,
    vi: { title: 'Thửa đất đã có trong sổ với dữ liệu khác', whatToDo: 'Mở thửa đất trong sổ để đối chiếu; không nhập đè lên dữ liệu đã có.' },
    en: { title: 'The register already has this parcel with other data', whatToDo: 'Open the parcel in the register and compare; entered data is not overwritten.' },
  },
  DATE_IN_FUTURE: {
    status: 422,
    vi: { title: 'Ngày cấp giấy chứng nhận ở tương lai', whatToDo: 'Kiểm tra lại ngày cấp ghi trên giấy chứng nhận.' },
    en: { title: 'The title would be issued in the future', whatToDo: 'Check the date of issue on the certificate.' },
  },
  NOT_THE_HOLDER: {
    status: 422,
    vi: { title: 'Bên chuyển nhượng không phải là người có quyền', whatToDo: 'Đối chiếu số định danh với giấy chứng nhận; nếu đúng là người khác, ghi nhận không đạt và nêu lý do.' },
    en: { title: 'The transferor does not hold the right', whatToDo: 'Compare the identifier with the certificate; if it is another person, record a failed verification with the reason.' },
  },
  CERTIFICATE_MISMATCH: {
    status: 422,
    vi: { title: 'Số giấy chứng nhận không khớp với sổ', whatToDo: 'Nếu đơn ghi sai, nhập số đọc được trên bản gốc (certificateNumber); nếu không, yêu cầu bổ sung và nêu lý do.' },
    en: { title: 'The certificate number differs from the register', whatToDo: 'If the application has it wrong, send the number on the original (certificateNumber); else ask for a supplement and say why.' },
  },
  REASON_REQUIRED: {
    status: 422,
    vi: { title: 'Cần nêu lý do', whatToDo: 'Viết lý do bằng lời để người nộp hồ sơ hiểu được.' },
    en: { title: 'A reason is required', whatToDo: 'Say why in words that the applicant understands.' },
  },
});
