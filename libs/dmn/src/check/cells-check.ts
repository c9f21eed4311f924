import { compileExpression, evaluateValue, kindOf, normalName, type Kind, type Value } from '@lienthong/feel';
import type { Text } from '../model-finding.js';
import { readCell, type Cell } from './cell.js';
import { cellFinding, finding } from './findings.js';
import type { Grid, Obstacle } from './grid.js';
import { valueText } from './region-text.js';
import type { InputColumn, OutputColumn, TableFinding, TableToCheck } from './table-to-check.js';

const KIND_WORDS: Readonly<Partial<Record<Kind, string>>> = {
  string: 'chuỗi', number: 'số', boolean: 'đúng/sai', date: 'ngày', time: 'giờ', 'date and time': 'ngày giờ', null: 'null',
  'days and time duration': 'khoảng thời gian (ngày, giờ)', 'years and months duration': 'khoảng thời gian (năm, tháng)', list: 'danh sách', context: 'ngữ cảnh',
};
const kindWord = (kind: Kind): string => KIND_WORDS[kind] ?? kind;

/** What is wrong within one cell, whatever the other cells say. */
export function inputCellFindings(table: TableToCheck, grid: Grid): readonly TableFinding[] {
  return grid.flatMap(({ column, cells, slots, masks, obstacle }) => {
    const label = { id: column.id, label: column.expression };
    const isUnused = table.rules.length > 0 && cells.every(({ kind }) => kind === 'any') && !isReadElsewhere(column.expression, grid, table);
    const unused: readonly TableFinding[] = isUnused
      ? [{ element: column.id, rule: 'unused-input', severity: 'warning', example: null, text: { vi: `cột “${column.expression}” không được dòng nào dùng đến`, en: `no row looks at column “${column.expression}”` } }]
      : [];
    const allowed = readCell(column.values, table.names ?? [], table.options ?? {});
    const own = cells.flatMap((cell, row): readonly TableFinding[] => {
      const wrong = wrongIn(cell, column.kind, table.names, allowed);
      if (wrong !== undefined) return [cellFinding(table, row, label, wrong.rule, 'error', wrong.text)];
      if (cell.kind === 'general') return [cellFinding(table, row, label, 'not-analysed', 'warning', NOT_ANALYSED)];
      if (obstacle !== null && cell.kind !== 'any') return [cellFinding(table, row, label, 'not-analysed', 'warning', OBSTACLES[obstacle])];
      if (masks[row] === 0n && slots.length > 0) return [cellFinding(table, row, label, 'unreachable-test', 'error', NOTHING_PASSES)];
      return [];
    });
    return [...expressionFindings(column, table), ...unused, ...own];
  });
}

/** By another cell, or by a result. */
function isReadElsewhere(expression: string, grid: Grid, { rules }: TableToCheck): boolean {
  const name = normalName(expression);
  const isNeeded = grid.some(({ cells }) => cells.some((cell) => (cell.kind === 'tests' || cell.kind === 'general') && cell.needs.includes(name)));
  return isNeeded || rules.some(({ outputEntries }) => outputEntries.some((entry) => normalName(entry).includes(name)));
}

/** Of the question itself, which the whole column asks. */
function expressionFindings({ id, expression }: InputColumn, { names, options = {} }: TableToCheck): readonly TableFinding[] {
  const compiled = compileExpression(expression, names ?? [], options);
  if (compiled.kind === 'refused') return [finding(id, 'unreadable', 'error', compiled.finding.text)];
  const unknown = unknownAmong(compiled.expression.variables, names);
  return unknown === undefined ? [] : [finding(id, unknown.rule, 'error', unknown.text)];
}

const NOT_ANALYSED: Text = {
  vi: 'phụ thuộc vào giá trị khác hoặc là biểu thức tổng quát, nên chưa phân tích được khoảng trống và chồng lấn của dòng này',
  en: 'depends on other values or is a general expression, so that gaps and overlaps of this row have not been analysed',
};
const OBSTACLES: Readonly<Record<Obstacle, Text>> = {
  'unordered-values': { vi: 'chưa phân tích: các giá trị của cột không xếp thứ tự được với nhau', en: 'not analysed: the values of the column have no order among themselves' },
  'too-many-values': { vi: 'chưa phân tích: cột có quá nhiều giá trị khác nhau', en: 'not analysed: the column has too many different values' },
};
const NOTHING_PASSES: Text = { vi: 'không giá trị nào thỏa mãn, nên dòng này không bao giờ được chọn', en: 'no value passes, so that this row is never chosen' };

