import { vietnamTime, fieldMessage } from '@lienthong/service-host';
import { Matches } from 'class-validator';
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

/** In the one written form by which the domain compares times. */
export function momentOf(text: string): string {
  return vietnamTime(Date.parse(text));
}
