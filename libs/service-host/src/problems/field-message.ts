import type { Text } from '@lienthong/kernel';
import type { ValidationOptions } from 'class-validator';
import { nameOfField } from './field-names.js';
import type { FieldError } from './problem-exception.js';

const SEPARATOR = '\u0000';

/**
 * The text of a validation rule in both languages, as what is said of the field ("phải gồm 12 chữ số", "must have 12 digits") or as a sentence
 * that names it. class-validator carries one string, so the two travel in it, parted by a character that no text contains.
 */
export function fieldMessage(vi: string, en: string): ValidationOptions {
  return { message: `${vi}${SEPARATOR}${en}` };
}

/** class-validator's English message; `figures`: the numbers in it; `list`: what follows its colon. */
type Said = Readonly<{ message: string; figures: readonly string[]; list: string }>;
type Says = (said: Said) => Text;
const same = (vi: string, en: string): Says => () => ({ vi, en });
const leastCharacters = (least: string): Text => ({ vi: `phải có ít nhất ${least} ký tự`, en: `must have at least ${least} characters` });
const mostCharacters = (most: string): Text => ({ vi: `không được dài quá ${most} ký tự`, en: `must have at most ${most} characters` });

/** What class-validator's own rules say of a field, by the names it gives them. */
export const RULE_TEXTS: Readonly<Record<string, Says>> = {
  isNotEmpty: same('không được để trống', 'must not be empty'), isDefined: same('là bắt buộc', 'is required'), isString: same('phải là chuỗi ký tự', 'must be text'), isBoolean: same('phải là true hoặc false', 'must be true or false'),
  isInt: same('phải là số nguyên', 'must be a whole number'), isNumber: same('phải là số', 'must be a number'), isPositive: same('phải lớn hơn 0', 'must be greater than 0'), isArray: same('phải là danh sách', 'must be a list'),
  isObject: same('phải là đối tượng', 'must be an object'), isUuid: same('phải là UUID', 'must be a UUID'), isIso8601: same('phải là ngày giờ theo ISO 8601', 'must be a date by ISO 8601'), matches: same('không đúng định dạng', 'does not have the right form'),
  min: ({ figures: [least = ''] }) => ({ vi: `phải từ ${least} trở lên`, en: `must be ${least} or more` }),
  max: ({ figures: [most = ''] }) => ({ vi: `không được quá ${most}`, en: `must be ${most} or less` }),
  minLength: ({ figures: [least = ''] }) => leastCharacters(least), maxLength: ({ figures: [most = ''] }) => mostCharacters(most),
  // Of one bound only, where that is the one that is broken.
  isLength: ({ figures: [one = '', other], message }) => {
    if (other !== undefined) return { vi: `phải có từ ${one} đến ${other} ký tự`, en: `must have ${one} to ${other} characters` };
    return message.includes('longer') ? leastCharacters(one) : mostCharacters(one);
  },
  arrayMinSize: ({ figures: [least = ''] }) => ({ vi: `phải có ít nhất ${least} phần tử`, en: `must have at least ${least} items` }),
  arrayMaxSize: ({ figures: [most = ''] }) => ({ vi: `không được có quá ${most} phần tử`, en: `must have at most ${most} items` }),
  arrayUnique: same('không được có phần tử trùng nhau', 'must not have an item twice'), isIn: ({ list }) => ({ vi: `phải là một trong các giá trị: ${list}`, en: `must be one of: ${list}` }),
  equals: same('không đúng giá trị được nhận', 'is not the value that is taken'), whitelistValidation: same('không phải là trường được nhận', 'is not a field that is taken'),
  nestedValidation: same('phải là đối tượng đúng dạng', 'must be an object of the right form'), unknownValue: same('không phải là giá trị đúng dạng', 'is not a value of the right form'),
};

const UNSAID: Says = same('chưa hợp lệ', 'is not valid');

/** One violated rule in both languages with the field's name, whether its message was written for it or is class-validator's own. */
export function fieldErrorOf(path: string, rule: string, message: string): FieldError {
  const name = nameOfField(path);
  const [vi, en] = message.split(SEPARATOR);
  if (vi !== undefined && en !== undefined) return { path, vi: aboutField(vi, path, `“${name.vi}”`), en: aboutField(en, path, `"${name.en}"`) };
  const says = Object.hasOwn(RULE_TEXTS, rule) ? RULE_TEXTS[rule]! : UNSAID;
  const text = says({ message, figures: message.match(/-?\d+(?:\.\d+)?/g) ?? [], list: message.includes(': ') ? message.slice(message.indexOf(': ') + 2) : '' });
  const isOfEach = message.startsWith('each value in ');
  return { path, vi: `${isOfEach ? 'Mỗi phần tử của ' : ''}“${name.vi}” ${text.vi}`, en: `${isOfEach ? 'Each item of ' : ''}"${name.en}" ${text.en}` };
}

/** What is said of a field begins in lower case and lacks its name, or begins with the member's own; any other sentence has it already. */
function aboutField(said: string, path: string, name: string): string {
  const member = path.slice(path.lastIndexOf('.') + 1);
  if (said.startsWith(`${member} `)) return `${name}${said.slice(member.length)}`;
  return /^\p{Ll}/u.test(said) ? `${name} ${said}` : said;
}
