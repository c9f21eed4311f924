import type { Text } from './instance.js';
import { STRUCTURAL_RULES, type StructuralRule } from './rules/rule-table.js';

/** What reading a file can refuse. */
const READING_RULES = [
  // the file
  'xml-too-large',
  'xml-too-deep',
  'xml-doctype',
  'xml-unreadable',
  'xml-warning',
  'name-unknown',
  'id-repeated',
  'id-invalid',
  'reference-unknown',
  'attribute-invalid',
  'element-repeated',
  'reference-kind',
  // the process
  'process-count',
  'process-not-executable',
  'too-many-elements',
  'element-not-executed',
  'attribute-not-executed',
  'procedure-missing',
  'procedure-invalid',
  'limit-exceeded',
  // elements
  'flow-incomplete',
  'timer-unparsable',
  'expression-invalid',
  'expression-language',
  'reference-missing',
  'variable-unknown',
  'mapping-invalid',
  'agency-missing',
  'reason-missing',
  'step-missing',
  'step-invalid',
  'task-type-missing',
  'fact-missing',
  'fact-invalid',
  'dossier-state-invalid',
  'clock-invalid',
  'extension-repeated',
  'form-invalid',
] as const;

/** Why a model is refused. The list is closed, and every rule has a breaking model and its nearest valid twin in the specs. */
export type Rule = (typeof READING_RULES)[number] | StructuralRule;
export const RULES: readonly Rule[] = [...READING_RULES, ...(Object.keys(STRUCTURAL_RULES) as StructuralRule[])];

/** `element` is the id the author knows it by, or null for the file as a whole. */
export type Finding = Readonly<{ element: string | null; rule: Rule; text: Text }>;

/** What does not keep a model from being executed, but what a person should look at before it is published. */
export type Doubt = Readonly<{ element: string | null; rule: 'form-result-hidden' | 'limit-of-channel-exceeded'; text: Text }>;

export const finding = (element: string | null, rule: Rule, vi: string, en: string): Finding => ({ element, rule, text: { vi, en } });
