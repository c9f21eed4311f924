export type Language = 'vi' | 'en';

const MOST_RANGES = 20;

/** Vietnamese unless the caller prefers English (RFC 9110 §12.5.4; only the two languages that exist here are weighed). */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',').slice(0, MOST_RANGES);
  return weightOf('en', ranges) > weightOf('vi', ranges) ? 'en' : 'vi';
}

function weightOf(language: Language, ranges: readonly string[]): number {
  const weights = ranges.map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (tag !== language && !tag.startsWith(`${language}-`)) return 0;
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  });
  return Math.max(0, ...weights);
}
