import type { ExplanationLine } from '@lienthong/kernel';
import type { Application } from '../domain/application.js';

/** What a published table says, with its account. `unknown`: no version is in force on that day, or none has been heard of yet. */
export type Ruling =
  | Readonly<{ kind: 'ruled'; value: unknown; lines: readonly ExplanationLine[] }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'failed'; because: string }>;

/** The decisions that processing has published, as this service has heard of them. An abstract class so that Nest can inject it. */
export abstract class RulesInForce {
  /** `day`: YYYY-MM-DD, whose version decides. */
  abstract ask(decision: string, day: string, input: RuleInput): Promise<Ruling>;
}

/** What tables may ask of an application, by name; what it does not say is null. */
export type RuleInput = Readonly<Record<string, unknown>>;

export function ruleInputOf({ procedureCode, channel, receivingUnit, returnManner, contractPrice, parcel, content }: Application, day: string): RuleInput {
  return {
    ...content, procedureCode, channel, receivingUnit, returnManner, contractPrice: contractPrice ?? content?.['contractPrice'] ?? null,
    parcel: parcel ?? content?.['parcel'] ?? null, commune: parcel?.commune ?? content?.['commune'] ?? null, receivedOn: { '@type': 'date', '@value': day },
  };
}
