import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { findKnown, findParcelStatements, type KeptPaper, type KnownFact, type ParcelStatement } from '../api/known-facts.js';
import { valueAt } from '../tasks/known-schema.js';
import type { DeclaredField } from './declared-fields.js';
import { knownFields, type Filling } from './known-fields.js';

export const WHOLE_NUMBER = /^(\d{10}|\d{12,13})$/;
/** `14758.12.345` */
const WHOLE_PARCEL = /^\S+\.\S+\.\S+$/;
/** A register that is down is asked again by a person, not by the page. */
const ONCE = { staleTime: 300_000, retry: false } as const;
export const NO_FACTS: readonly KnownFact[] = [];

export type KnownSources = Readonly<{
  facts: readonly KnownFact[];
  fields: readonly Filling[];
  papers: readonly KeptPaper[];
  /** Of a register without a key: what there is to choose from, and what was chosen or named. */
  parcels: Readonly<{ isAsked: boolean; own: readonly ParcelStatement[]; chosen: string; choose(parcel: string): void; isMissing: boolean }>;
  /** Which sources did not answer: their fields are asked for as any other. */
  silent: readonly ('intake' | 'land')[];
  isAsking: boolean;
}>;

type Asking = Readonly<{ procedure: string; applicant: string; isCitizen: boolean; declared: readonly DeclaredField[]; data: Readonly<Record<string, unknown>> }>;

/** Asks every source that the form declares, each by itself, as the person signed in may. What does not answer leaves its fields empty. */
export function useKnownFields({ procedure, applicant, isCitizen, declared, data }: Asking): KnownSources {
  const isWhole = WHOLE_NUMBER.test(applicant);
  const told = useQuery({ queryKey: ['known-facts', procedure, applicant], queryFn: ({ signal }) => findKnown(procedure, applicant, signal), enabled: isWhole, ...ONCE });
  const registers = declared.flatMap(({ sources }) => sources.filter((source) => source.kind === 'register'));
  const asksOwn = registers.some(({ key }) => key === null);
  const [named, choose] = useState('');
  // A clerk is told of the parcel that the title names; a citizen of all that are theirs.
  const parcel = isCitizen ? null : named.trim();
  const own = useQuery({
    queryKey: ['parcel-statements', applicant, parcel], queryFn: ({ signal }) => findParcelStatements(applicant, parcel, signal),
    enabled: asksOwn && isWhole && (parcel === null || WHOLE_PARCEL.test(parcel)), ...ONCE,
  });
  const keys = [...new Set(registers.flatMap(({ key }) => (key === null ? [] : [key])))];
  const keyed = useQueries({
    queries: keys.map((key) => {
      const value = valueAt(data, key.split('.'));
      const text = typeof value === 'string' ? value.trim() : '';
      return { queryKey: ['parcel-statements', applicant, text], queryFn: ({ signal }: Readonly<{ signal: AbortSignal }>) => findParcelStatements(applicant, text, signal), enabled: isWhole && WHOLE_PARCEL.test(text), ...ONCE };
    }),
  });
  const facts = told.data?.items ?? NO_FACTS;
  const holdings = own.data ?? [];
  const chosen = holdings.length === 1 ? holdings[0] : holdings.find(({ entry }) => entry === named.trim());
  const found = knownFields(declared, facts, ({ key }) => (key === null ? chosen : keyed[keys.indexOf(key)]?.data?.[0]));
  // The form is drawn anew only when something else is known.
  const text = JSON.stringify(found);
  const fields = useMemo(() => JSON.parse(text) as readonly Filling[], [text]);
  const isLandSilent = own.isError || keyed.some(({ isError }) => isError);
  return {
    facts, fields, papers: told.data?.papers ?? [], silent: [...(told.isError ? ['intake' as const] : []), ...(isLandSilent ? ['land' as const] : [])],
    parcels: { isAsked: asksOwn, own: holdings, chosen: named, choose, isMissing: own.isSuccess && holdings.length === 0 }, isAsking: told.isLoading || own.isLoading,
  };
}
