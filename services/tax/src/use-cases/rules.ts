import type { Computed } from '../domain/assessment.js';
import { assess } from '../domain/assessment.js';
import { assessmentInput } from '../domain/obligation.decider.js';
import type { Obligation } from '../domain/obligation.js';
import { TAX_DECISIONS, type PublishedRules, type TaxRules } from '../domain/tax-rules.js';

/** What this office knows of published tables. `day`: YYYY-MM-DD. */
export type PublishedTables = Readonly<{ decisionInForce(decision: string, day: string): Promise<PublishedRules | undefined> }>;

/** What would be assessed now, by the tables of the day of receipt; null until papers and slip are here. Decides nothing. */
export async function computeAssessment(tables: PublishedTables, obligation: Obligation, electronicFiling: boolean): Promise<Computed | null> {
  const input = assessmentInput(obligation, electronicFiling);
  if (input === undefined || obligation.slip === null) return null;
  const { slipNumber } = obligation.slip;
  const found = await Promise.all(Object.entries(TAX_DECISIONS).map(async ([name, decision]) => ({ name, decision, rules: await tables.decisionInForce(decision, input.receivedOn) })));
  const missing = found.find(({ rules }) => rules === undefined);
  if (missing !== undefined) return { slipNumber, result: { kind: 'no-rules', decision: missing.decision, day: input.receivedOn } };
  const rules = Object.fromEntries(found.map((each) => [each.name, each.rules])) as TaxRules;
  return { slipNumber, result: assess(input, rules) };
}
