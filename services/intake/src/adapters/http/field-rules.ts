import { vietnamTime, fieldMessage } from '@lienthong/service-host';
import { Matches, ValidateBy } from 'class-validator';
import { PERSONAL_OR_TAX_NUMBER } from '../../domain/identity-number.js';

const RECEIVING_UNIT = /^[A-Z]\d{2}(\.\d{1,3}){0,5}$/;
const HASH = /^[0-9a-f]{64}$/;

export function IsPersonalOrTaxNumber(): PropertyDecorator {
  return Matches(PERSONAL_OR_TAX_NUMBER, fieldMessage('phải là số định danh cá nhân 12 chữ số, hoặc mã số thuế 10 hay 13 chữ số', 'must be a personal identification number of 12 digits, or a tax code of 10 or 13'));
}

export function IsReceivingUnit(): PropertyDecorator {
  return Matches(RECEIVING_UNIT, fieldMessage('phải là mã định danh đơn vị, ví dụ H56.17', 'must be the identifier of a unit, such as H56.17'));
}

export function IsFileHash(): PropertyDecorator {
  return Matches(HASH, { each: true, ...fieldMessage('phải là mã SHA-256 của tệp đã tải lên (64 chữ số hệ 16)', 'must be the SHA-256 of an uploaded file (64 hexadecimal digits)') });
}

/** A paper form has pages; more than this is a file, and belongs among the components. */
const MOST_FIELDS = 60;
const MOST_TEXT = 2_000;
const MOST_ITEMS = 100;
/** A file in a row of a list in a group. */
const MOST_DEPTH = 6;

/** Plain values by name: text, numbers, yes or no, and lists and groups of them. */
export function IsFormContent(): PropertyDecorator {
  const both = fieldMessage(
    `phải là đối tượng có tối đa ${MOST_FIELDS} mục, chữ tối đa ${MOST_TEXT} ký tự`,
    `must be an object of at most ${MOST_FIELDS} fields, and texts of at most ${MOST_TEXT} characters`,
  );
  return ValidateBy({ name: 'isFormContent', validator: { validate: (value) => isGroup(value, MOST_DEPTH) && Object.keys(value as object).length <= MOST_FIELDS } }, both);
}

/** One value of a form. */
export function IsFormValue(): PropertyDecorator {
  const both = fieldMessage(`phải là chữ (tối đa ${MOST_TEXT} ký tự), số, đúng/sai, hoặc danh sách của chúng`, `must be a text (of at most ${MOST_TEXT} characters), a number, true or false, or a list of them`);
  return ValidateBy({ name: 'isFormValue', validator: { validate: (value) => isFormValue(value, MOST_DEPTH - 1) } }, both);
}

/** More agencies than any procedure has. */
const MOST_AGENCIES = 50;
const AGENCY = /^[a-z][a-z-]{1,40}$/;
const UNIT = /^[A-Z]\d{2}(\.[A-Z0-9]{1,5}){0,5}$/;

/** Unit by agency. */
export function IsCompetentUnits(): PropertyDecorator {
  const both = fieldMessage('phải là bảng cơ quan và đơn vị, ví dụ {"tax": "H56.T7"}', 'must be a table of agencies and units such as {"tax": "H56.T7"}');
  const validate = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return entries.length > 0 && entries.length <= MOST_AGENCIES && entries.every(([agency, unit]) => AGENCY.test(agency) && typeof unit === 'string' && UNIT.test(unit));
  };
  return ValidateBy({ name: 'isCompetentUnits', validator: { validate } }, both);
}

function isGroup(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MOST_ITEMS && entries.every(([name, each]) => name !== '' && name.length <= 100 && isFormValue(each, depth - 1));
}

function isFormValue(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return value.length <= MOST_TEXT;
  if (depth === 0) return false;
  return Array.isArray(value) ? value.length <= MOST_ITEMS && value.every((each) => isFormValue(each, depth - 1)) : isGroup(value, depth);
}

/** In the one written form by which the domain compares times. */
export function momentOf(text: string): string {
  return vietnamTime(Date.parse(text));
}
