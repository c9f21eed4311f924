/** Series of numbers of this office: counted by a row of its own, so that no number is given out twice. */
export type NumberSeries = `notice/${string}`;

export function noticeSeries(at: string): NumberSeries {
  return `notice/${at.slice(0, 4)}`;
}

/** 123 in 2026 -> "TB2026-0000123": the reference that a payer writes, so it has no character that a bank would drop. */
export function noticeNumber(at: string, running: number): string {
  return `TB${at.slice(0, 4)}-${String(running).padStart(7, '0')}`;
}

/** A notice is settled once, so its receipt carries the number of the notice: "BL2026-0000123". */
export function receiptNumber(notice: string): string {
  return notice.replace(/^TB/, 'BL');
}

/** What payers make of a notice number: "tb2026 0000123" is "TB2026-0000123". */
export function readNoticeNumber(reference: string): string {
  const compact = reference.normalize('NFC').toUpperCase().replace(/[^0-9A-Z]/g, '');
  return /^TB\d{11}$/.test(compact) ? `${compact.slice(0, 6)}-${compact.slice(6)}` : reference.trim();
}
