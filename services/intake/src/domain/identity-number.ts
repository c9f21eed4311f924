/** Personal identification number: 12 digits. Tax code: 10 digits, or 13 with those of a branch. Shape only; nobody is looked up. */
export const PERSONAL_OR_TAX_NUMBER = /^(\d{12}|\d{10}|\d{13})$/;

export function isPersonalOrTaxNumber(text: string): boolean {
  return PERSONAL_OR_TAX_NUMBER.test(text);
}
