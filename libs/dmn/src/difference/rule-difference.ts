import type { DecisionTable, TableRule } from '../boxed.js';
import type { Told } from './decision-change.js';

/** Rows by their ids: new, gone, different in a cell or a note, and in another order. */
export function rulesDiffer(name: string, was: DecisionTable, is: DecisionTable, tell: Told): void {
  const before = new Map(was.rules.map((rule, place) => [rule.id, { rule, number: place + 1 }]));
  const after = new Map(is.rules.map((rule, place) => [rule.id, { rule, number: place + 1 }]));
  for (const [id, { rule, number }] of after) {
    const old = before.get(id)?.rule;
    if (old === undefined) {
      tell('added', id, `“${name}”, dòng ${number} là mới: ${inWords(is, rule, 'vi')}`, `"${name}", row ${number} is new: ${inWords(is, rule, 'en')}`);
      continue;
    }
    for (const { column, from, to } of cellsOf(was, old, is, rule)) {
      if (from !== to) tell('changed', id, `“${name}”, dòng ${number}, ${column}: “${from}” thành “${to}”`, `"${name}", row ${number}, ${column}: "${from}" is now "${to}"`);
    }
  }
  for (const [id, { rule, number }] of before) {
    if (!after.has(id)) tell('removed', id, `“${name}”: bỏ dòng ${number}: ${inWords(was, rule, 'vi')}`, `"${name}": row ${number} is gone: ${inWords(was, rule, 'en')}`);
  }
  const [oldOrder, newOrder] = [[...before.keys()].filter((id) => after.has(id)), [...after.keys()].filter((id) => before.has(id))];
  if (oldOrder.join(' ') !== newOrder.join(' ')) tell('changed', is.id, `“${name}”: thứ tự các dòng thay đổi`, `"${name}": the rows are in another order`);
}

type Cell = Readonly<{ column: string; from: string; to: string }>;

function cellsOf(was: DecisionTable, old: TableRule, is: DecisionTable, rule: TableRule): readonly Cell[] {
  const inputs = is.inputs.map((clause, place) => ({ column: clause.label ?? clause.expression, from: old.inputEntries[place]?.text ?? '', to: rule.inputEntries[place]?.text ?? '' }));
  const outputs = is.outputs.map((clause, place) => ({ column: clause.label ?? clause.name ?? is.id, from: old.outputEntries[place]?.text ?? '', to: rule.outputEntries[place]?.text ?? '' }));
  const notes = [...new Set([...Object.keys(old.annotations), ...Object.keys(rule.annotations)])].map((column) => ({ column, from: old.annotations[column] ?? '', to: rule.annotations[column] ?? '' }));
  return [...inputs, ...outputs, ...notes].map((cell) => ({ ...cell, from: cell.from.trim(), to: cell.to.trim() }));
}

function inWords({ inputs, outputs }: DecisionTable, { inputEntries, outputEntries }: TableRule, language: 'vi' | 'en'): string {
  const tested = inputs.flatMap(({ label, expression }, place) => {
    const text = inputEntries[place]?.text.trim() ?? '-';
    return text === '-' || text === '' ? [] : [`${label ?? expression} ${text}`];
  });
  const found = outputs.map(({ label, name }, place) => `${label ?? name ?? ''} ${outputEntries[place]?.text.trim() ?? ''}`.trim());
  const when = tested.length === 0 ? { vi: 'mọi trường hợp', en: 'whatever comes' }[language] : tested.join(', ');
  return `${when} → ${found.join(', ')}`;
}