type Wrong = Readonly<{ rule: 'unreadable' | 'type-mismatch' | 'value-not-allowed' | 'unknown-name'; text: Text }>;

function wrongIn(cell: Cell, kind: Kind | null, names: TableToCheck['names'], allowed: Cell): Wrong | undefined {
  if (cell.kind === 'refused') return { rule: 'unreadable', text: cell.finding.text };
  const unknown = unknownAmong(cell.needs, names);
  if (unknown !== undefined) return unknown;
  if (cell.kind === 'any') return undefined;
  const other = kind === null ? undefined : cell.constants.find((value) => value !== null && !isOfKind(value, kind));
  if (other !== undefined && kind !== null) return mismatch(other, kind);
  const forbidden = allowed.kind === 'tests' ? cell.constants.find((value) => typeof value === 'string' && !allowed.admits(value)) : undefined;
  return forbidden === undefined ? undefined : notAllowed(forbidden);
}

/** A date is compared with moments by its midnight. */
const isOfKind = (value: Value, kind: Kind): boolean => kindOf(value) === kind || (kind === 'date and time' && kindOf(value) === 'date');

function mismatch(value: Value, kind: Kind): Wrong {
  const [text, own] = [valueText(value), kindOf(value)];
  return { rule: 'type-mismatch', text: { vi: `${text} là ${kindWord(own)}, nhưng cột có kiểu ${kindWord(kind)}`, en: `${text} is a ${own}, but the column holds ${kind}` } };
}

function notAllowed(value: Value): Wrong {
  const text = valueText(value);
  return { rule: 'value-not-allowed', text: { vi: `${text} không nằm trong các giá trị cho phép của cột`, en: `${text} is not among the allowed values of the column` } };
}

export function unknownAmong(needs: readonly string[], names: TableToCheck['names']): Wrong | undefined {
  const unknown = names === null ? undefined : needs.find((name) => !names.some((each) => normalName(each) === name));
  return unknown === undefined ? undefined : { rule: 'unknown-name', text: { vi: `không biết tên “${unknown}”`, en: `nobody defines the name “${unknown}”` } };
}

/** Results: readable, of the column's type, among its allowed values. */
export function outputCellFindings(table: TableToCheck): readonly TableFinding[] {
  return table.outputs.flatMap((column, i) => {
    const allowed = readCell(column.values, table.names ?? [], table.options ?? {});
    return table.rules.flatMap(({ outputEntries }, row) => {
      const wrong = wrongInOutput(outputEntries[i] ?? '', column, table, allowed);
      return wrong === undefined ? [] : [cellFinding(table, row, { id: column.id, label: column.name }, wrong.rule, 'error', wrong.text)];
    });
  });
}

function wrongInOutput(source: string, { kind }: OutputColumn, { names, options = {} }: TableToCheck, allowed: Cell): Wrong | undefined {
  if (source.trim() === '') return { rule: 'unreadable', text: { vi: 'chưa ghi kết quả', en: 'there is no result' } };
  const compiled = compileExpression(source, names ?? [], options);
  if (compiled.kind === 'refused') return { rule: 'unreadable', text: compiled.finding.text };
  const unknown = unknownAmong(compiled.expression.variables, names);
  if (unknown !== undefined || compiled.expression.variables.length > 0) return unknown;
  const { value, problems } = evaluateValue(compiled.expression, () => undefined, { stepBudget: 10_000 });
  if (problems.length > 0 || value === null) return undefined;
  if (kind !== null && !isOfKind(value, kind)) return mismatch(value, kind);
  return allowed.kind === 'tests' && !allowed.admits(value) ? notAllowed(value) : undefined;
}

/** The value of a result that asks for nothing; undefined for one that does. */
export function constantResult(source: string, { names, options = {} }: TableToCheck): Value | undefined {
  const compiled = compileExpression(source, names ?? [], options);
  if (compiled.kind === 'refused' || compiled.expression.variables.length > 0) return undefined;
  const { value, problems } = evaluateValue(compiled.expression, () => undefined, { stepBudget: 10_000 });
  return problems.length > 0 ? undefined : value;
}
