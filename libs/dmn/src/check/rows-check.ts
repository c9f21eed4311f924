import { shapeOfUnaryTests } from '@lienthong/feel';
import { constantResult } from './cells-check.js';
import { cellElement, finding, ruleWords } from './findings.js';
import { exampleAt, type Effort, type Grid } from './grid.js';
import { apart, regionText, valueText } from './region-text.js';
import type { RuleToCheck, TableFinding, TableToCheck } from './table-to-check.js';
import { intersection, uncoveredBy, type Region } from './uncovered.js';

/** More of them are told by their number: a person mends the first and looks again. */
const MAX_TOLD = 20;
/** Two and two are compared: half a million pairs take about a second. */
const MAX_RULES = 1_000;

/** Every rule as a block of the inputs; null where one of its cells could not be analysed. */
export function regionsOf({ rules }: TableToCheck, grid: Grid): readonly (Region | null)[] {
  return rules.map((_, row) => {
    const masks = grid.map(({ masks: own }) => own[row] ?? null);
    return masks.every((mask) => mask !== null) ? masks : null;
  });
}

/** What is wrong between rows. */
export function rowFindings(table: TableToCheck, grid: Grid, effort: Effort): readonly TableFinding[] {
  if (table.rules.length > MAX_RULES) {
    const text = { vi: `chưa phân tích: bảng có hơn ${MAX_RULES} dòng`, en: `not analysed: the table has more than ${MAX_RULES} rows` };
    return [finding(table.id, 'not-analysed', 'warning', text)];
  }
  const regions = regionsOf(table, grid);
  return [...duplicates(table), ...overlaps(table, grid, regions), ...gaps(table, grid, regions, effort), ...unreachable(table, regions, effort)];
}

/** Rows with the same conditions, whatever they result in: the hit policy says whether the second one is ever used. */
function duplicates({ rules }: TableToCheck): readonly TableFinding[] {
  const first = new Map<string, number>();
  return rules.flatMap((rule, row) => {
    const key = JSON.stringify(rule.inputEntries.map((entry) => entry.replace(/\s+/g, ' ').trim()));
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    if (before === undefined || before === row) return [];
    const [own, other] = [ruleWords(row), ruleWords(before)];
    return [finding(rule.id, 'duplicate-rule', 'warning', { vi: `${own.vi} lặp lại điều kiện của ${other.vi}`, en: `${own.en} repeats the conditions of ${other.en}` })];
  });
}

function overlaps(table: TableToCheck, grid: Grid, regions: readonly (Region | null)[]): readonly TableFinding[] {
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return [];
  const found: TableFinding[] = [];
  for (const [row, region] of regions.entries()) {
    for (let before = 0; before < row && found.length < MAX_TOLD; before += 1) {
      const other = regions[before];
      const common = region === null || other === null || other === undefined ? undefined : intersection(region, other);
      if (common === undefined || (table.hitPolicy === 'ANY' && isSameResult(table, before, row))) continue;
      found.push(overlap(table, grid, { row, before, common }));
    }
  }
  return found;
}

type Overlap = Readonly<{ row: number; before: number; common: Region }>;

function overlap({ hitPolicy, rules, inputs, id }: TableToCheck, grid: Grid, { row, before, common }: Overlap): TableFinding {
  const [where, own, other, example] = [regionText(grid, common), ruleWords(row), ruleWords(before), exampleAt(grid, common)];
  const column = inputs.find((_, i) => (grid[i]?.masks[row] ?? 0n) !== grid[i]?.whole) ?? inputs[0];
  const rule = rules[row];
  const element = rule === undefined || column === undefined ? id : cellElement(rule, column);
  const why = hitPolicy === 'UNIQUE'
    ? { vi: 'cùng được chọn', en: 'are both chosen' }
    : { vi: 'cùng được chọn nhưng cho kết quả khác nhau', en: 'are both chosen with different results' };
  return finding(element, 'overlap', 'error', { vi: `${other.vi} và ${own.vi} ${why.vi} khi ${where.vi}`, en: `${other.en} and ${own.en} ${why.en} where ${where.en}` }, example);
}

/** Results that are computed are the same only where they are written the same. */
function isSameResult(table: TableToCheck, one: number, other: number): boolean {
  return table.outputs.every((_, i) => {
    const [left = '', right = ''] = [table.rules[one]?.outputEntries[i], table.rules[other]?.outputEntries[i]];
    if (left.trim() === right.trim()) return true;
    const [a, b] = [constantResult(left, table), constantResult(right, table)];
    return a !== undefined && b !== undefined && valueText(a) === valueText(b);
  });
}

