import type { ValidationOptions } from 'class-validator';
import type { FieldError } from './problem-exception.js';

const SEPARATOR = '\u0000';

/**
 * The text of a validation rule in both languages: `@Matches(ID, fieldMessage('Số định danh gồm 12 chữ số', 'The ID has 12 digits'))`.
 * class-validator carries one string, so the two travel in it, parted by a character that no text contains.
 */
export function fieldMessage(vi: string, en: string): ValidationOptions {
  return { message: `${vi}${SEPARATOR}${en}` };
}

/** class-validator's own rules in Vietnamese; `figure` is the number its English message names, `list` what follows the colon. */
const VIETNAMESE: Readonly<Record<string, (figure: string, list: string) => string>> = {
  isNotEmpty: () => 'không được để trống', isDefined: () => 'là bắt buộc', isString: () => 'phải là chuỗi ký tự', isBoolean: () => 'phải là true hoặc false',
  isInt: () => 'phải là số nguyên', isNumber: () => 'phải là số', isPositive: () => 'phải lớn hơn 0', isArray: () => 'phải là danh sách', isObject: () => 'phải là đối tượng',
  isUuid: () => 'phải là UUID', isEmail: () => 'phải là địa chỉ thư điện tử', isUrl: () => 'phải là địa chỉ URL', isISO8601: () => 'phải là ngày giờ theo ISO 8601', isRFC3339: () => 'phải là ngày giờ theo RFC 3339, có múi giờ',
  isDateString: () => 'phải là ngày theo ISO 8601', isHexadecimal: () => 'phải là số hệ 16', isHash: () => 'phải là mã băm đúng dạng', isNumberString: () => 'phải là chuỗi chữ số', matches: () => 'không đúng định dạng',
  min: (figure) => `phải từ ${figure} trở lên`, max: (figure) => `không được quá ${figure}`, minLength: (figure) => `phải có ít nhất ${figure} ký tự`, maxLength: (figure) => `không được dài quá ${figure} ký tự`,
  isLength: () => 'có độ dài không phù hợp', arrayMinSize: (figure) => `phải có ít nhất ${figure} phần tử`, arrayMaxSize: (figure) => `không được có quá ${figure} phần tử`, arrayNotEmpty: () => 'không được rỗng',
  arrayUnique: () => 'không được có phần tử trùng nhau', isIn: (_, list) => `phải là một trong các giá trị: ${list}`, isEnum: (_, list) => `phải là một trong các giá trị: ${list}`,
  whitelistValidation: () => 'không phải là trường được nhận', nestedValidation: () => 'phải là đối tượng đúng dạng', unknownValue: () => 'không phải là giá trị đúng dạng',
};

/** One violated rule in both languages, whether its message was written for it or is class-validator's own. */
export function fieldErrorOf(path: string, rule: string, message: string): FieldError {
  const [vi, en] = message.split(SEPARATOR);
  if (vi !== undefined && en !== undefined) return { path, vi, en };
  const figure = /-?\d+(?:\.\d+)?(?!.*\d)/.exec(message)?.[0] ?? '';
  const list = message.includes(': ') ? message.slice(message.indexOf(': ') + 2) : '';
  return { path, vi: (VIETNAMESE[rule] ?? (() => 'chưa hợp lệ'))(figure, list), en: message };
}
