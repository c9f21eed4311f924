import type { Text } from './instance.js';

/** Why a model is refused. The list is closed, and every rule has a breaking model and its nearest valid twin in the specs. */
export type Rule =
  // the file
  | 'xml-too-large'
  | 'xml-too-deep'
  | 'xml-doctype'
  | 'xml-unreadable'
  | 'xml-warning'
  // the process
  | 'process-count'
  | 'process-not-executable'
  | 'too-many-elements'
  | 'element-not-executed'
  | 'attribute-not-executed'
  | 'attribute-invalid'
  | 'element-repeated'
  | 'reference-kind'
  | 'procedure-missing'
  | 'procedure-invalid'
  | 'limit-exceeded'
  // the graph
  | 'start-count'
  | 'flow-incomplete'
  | 'flow-forbidden'
  | 'several-outgoing'
  | 'dead-end'
  | 'unreachable'
  | 'no-way-out'
  // gateways
  | 'condition-missing'
  | 'condition-ignored'
  | 'default-missing'
  | 'default-foreign'
  // elements
  | 'event-definition-count'
  | 'timer-unparsable'
  | 'attachment-forbidden'
  | 'expression-invalid'
  | 'expression-language'
  | 'reference-missing'
  | 'variable-unknown'
  | 'mapping-invalid'
  | 'agency-missing'
  | 'reason-missing'
  | 'step-missing'
  | 'step-invalid'
  | 'task-type-missing'
  | 'fact-missing'
  | 'fact-invalid'
  | 'dossier-state-invalid'
  | 'clock-invalid'
  | 'extension-repeated';

/** `element` is the id the author knows it by, or null for the file as a whole. */
export type Finding = Readonly<{ element: string | null; rule: Rule; text: Text }>;

export const finding = (element: string | null, rule: Rule, vi: string, en: string): Finding => ({ element, rule, text: { vi, en } });
