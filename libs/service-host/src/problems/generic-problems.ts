import { defineProblems } from './problem-catalogue.js';

/** What every service can answer, whatever it does. A service adds its own rejections in its own catalogue. */
export const genericProblems = defineProblems({
  MALFORMED_JSON: {
    status: 400,
    vi: { title: 'Nội dung gửi lên không phải JSON hợp lệ', whatToDo: 'Kiểm tra lại cú pháp JSON rồi gửi lại.' },
    en: { title: 'The body is not valid JSON', whatToDo: 'Check the JSON syntax and send it again.' },
  },
  TOO_DEEP: {
    status: 400,
    vi: { title: 'JSON lồng nhau quá sâu', whatToDo: 'Giảm số tầng lồng nhau xuống không quá {limit} rồi gửi lại.' },
    en: { title: 'The JSON is nested too deeply', whatToDo: 'Nest at most {limit} levels and send it again.' },
  },
  BAD_REQUEST: {
    status: 400,
    vi: { title: 'Yêu cầu không đọc được', whatToDo: 'Kiểm tra lại địa chỉ, tham số và tiêu đề của yêu cầu.' },
    en: { title: 'The request cannot be read', whatToDo: 'Check the address, parameters and headers of the request.' },
  },
  IDEMPOTENCY_KEY_MALFORMED: {
    status: 400,
    vi: { title: 'Idempotency-Key không đúng dạng', whatToDo: 'Dùng từ 1 đến 128 ký tự ASCII in được, ví dụ một UUID.' },
    en: { title: 'The Idempotency-Key is malformed', whatToDo: 'Use 1 to 128 printable ASCII characters, for example a UUID.' },
  },
  UNAUTHENTICATED: {
    status: 401,
    vi: { title: 'Chưa đăng nhập hoặc phiên đã hết hạn', whatToDo: 'Đăng nhập lại rồi thử lại.' },
    en: { title: 'Not signed in, or the session has expired', whatToDo: 'Sign in again and retry.' },
  },
  FORBIDDEN: {
    status: 403,
    vi: { title: 'Không có quyền thực hiện việc này', whatToDo: 'Việc này thuộc cơ quan hoặc vai trò khác; hãy liên hệ người phụ trách hoặc quản trị viên.' },
    en: { title: 'Not allowed to do this', whatToDo: 'This belongs to another agency or role; ask the person in charge or an administrator.' },
  },
  NOT_FOUND: {
    status: 404,
    vi: { title: 'Không tìm thấy', whatToDo: 'Kiểm tra lại mã hoặc địa chỉ.' },
    en: { title: 'Not found', whatToDo: 'Check the code or the address.' },
  },
  CONFLICT: {
    status: 409,
    vi: { title: 'Người khác vừa thay đổi hồ sơ này', whatToDo: 'Tải lại để xem thay đổi trong mục "since", rồi quyết định lại.' },
    en: { title: 'Someone else has just changed this', whatToDo: 'Reload, see what changed under "since", and decide again.' },
  },
  NOT_YET_PROVEN: {
    status: 409,
    vi: { title: 'Nhật ký chưa có điểm kiểm được ký cho phần này', whatToDo: 'Chờ một giây rồi thử lại; nếu kéo dài, báo quản trị hệ thống: có thể thiếu bên làm chứng.' },
    en: { title: 'No signed checkpoint covers this part of the log yet', whatToDo: 'Wait a second and try again; if it lasts, tell the administrator: a witness may be missing.' },
  },
  NOT_YET_THERE: {
    status: 409,
    vi: { title: 'Dữ liệu chưa kịp cập nhật đến vị trí yêu cầu', whatToDo: 'Chờ vài giây rồi thử lại.' },
    en: { title: 'The data has not yet caught up with the position asked for', whatToDo: 'Wait a few seconds and try again.' },
  },
  STALE_VERSION: {
    status: 412,
    vi: { title: 'Bản đang xem đã cũ', whatToDo: 'Tải lại để xem thay đổi trong mục "since", rồi gửi lại với ETag mới.' },
    en: { title: 'The version you saw is out of date', whatToDo: 'Reload, see what changed under "since", and send again with the new ETag.' },
  },
  BODY_TOO_LARGE: {
    status: 413,
    vi: { title: 'Nội dung gửi lên quá lớn', whatToDo: 'Giảm dung lượng xuống dưới giới hạn; tệp đính kèm gửi qua địa chỉ tải tệp.' },
    en: { title: 'The body is too large', whatToDo: 'Make it smaller than the limit; send attachments to the file address.' },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    vi: { title: 'Kiểu nội dung không được hỗ trợ', whatToDo: 'Gửi với Content-Type: application/json.' },
    en: { title: 'The media type is not supported', whatToDo: 'Send it with Content-Type: application/json.' },
  },
  VALIDATION_FAILED: {
    status: 422,
    vi: { title: 'Dữ liệu chưa hợp lệ', whatToDo: 'Sửa các trường nêu trong "errors" rồi gửi lại.' },
    en: { title: 'The data is not valid', whatToDo: 'Correct the fields listed under "errors" and send again.' },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    vi: { title: 'Idempotency-Key đã dùng cho một yêu cầu khác', whatToDo: 'Tạo khóa mới cho yêu cầu mới; chỉ dùng lại khóa khi gửi lại đúng nội dung cũ.' },
    en: { title: 'The Idempotency-Key was used for another request', whatToDo: 'Make a new key for a new request; reuse a key only to repeat the very same one.' },
  },
  RATE_LIMITED: {
    status: 429,
    vi: { title: 'Gửi quá nhiều yêu cầu', whatToDo: 'Chờ {retryAfter} giây rồi thử lại.' },
    en: { title: 'Too many requests', whatToDo: 'Wait {retryAfter} seconds and try again.' },
  },
  INTERNAL: {
    status: 500,
    vi: { title: 'Hệ thống gặp lỗi', whatToDo: 'Thử lại sau; nếu còn lỗi, báo quản trị viên kèm mã yêu cầu (instance).' },
    en: { title: 'Something went wrong on our side', whatToDo: 'Try again later; if it persists, tell the administrator the request id (instance).' },
  },
  UNAVAILABLE: {
    status: 503,
    vi: { title: 'Dịch vụ tạm thời không sẵn sàng', whatToDo: 'Không mất dữ liệu. Chờ ít phút rồi thử lại.' },
    en: { title: 'The service is temporarily unavailable', whatToDo: 'Nothing was lost. Wait a little and try again.' },
  },
});

export type GenericProblemCode = keyof typeof genericProblems;
