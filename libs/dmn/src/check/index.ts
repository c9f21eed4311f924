export { checkTable } from './check-table.js';
export { checkModel } from './check-model.js';
export type { HitPolicy, InputColumn, OutputColumn, RuleToCheck, TableFinding, TableRule, TableToCheck } from './table-to-check.js';
