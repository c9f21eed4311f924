import type { DecisionModel } from '@lienthong/dmn';

/** A published table in the version of one day. */
export type PublishedRules = Readonly<{ decision: string; version: number; effectiveFrom: string; model: DecisionModel }>;

/** The decisions by which this office assesses; analysts publish their tables. */
export const TAX_DECISIONS = { base: 'land-transfer-base', pit: 'land-income-tax', 'registration-fee': 'land-registration-fee' } as const;
export type TaxRules = Readonly<Record<keyof typeof TAX_DECISIONS, PublishedRules>>;
