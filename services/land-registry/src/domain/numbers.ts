/** Series of numbers of this office: each is counted by a row of its own, so that no number is given out twice. */
export type NumberSeries = `transfer-slip/${string}` | 'certificate';

const SLIPS_START_ANEW_EACH_YEAR = 4;
const CERTIFICATES_PER_PREFIX = 99_999_999;
const LETTERS = 'ABCDEGHIKLMNOPQRSTUVXY';

export function slipSeries(at: string): NumberSeries {
  return `transfer-slip/${at.slice(0, SLIPS_START_ANEW_EACH_YEAR)}`;
}

/** 17 -> "17/PCTT": number of a "phiếu chuyển thông tin", which starts at 1 each year (domain §3.3). */
export function slipNumber(running: number): string {
  return `${running}/PCTT`;
}

/** 1 -> "AA 00000001": two letters and eight digits; after the last of a pair of letters the next pair begins. */
export function certificateNumber(running: number): string {
  const pair = Math.floor((running - 1) / CERTIFICATES_PER_PREFIX);
  const digits = ((running - 1) % CERTIFICATES_PER_PREFIX) + 1;
  const prefix = `${LETTERS[Math.floor(pair / LETTERS.length) % LETTERS.length]}${LETTERS[pair % LETTERS.length]}`;
  return `${prefix} ${String(digits).padStart(8, '0')}`;
}

/** Certificates are typed with and without the space and in either case: "ab123456" is "AB 123456". */
export function sameCertificate(one: string, other: string): boolean {
  return one.replace(/\s+/g, '').toUpperCase() === other.replace(/\s+/g, '').toUpperCase();
}
