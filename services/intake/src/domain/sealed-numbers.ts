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