/** Rows that others always win over. */
function unreachable(table: TableToCheck, regions: readonly (Region | null)[], effort: Effort): readonly TableFinding[] {
  if (table.hitPolicy !== 'FIRST' && table.hitPolicy !== 'PRIORITY') return [];
  const ranks = table.hitPolicy === 'FIRST' ? table.rules.map(() => 0) : ranksOf(table);
  const found = regions.flatMap((region, row) => {
    const winners = regions.filter((other, i) => other !== null && i !== row && isBefore(ranks, i, row)) as Region[];
    if (region === null || region.some((slots) => slots === 0n) || winners.length === 0) return [];
    const left = uncoveredBy(winners, region, 1, effort);
    if (left === undefined || left.length > 0) return [];
    const own = ruleWords(row);
    const text = { vi: `${own.vi} không bao giờ được chọn: các dòng được ưu tiên hơn đã phủ hết`, en: `${own.en} is never chosen: rows that come before it cover all of it` };
    return [finding(table.rules[row]?.id ?? table.id, 'masked-rule', 'warning', text)];
  });
  return effort.visitsLeft >= 0 ? found : [...found, tooComplex(table)];
}

function tooComplex({ id }: TableToCheck): TableFinding {
  const text = { vi: 'chưa phân tích hết khoảng trống và dòng bị che: bảng quá phức tạp', en: 'gaps and hidden rows have not all been analysed: the table is too complex' };
  return finding(id, 'not-analysed', 'warning', text);
}

const isBefore = (ranks: readonly number[], one: number, other: number): boolean => {
  const difference = (ranks[one] ?? 0) - (ranks[other] ?? 0);
  return difference < 0 || (difference === 0 && one < other);
};

/** DMN: the earlier a result stands among the allowed values of the first output that differs, the higher its priority. */
function ranksOf(table: TableToCheck): readonly number[] {
  const lists = table.outputs.map(({ values }) => {
    const shape = values.trim() === '' ? undefined : shapeOfUnaryTests(values, table.names ?? [], table.options ?? {});
    return shape?.kind === 'tests' ? shape.tests.map((test) => (test.kind === 'equal' ? valueText(test.value) : '')) : [];
  });
  return table.rules.map(({ outputEntries }) =>
    lists.reduce((rank, list, i) => {
      const value = constantResult(outputEntries[i] ?? '', table);
      const at = value === undefined ? -1 : list.indexOf(valueText(value));
      return rank * (list.length + 1) + (at < 0 ? list.length : at);
    }, 0),
  );
}

/** Inputs for which no row says anything, where the table has to say something and names no default. */
function gaps(table: TableToCheck, grid: Grid, regions: readonly (Region | null)[], effort: Effort): readonly TableFinding[] {
  const isComplete = table.outputs.length > 0 && table.outputs.every(({ defaultEntry }) => defaultEntry.trim() !== '');
  if (isComplete || !['UNIQUE', 'ANY', 'PRIORITY', 'FIRST'].includes(table.hitPolicy)) return [];
  if (grid.some(({ slots }) => slots.length === 0)) return [];
  const known = regions.filter((region) => region !== null);
  const whole = grid.map((column) => column.whole);
  const found = uncoveredBy(known, whole, MAX_TOLD, effort);
  if (found === undefined) return [tooComplex(table)];
  // A row that could not be analysed may cover what looks like a gap.
  const isSure = known.length === regions.length;
  return found.flatMap((region) => apart(grid, region, MAX_TOLD)).slice(0, MAX_TOLD).map((region) => gap(table, grid, region, isSure));
}

function gap({ id }: TableToCheck, grid: Grid, region: Region, isSure: boolean): TableFinding {
  const where = regionText(grid, region);
  const text = isSure
    ? { vi: `không dòng nào áp dụng khi ${where.vi}`, en: `no row applies where ${where.en}` }
    : { vi: `có thể không dòng nào áp dụng khi ${where.vi} (có dòng chưa phân tích được)`, en: `perhaps no row applies where ${where.en} (some row has not been analysed)` };
  return finding(id, 'gap', isSure ? 'error' : 'warning', text, exampleAt(grid, region));
}

/** A row of law without its law: told to whoever reviews the table. */
export function legalHints({ rules }: TableToCheck): readonly TableFinding[] {
  const isWithout = ({ annotations }: RuleToCheck): boolean => Object.values(annotations).every((text) => text.trim() === '');
  return rules.flatMap((rule, row) => {
    const own = ruleWords(row);
    return isWithout(rule) ? [finding(rule.id, 'no-legal-basis', 'hint', { vi: `${own.vi} chưa ghi căn cứ pháp lý`, en: `${own.en} names no legal basis` })] : [];
  });
}
