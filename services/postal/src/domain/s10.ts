import { rejected, type Rejection } from '@lienthong/kernel';

/** A UPU S10 item identifier: two letters of service, eight digits, a check digit, two letters of country (domain §5.2). */
export type ItemCode = string & { readonly __standard: 'S10' };

export type S10Rejection = Rejection<'S10_MALFORMED'> | (Rejection<'S10_CHECK_DIGIT_WRONG'> & Readonly<{ itemCode: string; expected: string }>);

export type S10Reading = Readonly<{ kind: 'item'; itemCode: ItemCode }> | Readonly<{ kind: 'rejected'; rejection: S10Rejection }>;

const SHAPE = /^([A-Z]{2})(\d{8})(\d)([A-Z]{2})$/;
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;
/** Serial numbers have eight digits. */
export const LAST_SERIAL = 99_999_999;

/** What a person typed or a scanner read; spaces and small letters are forgiven, a wrong digit is not. */
export function readItemCode(text: string): S10Reading {
  const code = text.replace(/\s/g, '').toUpperCase();
  const match = SHAPE.exec(code);
  if (match === null) return rejected('S10_MALFORMED', `Expected to read item code "${text.slice(0, 40)}", but it is not two letters, nine digits and two letters`);
  const expected = checkDigit(match[2] ?? '');
  if (match[3] === expected) return { kind: 'item', itemCode: code as ItemCode };
  const { rejection } = rejected('S10_CHECK_DIGIT_WRONG', `Expected to read item code ${code}, but its check digit is ${match[3]} instead of ${expected}`);
  return { kind: 'rejected', rejection: { ...rejection, itemCode: code, expected } };
}

export function writeItemCode(indicator: string, serial: number, country: string): ItemCode {
  const digits = String(serial).padStart(8, '0');
  return `${indicator}${digits}${checkDigit(digits)}${country}` as ItemCode;
}

/** 11 minus the weighted sum modulo 11; 10 is written 0 and 11 is written 5. */
function checkDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = 11 - (sum % 11);
  return String(check === 10 ? 0 : check === 11 ? 5 : check);
}
