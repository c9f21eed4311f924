const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces the references of XML; undefined where one is none of XML's own or no character. */
export function decodeText(raw: string): string | undefined {
  if (!raw.includes('&')) return raw;
  let isReadable = true;
  const text = raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([A-Za-z]\w*));|&/g, (_all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
    const character = code !== undefined ? characterOf(code) : name !== undefined && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    isReadable &&= character !== undefined;
    return character ?? '';
  });
  return isReadable ? text : undefined;
}

/** What XML 1.0 allows. */
function characterOf(code: number): string | undefined {
  const isAllowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
  return isAllowed ? String.fromCodePoint(code) : undefined;
}
