import { readModel } from '@lienthong/dmn';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Computed } from './domain/assessment.js';
import { assess } from './domain/assessment.js';
import { slip } from './domain/spec-samples.js';
import { TAX_DECISIONS, type PublishedRules, type TaxRules } from './domain/tax-rules.js';

// The tables as they are released, so that a spec holds what a citizen will owe.

const FOLDER = new URL('../../processing/decisions/', import.meta.url);
const modelOf = (decision: string): string => `${decision}-rules`;

type Released = Readonly<{ id: string; version: number; effectiveFrom: string; xml: string }>;

const releasedOf = (id: string): readonly Released[] =>
  readdirSync(new URL(`${id}/`, FOLDER)).filter((name) => name.endsWith('.dmn')).sort().map((name, i) => ({ id, version: i + 1, effectiveFrom: name.slice(0, 10), xml: readFileSync(new URL(`${id}/${name}`, FOLDER), 'utf8') }));

const compiled = new Map<string, PublishedRules>();

function inForce(decision: string, day: string): PublishedRules | undefined {
  const version = releasedOf(modelOf(decision)).findLast(({ effectiveFrom }) => effectiveFrom <= day);
  if (version === undefined) return undefined;
  const key = `${version.id}@${version.version}`;
  const reading = compiled.has(key) ? undefined : readModel(version.xml);
  if (reading?.kind === 'refused') throw new Error(JSON.stringify(reading.findings));
  if (reading !== undefined) compiled.set(key, { decision, version: version.version, effectiveFrom: version.effectiveFrom, model: reading.model });
  return compiled.get(key);
}

/** Undefined where no table was in force. */
export function releasedRules(day: string): TaxRules | undefined {
  const rules = Object.entries(TAX_DECISIONS).map(([name, decision]) => [name, inForce(decision, day)] as const);
  return rules.some(([, found]) => found === undefined) ? undefined : (Object.fromEntries(rules) as TaxRules);
}

/** What an officer's command carries for a slip of the samples, received on a day of the sample papers. */
export function computedFor(changes: Partial<typeof slip> = {}): Computed {
  const rules = releasedRules('2026-11-20');
  if (rules === undefined) throw new Error('Expected released tables for the sample day, but there are none');
  return { slipNumber: changes.slipNumber ?? slip.slipNumber, result: assess({ ...slip, ...changes, receivedOn: '2026-11-20', electronicFiling: false }, rules) };
}

/** As processing tells of them. */
export function publications(): readonly Readonly<{ type: string; subject: string; data: Readonly<{ effectiveFrom: string }> & object }>[] {
  return Object.values(TAX_DECISIONS).flatMap((decision) => releasedOf(modelOf(decision)).map(({ id, version, effectiveFrom, xml }) => {
    const reading = readModel(xml);
    if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.findings));
    return {
      type: 'lienthong.processing.v1.DecisionPublished', subject: id,
      data: {
        id, version, nameVi: reading.model.name, nameEn: '', effectiveFrom, model: xml, modelSha256: createHash('sha256').update(xml).digest('hex'), publishedAt: '2026-11-01T00:00:00+07:00',
        decisions: reading.model.decisions.map(({ id: own, name }) => ({ id: own, name })), namespace: reading.model.namespace, imports: [],
      },
    };
  }));
}
