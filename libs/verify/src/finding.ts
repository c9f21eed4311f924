/** A sentence for a person, in both languages. */
export type Finding = Readonly<{ vi: string; en: string }>;

/** Seconds since 1970, as people here read a time. */
export function timeOf(seconds: number): Finding {
  const instant = new Date(seconds * 1_000);
  // Beyond what a date can hold there is only the number.
  if (Number.isNaN(instant.getTime())) return { vi: `giây thứ ${seconds}`, en: `second ${seconds}` };
  const local = new Date((seconds + 7 * 3_600) * 1_000).toISOString();
  const [, year = '', month = '', day = '', clock = ''] = /^(.+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(local) ?? [];
  return { vi: `${clock} ngày ${day}/${month}/${year} (giờ Việt Nam)`, en: `${instant.toISOString().slice(0, 19)}Z` };
}
