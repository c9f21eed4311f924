import { defineProblems } from '@lienthong/service-host';
import { destructionProblems } from './destruction.problems.js';
import { paymentProblems } from './payment.problems.js';
import { petitionProblems, type PetitionProblem } from './petition.problems.js';
import { synchronisationProblems, type SynchronisationProblem } from './synchronisation.problems.js';
import { reportProblems, type ReportProblem } from './reports.problems.js';
import type { DossierRejection } from '../../domain/dossier.decider.js';
import type { ProcedureRejection } from '../../domain/procedure.decider.js';
import type { SubmissionRejection } from '../../domain/submission.decider.js';
import type { StoredFileRejection } from '../../domain/stored-file.decider.js';
import type { ListRejection } from '../../use-cases/destroy-dossiers.js';
import type { UnknownFile } from '../../use-cases/file-holders.js';
import type { FeeRejection } from '../../use-cases/assess-charges.js';
import type { ReuseRejection } from '../../use-cases/reused-papers.js';
import type { FileRejection } from '../../use-cases/file-vault.js';

type Code = (ReuseRejection | ListRejection | DossierRejection | StoredFileRejection | UnknownFile | FileRejection)['code'] | ReportProblem | SynchronisationProblem | PetitionProblem | 'FILE_NOT_SENT' | 'FILE_ALTERED' | FeeRejection['code'] | SubmissionRejection['code'] | 'NOT_REFUSED' | 'NO_RECEIPT_YET' | 'NOT_YET_CERTIFIED';

/** Rejections that only a fact of another service can meet: they park that fact and reach no caller. */
type Parked = ProcedureRejection['code'] | 'REPORT_UNEXPECTED' | 'STATE_UNKNOWN' | 'WORK_UNKNOWN';

