import type { FieldSource } from '@lienthong/bpmn/sources';
import type { KnownFact, ParcelStatement } from '../api/known-facts.js';
import type { KnownField } from '../tasks/known-schema.js';
import type { DeclaredField } from './declared-fields.js';

/** What a source filled in, with what intake needs to check that it did. */
export type Filling = KnownField & Readonly<{ field: string; source: string; reference: string; asOf: string; statement?: string }>;
/** As a submission says it: what was filled in before anything was typed. */
export type Claim = Readonly<{ field: string; source: string; reference: string; asOf: string; filled: unknown; statement?: string }>;

type RegisterSource = Extract<FieldSource, { kind: 'register' }>;

/** Of each field the first of its sources that knows something. `entryOf`: the entry of a register that the source means, where it is found. */
export function knownFields(declared: readonly DeclaredField[], facts: readonly KnownFact[], entryOf: (source: RegisterSource) => ParcelStatement | undefined): readonly Filling[] {
  return declared.flatMap(({ field, path, sources, isFixed, isNumber }) => {
    for (const source of sources) {
      const found = source.kind === 'register' ? fromRegister(source, entryOf(source), isNumber) : facts.find((fact) => fact.field === field && fact.source === source.text);
      if (found !== undefined) return [{ field, path, isFixed, ...found }];
    }
    return [];
  });
}

type Found = Pick<Filling, 'source' | 'reference' | 'asOf' | 'value' | 'words' | 'statement'>;

function fromRegister({ text, field }: RegisterSource, entry: ParcelStatement | undefined, isNumber: boolean): Found | undefined {
  const said = entry?.facts[field] ?? '';
  if (entry === undefined || said === '' || (isNumber && Number.isNaN(Number(said)))) return undefined;
  const day = entry.asOf.slice(0, 10).split('-').toReversed().join('/');
  const words = { vi: `sổ địa chính, thửa ${entry.entry}, tra ngày ${day}`, en: `the land register, parcel ${entry.entry}, looked up on ${day}` };
  return { source: text, reference: entry.entry, asOf: entry.asOf, value: isNumber ? Number(said) : said, words, statement: entry.statement };
}

export function claimsOf(filled: readonly Filling[]): readonly Claim[] {
  return filled.map(({ field, source, reference, asOf, value, statement }) => ({ field, source, reference, asOf, filled: value, ...(statement !== undefined && { statement }) }));
}
