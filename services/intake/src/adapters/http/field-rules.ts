import { vietnamTime, fieldMessage } from '@lienthong/service-host';
import { Matches, registerDecorator } from 'class-validator';
import { PERSONAL_OR_TAX_NUMBER } from '../../domain/identity-number.js';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
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

/** RFC 3339 with offset, and a date that exists. */
export function IsMoment(): PropertyDecorator {
  return (target, property) => registerDecorator({
    name: 'isRFC3339', target: target.constructor, propertyName: String(property),
    options: fieldMessage('phải là ngày giờ theo RFC 3339, ví dụ 2026-11-25T09:30:00+07:00', 'must be a time by RFC 3339, such as 2026-11-25T09:30:00+07:00'),
    validator: { validate: (value: unknown) => typeof value === 'string' && RFC_3339.test(value) && !Number.isNaN(Date.parse(value)) },
  });
}

/** In the one written form by which the domain compares times. */
export function momentOf(text: string): string {
  return vietnamTime(Date.parse(text));
}
