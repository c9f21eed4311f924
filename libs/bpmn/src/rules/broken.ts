import type { Finding } from '../findings.js';
import type { ModelElement } from '../model.js';
import { STRUCTURAL_RULES, type StructuralRule } from './rule-table.js';
import type { RuleText } from './rule-text.js';

/** Words for both languages, or one that is the same in both. */
export type Words = Readonly<Record<string, string | Readonly<{ vi: string; en: string }>>>;

/** The rule's sentence about this element. */
export function broken(rule: StructuralRule, element: ModelElement, words: Words = {}): Finding {
  const text: RuleText = STRUCTURAL_RULES[rule];
  const fill = (language: 'vi' | 'en'): string =>
    text[language].replace(/\{(\w+)\}/g, (_match, name: string) => {
      const word = words[name];
      return typeof word === 'object' ? word[language] : (word ?? '');
    });
  return { element: element.id, rule, text: { vi: fill('vi'), en: fill('en') } };
}
