import type { Text } from '../model-finding.js';
import type { RuleToCheck, TableFinding, TableRule, TableToCheck } from './table-to-check.js';

type Column = Readonly<{ id: string }>;

export const ruleWords = (index: number): Text => ({ vi: `dòng ${index + 1}`, en: `row ${index + 1}` });

/** `<rule>/<column>`: what a person finds in the table by its place and a tool by its name. */
export const cellElement = (rule: RuleToCheck, column: Column): string => `${rule.id}/${column.id}`;

export const finding = (element: string, rule: TableRule, severity: TableFinding['severity'], text: Text, example: TableFinding['example'] = null): TableFinding => ({
  element, rule, severity, text, example,
});

export function cellFinding(table: TableToCheck, row: number, column: Column & Readonly<{ label: string }>, rule: TableRule, severity: TableFinding['severity'], text: Text): TableFinding {
  const owner = table.rules[row];
  const element = owner === undefined ? table.id : cellElement(owner, column);
  const words = ruleWords(row);
  return finding(element, rule, severity, { vi: `${words.vi}, cột “${column.label}”: ${text.vi}`, en: `${words.en}, column “${column.label}”: ${text.en}` });
}
