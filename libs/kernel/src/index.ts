export type { Command, Decider, Decision, Fact, Rejection } from './decider.js';
export { accepted, assertNever, rejected } from './decider.js';
export type { Money } from './money.js';
export { dong, isMoney } from './money.js';
export type { ExplainedMatter, Explanation, ExplanationLine, RuleReference, Text } from './explanation.js';
export { accountsIn, type AccountLine } from './accounts-in.js';
export { groupedDigits } from './grouped-digits.js';
export { spoken } from './spoken.js';