export const intakeProblems = defineProblems<Exclude<Code, Parked>>({
  DOSSIER_UNKNOWN: {
    status: 404,
    vi: { title: 'Không tìm thấy hồ sơ', whatToDo: 'Kiểm tra lại mã hồ sơ in trên giấy tiếp nhận.' },
    en: { title: 'The dossier was not found', whatToDo: 'Check the dossier code printed on the receipt.' },
  },
  DOSSIER_CODE_TAKEN: {
    status: 409,
    vi: { title: 'Mã hồ sơ vừa được cấp cho hồ sơ khác', whatToDo: 'Gửi lại yêu cầu để nhận mã mới.' },
    en: { title: 'The dossier code was just given to another dossier', whatToDo: 'Send the request again to get a new code.' },
  },
  FEE_UNDECIDED: {
    status: 409,
    vi: { title: 'Chưa xác định được phí, lệ phí', whatToDo: 'Khoản “{feeVi}” tính theo bảng đã công bố; báo người quản lý thủ tục công bố bảng có hiệu lực ngày tiếp nhận, rồi tiếp nhận lại.' },
    en: { title: 'A fee cannot be decided', whatToDo: '"{feeEn}" is decided by a published table; ask the analyst to publish one in force on the day of receipt, then accept again.' },
  },
  PAPER_NOT_KEPT: {
    status: 422,
    vi: { title: 'Hồ sơ trước không có giấy tờ này để dùng lại', whatToDo: 'Giấy tờ {componentCodes}: tải tệp lên, hoặc chọn lại hồ sơ trước của chính người nộp.' },
    en: { title: 'The earlier dossier does not keep that paper', whatToDo: 'Papers {componentCodes}: upload the files, or choose an earlier dossier of the applicant again.' },
  },
  SOURCE_NOT_DECLARED: {
    status: 422,
    vi: { title: 'Nguồn điền sẵn không có trong biểu mẫu', whatToDo: 'Mục {fieldNames} không được điền sẵn từ nguồn đã nêu; tải lại biểu mẫu rồi nộp lại.' },
    en: { title: 'The form does not fill that in from there', whatToDo: '{fieldNames} cannot have come from the source named; load the form again, then hand in.' },
  },
  ROUTING_UNCLEAR: {
    status: 409,
    vi: { title: 'Chưa rõ cơ quan nào có thẩm quyền giải quyết', whatToDo: 'Xác định cơ quan có thẩm quyền kèm lý do, rồi tiếp nhận.' },
    en: { title: 'The competent authority is unclear', whatToDo: 'Name it, with the reason, then accept.' },
  },
  ROUTING_NOT_OPEN: {
    status: 409,
    vi: { title: 'Cơ quan có thẩm quyền đã được xác định', whatToDo: 'Xem căn cứ ở phần giải thích; nếu sai, sửa bảng phân công thẩm quyền.' },
    en: { title: 'The competent authority is settled', whatToDo: 'See its explanation; if it is wrong, correct the table of competences.' },
  },
  NOT_REFUSED: {
    status: 404,
    vi: { title: 'Hồ sơ không bị từ chối', whatToDo: 'Xem trạng thái hiện tại của hồ sơ.' },
    en: { title: 'The dossier was not refused', whatToDo: 'See its present state.' },
  },
  NOT_YOUR_DOSSIER: {
    status: 403,
    vi: { title: 'Hồ sơ không thuộc quyền của bạn', whatToDo: 'Chỉ các bên trong hồ sơ và đơn vị đã tiếp nhận được làm việc này; hãy liên hệ đơn vị tiếp nhận.' },
    en: { title: 'The dossier is not yours', whatToDo: 'Only its parties and the unit that took it in may do this; contact that unit.' },
  },
  NOT_IN_STATE: {
    status: 409,
    vi: { title: 'Hồ sơ đang ở trạng thái không cho phép việc này', whatToDo: 'Hồ sơ đang ở trạng thái {state} ({stateVi}); tải lại để xem việc có thể làm.' },
    en: { title: 'The dossier’s state does not allow this', whatToDo: 'It is in state {state} ({stateEn}); reload to see what can be done.' },
  },
  ALREADY_ACCEPTED: {
    status: 409,
    vi: { title: 'Hồ sơ đã được tiếp nhận', whatToDo: '{takenBy} đã tiếp nhận lúc {takenAt}; mở giấy tiếp nhận để in lại.' },
    en: { title: 'The dossier has been accepted', whatToDo: '{takenBy} accepted it at {takenAt}; open the receipt to print it again.' },
  },
  ALREADY_DECIDED: {
    status: 409,
    vi: { title: 'Hồ sơ đã có kết quả, không rút được nữa', whatToDo: 'Giấy chứng nhận {certificateNumber} đã được cấp lúc {decidedAt}; hãy nhận kết quả. Nếu không đồng ý, khiếu nại tại cơ quan đã cấp.' },
    en: { title: 'The result is decided: too late to withdraw', whatToDo: 'Certificate {certificateNumber} was issued at {decidedAt}; collect the result. If you do not agree, complain to the office that issued it.' },
  },
  PROCEDURE_UNKNOWN: {
    status: 422,
    vi: { title: 'Không có thủ tục này', whatToDo: 'Không có thủ tục {procedureCode}; chọn thủ tục trong danh mục đã công bố. Thủ tục vừa công bố cần vài giây; nếu vậy, thử lại.' },
    en: { title: 'There is no such procedure', whatToDo: 'There is no procedure {procedureCode}; choose one of the published catalogue. One that has just been published takes a few seconds; then try again.' },
  },
  PROCEDURE_NOT_IN_FORCE: {
    status: 422,
    vi: { title: 'Thủ tục chưa hoặc không còn hiệu lực', whatToDo: 'Thủ tục {procedureCode} không có phiên bản nào có hiệu lực vào ngày này; kiểm tra ngày nộp và ngày hiệu lực.' },
    en: { title: 'The procedure is not in force', whatToDo: 'No version of procedure {procedureCode} is in force on that day; check the date and the day it takes effect.' },
  },
  COMPONENT_MISSING: {
    status: 422,
    vi: { title: 'Thiếu thành phần hồ sơ bắt buộc', whatToDo: 'Bổ sung: {componentsVi}. Nếu người dân chưa có, lập phiếu yêu cầu bổ sung.' },
    en: { title: 'A mandatory component is missing', whatToDo: 'Add: {componentsEn}. If the citizen does not have it yet, request a supplement.' },
  },
  COMPONENT_UNKNOWN: {
    status: 422,
    vi: { title: 'Thành phần hồ sơ không thuộc thủ tục này', whatToDo: 'Bỏ hoặc sửa mã: {componentsVi}; xem danh mục thành phần của thủ tục.' },
    en: { title: 'A component does not belong to this procedure', whatToDo: 'Remove or correct: {componentsEn}; see the components of the procedure.' },
  },
  CHANNEL_NOT_YOURS: {
    status: 422,
    vi: { title: 'Kênh nộp không phù hợp với người nộp', whatToDo: 'Công dân nộp trực tuyến; bộ phận một cửa nhập hồ sơ trực tiếp hoặc qua bưu chính; bưu điện nhập hồ sơ bưu chính.' },
    en: { title: 'The channel does not fit the requester', whatToDo: 'Citizens submit online; the one-stop enters what comes to the counter or by post; a post office enters what it takes in.' },
  },
  NOT_A_PARTY: {
    status: 403,
    vi: { title: 'Bạn không phải là một bên trong hồ sơ', whatToDo: 'Đăng nhập bằng tài khoản của một bên, hoặc ghi bạn là người nộp hồ sơ.' },
    en: { title: 'You are not a party to this application', whatToDo: 'Sign in as one of the parties, or enter yourself as the person who submits.' },
  },
  FORM_INVALID: {
    status: 422,
    vi: { title: 'Đơn điền chưa đúng', whatToDo: 'Sửa từng mục nêu trong "errors" rồi nộp lại.' },
    en: { title: 'The application is not filled in correctly', whatToDo: 'Correct each field listed under "errors" and hand it in again.' },
  },
  FIELD_MISSING: {
    status: 422,
    vi: { title: 'Tờ khai còn thiếu', whatToDo: 'Điền thêm: {fieldNames}.' },
    en: { title: 'The application does not say everything', whatToDo: 'Add: {fieldNames}.' },
  },
  FIELD_UNKNOWN: {
    status: 422,
    vi: { title: 'Tờ khai có mục mà thủ tục không hỏi', whatToDo: 'Bỏ các mục: {fieldNames}.' },
    en: { title: 'The application says what the procedure does not ask', whatToDo: 'Leave out: {fieldNames}.' },
  },
  PRICE_NOT_MONEY: {
    status: 422,
    vi: { title: 'Giá chuyển nhượng không hợp lệ', whatToDo: 'Nhập số nguyên đồng lớn hơn 0, không có phần lẻ.' },
    en: { title: 'The contract price is not valid', whatToDo: 'Enter a whole number of đồng above zero, without a fraction.' },
  },
  DATE_IN_FUTURE: {
    status: 422,
    vi: { title: 'Ngày giờ ở tương lai', whatToDo: 'Sửa trường {field} ({date}) thành thời điểm đã qua, hoặc bỏ trống để lấy giờ hiện tại.' },
    en: { title: 'The date lies in the future', whatToDo: 'Correct the field {field} ({date}) to a time that has passed, or leave it out to use the present.' },
  },
  RECEIVED_BEFORE_SUBMITTED: {
    status: 422,
    vi: { title: 'Giờ tiếp nhận sớm hơn giờ nộp', whatToDo: 'Nhập giờ tiếp nhận không sớm hơn giờ nộp hồ sơ.' },
    en: { title: 'The receipt is earlier than the submission', whatToDo: 'Enter a time of receipt that is not before the submission.' },
  },
  NO_DUE_DATE: {
    status: 409,
    vi: { title: 'Chưa tính được ngày hẹn trả', whatToDo: 'Lịch làm việc chưa có cho thời gian này; báo quản trị viên bổ sung lịch rồi tiếp nhận lại.' },
    en: { title: 'The due date cannot be computed yet', whatToDo: 'The working calendar does not cover this time; ask the administrator to extend it and accept again.' },
  },
  REASON_NOT_HUMAN: {
    status: 422,
    vi: { title: 'Lý do chưa rõ đối với người dân', whatToDo: 'Viết một câu bằng lời mà người dân hiểu và làm theo được (ít nhất 10 ký tự), không dùng mã lỗi.' },
    en: { title: 'The reason says nothing to the citizen', whatToDo: 'Write a sentence that the citizen can understand and act upon (10 characters at least), not a technical code.' },
  },
  SUPPLEMENT_INCOMPLETE: {
    status: 422,
    vi: { title: 'Chưa đủ giấy tờ được yêu cầu bổ sung', whatToDo: 'Gửi kèm mọi thành phần nêu trong phiếu yêu cầu bổ sung.' },
    en: { title: 'Not all of what was asked for is there', whatToDo: 'Hand in every component named in the request for a supplement.' },
  },
  FORM_CHANGED: {
    status: 409,
    vi: { title: 'Biểu mẫu đã thay đổi từ khi nộp', whatToDo: 'Từ {inForceFrom} áp dụng biểu mẫu phiên bản {now}; đơn khai theo phiên bản {then} chưa có nội dung nêu bên dưới. Yêu cầu bổ sung để người dân khai theo biểu mẫu mới; nếu có quy định chuyển tiếp cho giữ đơn đã nộp, tiếp nhận kèm căn cứ đó.' },
    en: { title: 'The form has changed since the submission', whatToDo: 'The form of version {now} applies from {inForceFrom}; the application was filled in by version {then} and lacks what is listed below. Ask for a supplement, by which it is filled in by the new form; where a transitional rule lets the old one hold, accept with that rule as the basis.' },
  },
  NOTHING_CORRECTED: {
    status: 422,
    vi: { title: 'Chưa có gì được bổ sung hoặc sửa', whatToDo: 'Kèm giấy tờ được yêu cầu, hoặc sửa nội dung chưa đúng của đơn, rồi gửi lại.' },
    en: { title: 'Nothing was added or corrected', whatToDo: 'Attach what was asked for, or correct what is wrong in the application, then send it again.' },
  },
  CORRECTION_MOVES_COMPETENCE: {
    status: 409,
    vi: { title: 'Nội dung sửa làm thay đổi cơ quan có thẩm quyền', whatToDo: 'Hồ sơ đã được tiếp nhận cho {beforeVi}; nội dung sửa lại thuộc {afterVi}. Hãy rút hồ sơ này và nộp hồ sơ mới, hoặc liên hệ bộ phận một cửa.' },
    en: { title: 'The correction leads to another authority', whatToDo: 'The dossier was accepted for {beforeEn}; the correction belongs to {afterEn}. Withdraw it and hand in a new one, or ask the one-stop unit.' },
  },
  ALREADY_SUBMITTED: {
    status: 409,
    vi: { title: 'Đã có hồ sơ khác với cùng nội dung', whatToDo: 'Nội dung sửa trùng với một hồ sơ đang giải quyết; theo dõi hồ sơ đó, hoặc rút một trong hai.' },
    en: { title: 'Another dossier asks for the same already', whatToDo: 'What you corrected is what another open dossier asks for; follow that one, or withdraw one of them.' },
  },
  REFUSAL_NOT_ASKED: {
    status: 409,
    vi: { title: 'Hồ sơ đã tiếp nhận chỉ dừng khi quy trình yêu cầu', whatToDo: 'Chờ bước từ chối do cơ quan thẩm định chuyển đến trong danh sách việc.' },
    en: { title: 'An accepted dossier is refused only when its procedure asks for it', whatToDo: 'Wait for the step that the appraising agency sends to the work list.' },
  },
  RESULT_NOT_AT_COUNTER: {
    status: 409,
    vi: { title: 'Kết quả không ở quầy', whatToDo: 'Kết quả đang được gửi qua bưu chính; nếu bị chuyển hoàn, việc trả tại quầy sẽ xuất hiện trong danh sách.' },
    en: { title: 'The result is not at the counter', whatToDo: 'It is with the post; should it come back, handing it over will appear on the work list.' },
  },
  RECEIVER_NOT_AUTHORISED: {
    status: 422,
    vi: { title: 'Người nhận chưa được ủy quyền', whatToDo: 'Kiểm tra giấy tờ tùy thân, hoặc nhập số văn bản ủy quyền.' },
    en: { title: 'The receiver is not authorised', whatToDo: 'Check the proof of identity, or enter the number of the authorisation.' },
  },
  RATING_OUT_OF_RANGE: {
    status: 422,
    vi: { title: 'Điểm đánh giá không hợp lệ', whatToDo: 'Cho điểm đủ 9 tiêu chí, mỗi tiêu chí 0, 1 hoặc 2.' },
    en: { title: 'The rating is not valid', whatToDo: 'Give all nine criteria 0, 1 or 2 points.' },
  },
  ALREADY_RATED: {
    status: 409,
    vi: { title: 'Hồ sơ đã được đánh giá', whatToDo: 'Mỗi hồ sơ đánh giá một lần; góp ý thêm qua kênh phản ánh, kiến nghị.' },
    en: { title: 'The service has been rated', whatToDo: 'A dossier is rated once; say more through the petitions channel.' },
  },
  FILE_UNKNOWN: {
    status: 422,
    vi: { title: 'Tệp đính kèm chưa được tải lên', whatToDo: 'Tải tệp {hash} lên bằng chính tài khoản này rồi nộp lại.' },
    en: { title: 'An attached file has not been uploaded', whatToDo: 'Upload file {hash} with this account, then submit again.' },
  },
  FILE_NOT_SENT: {
    status: 422,
    vi: { title: 'Không có tệp nào được gửi', whatToDo: 'Gửi một tệp bằng biểu mẫu multipart/form-data, trường "file".' },
    en: { title: 'No file was sent', whatToDo: 'Send one file as multipart/form-data in the field "file".' },
  },
  FILE_TOO_LARGE: {
    status: 413,
    vi: { title: 'Tệp quá lớn', whatToDo: 'Tệp tối đa {mostMegabytes} MB; quét lại ở độ phân giải 200–300 dpi hoặc tách tệp.' },
    en: { title: 'The file is too large', whatToDo: 'A file has at most {mostMegabytes} MB; scan again at 200 to 300 dpi, or split it.' },
  },
  FILE_EMPTY: {
    status: 422,
    vi: { title: 'Tệp rỗng', whatToDo: 'Mở tệp trên máy để kiểm tra rồi tải lại.' },
    en: { title: 'The file is empty', whatToDo: 'Open the file on your device to check it, then upload it again.' },
  },
  FILE_CUT_OFF: {
    status: 422,
    vi: { title: 'Tệp bị thiếu phần cuối', whatToDo: 'Tệp chưa tải lên hết hoặc đã hỏng; mở kiểm tra rồi tải lại.' },
    en: { title: 'The file is cut off', whatToDo: 'It did not upload completely or is damaged; open it to check, then upload it again.' },
  },
  FILE_TYPE_NOT_ALLOWED: {
    status: 415,
    vi: { title: 'Loại tệp không được nhận', whatToDo: 'Nội dung tệp là {found}; chỉ nhận PDF, PNG hoặc JPEG.' },
    en: { title: 'This type of file is not accepted', whatToDo: 'The content is {found}; send PDF, PNG or JPEG.' },
  },
  FILE_NOT_WHAT_IT_SAYS: {
    status: 422,
    vi: { title: 'Nội dung tệp không đúng với tên hoặc loại khai báo', whatToDo: 'Tệp khai là {declared} nhưng nội dung là {found}; gửi đúng tệp gốc, không đổi đuôi.' },
    en: { title: 'The file is not what it says', whatToDo: 'It claims to be {declared}, but its content is {found}; send the original file without renaming it.' },
  },
  NOT_OF_THE_CASE: {
    status: 422,
    vi: { title: 'Việc này không thuộc hồ sơ', whatToDo: 'Kiểm tra mã hồ sơ và mã việc rồi gửi lại.' },
    en: { title: 'The task does not belong to the dossier', whatToDo: 'Check the code of the dossier and the id of the task, and send it again.' },
  },
  TOO_MANY_FILES: {
    status: 409,
    vi: { title: 'Hồ sơ đã có quá nhiều tệp của cán bộ', whatToDo: 'Gộp các tệp thành một tài liệu rồi gửi lại.' },
    en: { title: 'Officers have attached too many files to this dossier', whatToDo: 'Put the files together into one document and send that.' },
  },
  FILE_HAS_TOO_MANY_HOLDERS: {
    status: 409,
    vi: { title: 'Tệp này đã được quá nhiều người tải lên', whatToDo: 'Kiểm tra xem đây có đúng là giấy tờ của bạn; nếu đúng, liên hệ bộ phận một cửa.' },
    en: { title: 'Too many people have uploaded this very file', whatToDo: 'Check that it is a paper of your own; if so, contact the one-stop unit.' },
  },
  FILE_ALTERED: {
    status: 409,
    vi: { title: 'Tệp đã bị thay đổi sau khi nộp', whatToDo: 'Không dùng tệp này. Báo quản trị hệ thống và thanh tra; khôi phục tệp từ bản sao lưu hoặc yêu cầu nộp lại.' },
    en: { title: 'The file was changed after it was handed in', whatToDo: 'Do not use it. Tell the administrator and the auditor; restore it from a backup or ask for it again.' },
  },
  NO_RECEIPT_YET: {
    status: 409,
    vi: { title: 'Hồ sơ chưa được tiếp nhận', whatToDo: 'Giấy tiếp nhận có sau khi cán bộ tiếp nhận hồ sơ hợp lệ.' },
    en: { title: 'The dossier is not accepted yet', whatToDo: 'The receipt is printed once a clerk has accepted the dossier as valid.' },
  },
  ...destructionProblems,
  ...reportProblems,
  ...paymentProblems,
  ...synchronisationProblems,
  ...petitionProblems,
});
