import type { ContentValue } from './application.js';

/**
 * A value as it may stand in an event, whose numbers are integers: what is none is written as the text of its digits, which FEEL reads as
 * the number it is (`{"@type": "number", "@value": "2.5"}`). Nothing is lost on the way to the bodies that decide.
 */
export function sealedNumbers(value: ContentValue): ContentValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : { '@type': 'number', '@value': String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly ContentValue[]).map(sealedNumbers);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sealedNumbers(each as ContentValue)]));
}

/** The same as a form shows it. A number of more digits than a browser counts in stays text. */
export function openedNumbers(value: ContentValue): ContentValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly ContentValue[]).map(openedNumbers);
  const { '@type': type, '@value': digits } = value as Readonly<Record<string, ContentValue>>;
  if (type === 'number' && typeof digits === 'string') return String(Number(digits)) === digits ? Number(digits) : digits;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, openedNumbers(each as ContentValue)]));
}
