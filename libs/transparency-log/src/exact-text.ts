/** Bytes of base64 with padding (RFC 4648 §4). What is not written exactly so is refused: `Buffer.from` takes almost anything. */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** A whole number to 2^53−1 in decimal, without sign or leading zero. */
export function readDecimal(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** Text of UTF-8 bytes, or of a string that has a UTF-8 form. A byte order mark stays: it is part of what was signed. */
export function readUtf8(bytes: Uint8Array | string): string | null {
  if (typeof bytes === 'string') return bytes.isWellFormed() ? bytes : null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** For refusals: what somebody else wrote, short enough to print and without what could upset a terminal. */
export function shown(text: string): string {
  const printable = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
  return printable.length > 120 ? `${printable.slice(0, 120)}…` : printable;
}
