export { checkModel } from './check-model.js';
export { checkTable } from './check-table.js';
export { checkExamples } from './examples.js';
export type { ExampleFinding } from './examples.js';
export type { InputColumn, OutputColumn, RuleToCheck, TableFinding, TableRule as FindingRule, TableToCheck } from './table-to-check.js';
