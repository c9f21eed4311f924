/**
 * Dossier codes by law (domain §1.2): agency identifier, date of receipt, number of the day. Both the identifier of QCVN 102:2016
 * (read right to left) and that of QĐ 20/2020 (read left to right) are read; only the second is written.
 */
const OLD_FORM = /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4,7}$/;
const NEW_FORM = /^[A-Z]\d{2}(\.\d{1,3}){0,5}-(\d{6}|\d{8})-\d{4,7}$/;

export const UNIT_IDENTIFIER = /^[A-Z]\d{2}(\.[A-Z]?\d{1,3}){0,5}$/;

export function isDossierCode(text: string): boolean {
  return OLD_FORM.test(text) || NEW_FORM.test(text);
}

/** `date` is the local day of receipt, YYYY-MM-DD; `number` counts from 1 each day in each unit. */
export function dossierCode(unit: string, date: string, number: number): string {
  return `${unit}-${date.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}
