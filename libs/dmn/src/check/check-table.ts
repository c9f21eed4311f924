import { inputCellFindings, outputCellFindings } from './cells-check.js';
import { gridOf, newEffort, type Effort } from './grid.js';
import { legalHints, rowFindings } from './rows-check.js';
import type { TableFinding, TableToCheck } from './table-to-check.js';

/** A table that a person can still read; what is larger is data, not rules. */
const MAX_COLUMNS = 64;
const MAX_FINDINGS = 200;
const RANKS = { error: 0, warning: 1, hint: 2 } as const;

/**
 * Everything that is wrong with a table by itself: cells that cannot be read, do not fit their column or never pass; rows that repeat,
 * contradict or hide each other; inputs for which no row says anything. What could not be analysed is said to be so. Errors keep a
 * table from being published, warnings and hints are told. A table says that silence is meant by a default result, which may be `null`.
 */
export function checkTable(table: TableToCheck, effort: Effort = newEffort()): readonly TableFinding[] {
  if (table.inputs.length > MAX_COLUMNS) {
    const text = { vi: `chưa phân tích: bảng có hơn ${MAX_COLUMNS} cột điều kiện`, en: `not analysed: the table has more than ${MAX_COLUMNS} input columns` };
    return [{ element: table.id, rule: 'not-analysed', severity: 'warning', text, example: null }];
  }
  effort.cellsLeft -= table.rules.length * (table.inputs.length + table.outputs.length);
  if (effort.cellsLeft < 0) {
    const text = { vi: 'chưa phân tích: mô hình có quá nhiều ô', en: 'not analysed: the model has too many cells' };
    return [{ element: table.id, rule: 'not-analysed', severity: 'warning', text, example: null }];
  }
  const grid = gridOf(table, effort);
  const cells = [...inputCellFindings(table, grid), ...outputCellFindings(table)];
  const found = [...cells, ...rowFindings(table, grid, effort), ...legalHints(table)];
  // Where there are too many, none that keeps the table from being published may be lost.
  return found.length <= MAX_FINDINGS ? found : found.toSorted((left, right) => RANKS[left.severity] - RANKS[right.severity]).slice(0, MAX_FINDINGS);
}
