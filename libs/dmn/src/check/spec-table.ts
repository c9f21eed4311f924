import type { InputColumn, OutputColumn, TableFinding, TableToCheck } from './table-to-check.js';

type Row = readonly [...inputs: string[], output: string];

const input = (expression: string, kind: InputColumn['kind'], values = ''): InputColumn => ({ id: `in-${expression}`, expression, kind, values });
const output = (name: string, kind: OutputColumn['kind'] = null, values = '', defaultEntry = ''): OutputColumn => ({ id: `out-${name}`, name, kind, values, defaultEntry });

/** A table for specs: columns, then rows whose last text is the result. */
export function tableOf(columns: readonly (readonly [string, InputColumn['kind'], string?])[], rows: readonly Row[], changes: Partial<TableToCheck> = {}): TableToCheck {
  return {
    id: 'table',
    hitPolicy: 'UNIQUE',
    inputs: columns.map(([expression, kind, values]) => input(expression, kind, values)),
    outputs: [output('kết quả')],
    rules: rows.map((row, i) => ({ id: `r${i + 1}`, inputEntries: row.slice(0, -1), outputEntries: row.slice(-1), annotations: { 'Căn cứ': 'Luật' } })),
    names: null,
    ...changes,
  };
}

export const withOutput = output;

/** `error gap table`: what a finding says without its words. */
export const told = (findings: readonly TableFinding[]): readonly string[] => findings.map(({ severity, rule, element }) => `${severity} ${rule} ${element}`);
