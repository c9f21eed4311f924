import type { AdvanceRejection } from '../../use-cases/advance-dossier.js';
import type { ProcedureRejection } from '../../domain/procedure.decider.js';
import type { PlanRejection } from '../../use-cases/plan-migration.js';
import type { MessageRejection } from '../../domain/message.js';
import { defineProblems } from '@lienthong/service-host';
import type { LetterRejection } from '../../domain/letter.decider.js';
import { clockProblems } from './clock-problems.js';
import { decisionProblems } from './decision-problems.js';
import { jobProblems } from './jobs-problems.js';
import { letterProblems } from './letter-problems.js';
import { taskProblems } from './task-problems.js';

type Code = AdvanceRejection['code'] | MessageRejection['code'] | ProcedureRejection['code'] | PlanRejection['code'] | 'MODEL_REFUSED' | 'PLAN_REFUSED' | 'NOT_AN_ID' | keyof typeof taskProblems | keyof typeof jobProblems | keyof typeof decisionProblems | LetterRejection['code'] | keyof typeof letterProblems | keyof typeof clockProblems;

/** Total over the rejections: a new one does not compile until people can read it. */
export const problems = defineProblems<Code>({
  ...taskProblems,
  ...jobProblems,
  ...decisionProblems,
  ...letterProblems,
  ...clockProblems,
  MESSAGE_KNOWN: {
    status: 409,
    vi: { title: 'Tin nhắn này đã được nhận', whatToDo: 'Không cần gửi lại; tin nhắn mới thì dùng mã mới.' },
    en: { title: 'This message has been taken', whatToDo: 'There is no need to send it again; give a new message an id of its own.' },
  },
  NOT_AN_ID: {
    status: 404,
    vi: { title: 'Mã việc không đúng dạng', whatToDo: 'Dùng mã lấy từ danh sách việc hoặc danh sách sự cố.' },
    en: { title: 'This is not the id of a task or incident', whatToDo: 'Use the id as the list of tasks or incidents gives it.' },
  },
  DOSSIER_UNKNOWN: {
    status: 404,
    vi: { title: 'Hồ sơ chưa được đưa vào quy trình giải quyết', whatToDo: 'Kiểm tra mã hồ sơ; hồ sơ chỉ vào quy trình sau khi được tiếp nhận.' },
    en: { title: 'The dossier is not in any procedure here', whatToDo: 'Check the code; a dossier enters its procedure when it has been accepted.' },
  },
  NOT_STARTED: {
    status: 409,
    vi: { title: 'Quy trình của hồ sơ chưa bắt đầu', whatToDo: 'Chờ hồ sơ được tiếp nhận rồi thử lại.' },
    en: { title: 'The procedure of this dossier has not started', whatToDo: 'Wait until the dossier has been accepted and try again.' },
  },
  ENDED: {
    status: 409,
    vi: { title: 'Quy trình của hồ sơ đã kết thúc', whatToDo: 'Không cần làm gì thêm; xem lịch sử hồ sơ để biết kết quả.' },
    en: { title: 'The procedure of this dossier has ended', whatToDo: 'Nothing is left to do; its history shows the outcome.' },
  },
  JOB_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có việc này', whatToDo: 'Tải lại danh sách việc.' },
    en: { title: 'There is no such task', whatToDo: 'Reload the list of tasks.' },
  },
  JOB_CLOSED: {
    status: 409,
    vi: { title: 'Việc này đã xong hoặc đã được thu hồi', whatToDo: '{who} Tải lại danh sách việc.' },
    en: { title: 'This task is done or was withdrawn', whatToDo: '{whoEn} Reload the list of tasks.' },
  },
  JOB_HAS_INCIDENT: {
    status: 409,
    vi: { title: 'Việc này đang có sự cố', whatToDo: 'Chờ người phụ trách xử lý sự cố rồi thử lại.' },
    en: { title: 'This task has an open incident', whatToDo: 'Wait until the person in charge has dealt with it and try again.' },
  },
  NOT_A_TASK: {
    status: 409,
    vi: { title: 'Bước này không phải việc để nhận ở đây', whatToDo: 'Thực hiện bước này trong hệ thống của cơ quan phụ trách.' },
    en: { title: 'This step is not a task to be taken here', whatToDo: 'Do it in the service of the agency that owns it.' },
  },
  IS_A_TASK: {
    status: 409,
    vi: { title: 'Bước này do người thực hiện', whatToDo: 'Nhận việc và hoàn thành trong danh sách việc.' },
    en: { title: 'This step is done by a person', whatToDo: 'Claim and complete it in the list of tasks.' },
  },
  NOT_A_CANDIDATE: {
    status: 403,
    vi: { title: 'Việc này thuộc cơ quan, đơn vị hoặc vai trò khác', whatToDo: 'Chuyển cho người có thẩm quyền, hoặc kiểm tra tài khoản đang dùng.' },
    en: { title: 'This task belongs to another agency, unit or role', whatToDo: 'Leave it to those it is for, or check which account you use.' },
  },
  NOT_CLAIMED: {
    status: 409,
    vi: { title: 'Chưa nhận việc này', whatToDo: 'Nhận việc trước khi hoàn thành.' },
    en: { title: 'You have not claimed this task', whatToDo: 'Claim it before completing it.' },
  },
  ALREADY_CLAIMED: {
    status: 409,
    vi: { title: 'Việc này đã có người nhận', whatToDo: '{who} Chọn việc khác, hoặc đề nghị người đó trả lại việc.' },
    en: { title: 'Somebody else has claimed this task', whatToDo: '{whoEn} Take another one, or ask them to release it.' },
  },
  VARIABLES_INVALID: {
    status: 422,
    vi: { title: 'Dữ liệu của bước này không dùng được', whatToDo: 'Chỉ gửi văn bản, số nguyên, đúng/sai và danh sách, tối đa 80.000 ký tự; số thập phân gửi dưới dạng văn bản.' },
    en: { title: 'The data of this step cannot be used', whatToDo: 'Send text, whole numbers, true/false and lists only, 80,000 characters at most; decimals as text.' },
  },
  TIMER_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có mốc hẹn giờ này', whatToDo: 'Tải lại tiến trình của hồ sơ.' },
    en: { title: 'There is no such timer', whatToDo: 'Reload the progress of the dossier.' },
  },
  TIMER_NOT_DUE: {
    status: 409,
    vi: { title: 'Chưa đến giờ hẹn', whatToDo: 'Chờ đến giờ hẹn; hệ thống tự thực hiện.' },
    en: { title: 'The timer is not due', whatToDo: 'Wait: it fires by itself.' },
  },
  INCIDENT_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có sự cố này', whatToDo: 'Tải lại danh sách sự cố.' },
    en: { title: 'There is no such incident', whatToDo: 'Reload the list of incidents.' },
  },
  PROCEDURE_UNKNOWN: {
    status: 409,
    vi: { title: 'Phiên bản thủ tục của hồ sơ chưa được công bố ở đây', whatToDo: 'Báo quản trị viên công bố đúng phiên bản, rồi thử lại.' },
    en: { title: 'The version of the procedure is not published here', whatToDo: 'Ask an administrator to publish it, then try again.' },
  },
  CALENDAR_UNKNOWN: {
    status: 422,
    vi: { title: 'Không có lịch làm việc này', whatToDo: 'Dùng một lịch làm việc đã ban hành.' },
    en: { title: 'There is no such working calendar', whatToDo: 'Use a calendar that has been issued.' },
  },
  OUTSIDE_CALENDAR: {
    status: 409,
    vi: { title: 'Ngày nằm ngoài lịch làm việc', whatToDo: 'Báo quản trị viên ban hành lịch làm việc của năm đó, rồi thử lại.' },
    en: { title: 'The date lies outside the working calendar', whatToDo: 'Ask an administrator to issue the calendar of that year, then try again.' },
  },
  NOT_A_TIME: {
    status: 422,
    vi: { title: 'Thời điểm không đúng dạng', whatToDo: 'Dùng dạng RFC 3339 có múi giờ, ví dụ 2026-11-25T09:30:00+07:00.' },
    en: { title: 'The time cannot be read', whatToDo: 'Use RFC 3339 with an offset, such as 2026-11-25T09:30:00+07:00.' },
  },
  NOT_A_LIMIT: {
    status: 422,
    vi: { title: 'Thời hạn không đúng dạng', whatToDo: 'Dùng P10D (ngày làm việc) hoặc PT4H (giờ làm việc).' },
    en: { title: 'The time limit cannot be read', whatToDo: 'Use P10D (working days) or PT4H (working hours).' },
  },
  DUE_DATE_DISAGREES: {
    status: 409,
    vi: { title: 'Ngày hẹn trên giấy tiếp nhận khác với lịch làm việc', whatToDo: 'Báo quản trị viên kiểm tra lịch làm việc của hai hệ thống.' },
    en: { title: 'The date on the receipt is not the one the calendar gives', whatToDo: 'Ask an administrator to compare the calendars of the two services.' },
  },
  EFFECTIVE_BEFORE_PREVIOUS: {
    status: 422,
    vi: { title: 'Ngày hiệu lực sớm hơn phiên bản trước', whatToDo: 'Chọn ngày hiệu lực không sớm hơn phiên bản đang công bố.' },
    en: { title: 'In force before the version it follows', whatToDo: 'Choose a date that is not before the published version’s.' },
  },
  MODEL_REFUSED: {
    status: 422,
    vi: { title: 'Quy trình có phần không thực hiện được', whatToDo: 'Sửa từng phần tử nêu trong "errors" rồi công bố lại.' },
    en: { title: 'The model has parts that would not be executed', whatToDo: 'Correct each element listed under "errors" and publish again.' },
  },
  ELEMENT_UNKNOWN: {
    status: 422,
    vi: { title: 'Không đưa hồ sơ tới phần tử này được', whatToDo: 'Xem các phần tử của phiên bản mà hồ sơ đang theo; nếu có nhiều nơi chứa, hãy nêu rõ một nơi.' },
    en: { title: 'The run cannot be brought to this element', whatToDo: 'Look at the elements of the dossier’s version; where several scopes contain it, name one.' },
  },
  ELEMENT_NOT_ACTIVE: {
    status: 409,
    vi: { title: 'Hồ sơ không còn ở phần tử này', whatToDo: 'Tải lại vị trí hiện tại của hồ sơ rồi thử lại.' },
    en: { title: 'The dossier is not at this element any more', whatToDo: 'Reload where the dossier stands and try again.' },
  },
  NOT_MIGRATABLE: {
    status: 409,
    vi: { title: 'Hồ sơ không chuyển sang phiên bản này được', whatToDo: 'Xem vì sao trong kết quả thử, rồi sửa kế hoạch chuyển.' },
    en: { title: 'The dossier cannot move to this version', whatToDo: 'Look at the trial for the reasons, then correct the plan.' },
  },
  VERSION_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có phiên bản này của thủ tục', whatToDo: 'Xem danh sách phiên bản của thủ tục.' },
    en: { title: 'The procedure has no such version', whatToDo: 'Look at the list of its versions.' },
  },
  VERSIONS_EQUAL: {
    status: 422,
    vi: { title: 'Hai phiên bản là một', whatToDo: 'Chọn phiên bản cũ và phiên bản mới khác nhau.' },
    en: { title: 'Both versions are the same', whatToDo: 'Choose the old and another, new version.' },
  },
  PLAN_REFUSED: {
    status: 422,
    vi: { title: 'Kế hoạch chuyển phiên bản có chỗ không thực hiện được', whatToDo: 'Sửa từng phần tử nêu trong "errors" rồi lập lại kế hoạch.' },
    en: { title: 'The plan maps what cannot be mapped', whatToDo: 'Correct each element listed under "errors" and plan again.' },
  },
  MIGRATION_UNKNOWN: {
    status: 404,
    vi: { title: 'Không có lần chuyển phiên bản này', whatToDo: 'Xem danh sách các lần chuyển của thủ tục.' },
    en: { title: 'There is no such migration', whatToDo: 'Look at the list of the procedure’s migrations.' },
  },
  MIGRATION_RUNNING: {
    status: 409,
    vi: { title: 'Lần chuyển này đang chạy hoặc đang tạm dừng', whatToDo: 'Chờ chạy xong, hoặc tiếp tục lần đang tạm dừng.' },
    en: { title: 'This migration is running or paused', whatToDo: 'Wait for its end, or resume it.' },
  },
  MIGRATION_NOT_RUNNING: {
    status: 409,
    vi: { title: 'Lần chuyển này không chạy', whatToDo: 'Chỉ tạm dừng được lần chuyển đang chạy.' },
    en: { title: 'This migration is not running', whatToDo: 'Only one that runs can be paused.' },
  },
  MIGRATION_NOT_PAUSED: {
    status: 409,
    vi: { title: 'Lần chuyển này không tạm dừng', whatToDo: 'Chỉ tiếp tục được lần chuyển đang tạm dừng.' },
    en: { title: 'This migration is not paused', whatToDo: 'Only one that is paused can be resumed.' },
  },
});
