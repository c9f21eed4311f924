import { evaluateDecision, linesOfTrace, type Inputs } from '@lienthong/dmn';
import type { PublishedDecisions } from '@lienthong/service-host';
import { RulesInForce, type RuleInput, type Ruling } from '../../use-cases/rules-in-force.js';

/** Asks the tables that processing has published, in the version of the day. */
export class PublishedRules extends RulesInForce {
  constructor(private readonly decisions: PublishedDecisions) {
    super();
  }

  override async ask(decision: string, day: string, input: RuleInput): Promise<Ruling> {
    const found = await this.decisions.decisionInForce(decision, day);
    if (found === undefined) return { kind: 'unknown' };
    const { value, errors: [error], trace } = evaluateDecision(found.model, decision, input as Inputs);
    if (error !== undefined) return { kind: 'failed', because: `${error.element}: ${error.text.en}` };
    return { kind: 'ruled', value, lines: linesOfTrace(trace, { version: found.version, effectiveFrom: found.effectiveFrom }) };
  }
}
