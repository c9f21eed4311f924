import { useSpeech, useWords } from '../language/language.js';
import { ruleWords } from './rule-words.js';

/** More of a list or a group says nothing in a line. */
const MOST_PARTS = 20;

/** A value of a decision in words. */
export function useValueText(): (value: unknown) => string {
  const words = useWords(ruleWords);
  const { language } = useSpeech();
  // Rates have many decimals, and none may be lost.
  const numbers = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 20 });
  const text = (value: unknown): string => {
    if (value === null || value === undefined) return words.nothing;
    if (typeof value === 'number') return numbers.format(value);
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.length === 0 ? words.nothing : value.slice(0, MOST_PARTS).map((each) => (typeof each === 'object' && each !== null ? `(${text(each)})` : text(each))).join(', ');
    const fields = value as Readonly<Record<string, unknown>>;
    if (typeof fields['@value'] === 'string') return fields['@value'];
    return Object.entries(fields).slice(0, MOST_PARTS).map(([name, part]) => `${name}: ${text(part)}`).join('; ');
  };
  return text;
}
