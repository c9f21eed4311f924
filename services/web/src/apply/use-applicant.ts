import { useEffect, useEffectEvent, useState, type Dispatch, type SetStateAction } from 'react';
import type { Applicant } from '../api/apply.js';
import type { KnownFact } from '../api/known-facts.js';
import { useSpeech, useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import type { Claim } from './known-fields.js';

const FIELDS = ['name', 'identifier', 'address', 'phone'] as const;
type Filled = Readonly<Partial<Record<keyof Applicant, KnownFact>>>;

export type ApplicantSources = Readonly<{
  claims: readonly Claim[];
  /** Where a field's value came from, or that it is another one now; null where it was typed. */
  sourceOf(field: keyof Applicant): string | null;
}>;

/** Who asks. What is known fills what is empty, once it is told; what somebody has typed is theirs. */
export function useApplicant(applicant: Applicant, setApplicant: Dispatch<SetStateAction<Applicant>>, facts: readonly KnownFact[]): ApplicantSources {
  const words = useWords(applyWords);
  const { say } = useSpeech();
  const [filled, setFilled] = useState<Filled>({});
  const learn = useEffectEvent((told: readonly KnownFact[]) => {
    const found = FIELDS.flatMap((name) => {
      const fact = told.find(({ field, value }) => field === `applicant.${name}` && typeof value === 'string');
      const isOpen = applicant[name] === '' || applicant[name] === filled[name]?.value || applicant[name] === fact?.value;
      return fact !== undefined && isOpen ? [[name, fact] as const] : [];
    });
    // What was known of somebody else goes with them.
    const gone = FIELDS.filter((name) => filled[name] !== undefined && applicant[name] === filled[name].value && !found.some(([other]) => other === name));
    if (found.length === 0 && gone.length === 0) return;
    setFilled(Object.fromEntries(found));
    setApplicant((before) => ({ ...before, ...Object.fromEntries(gone.map((name) => [name, ''])), ...Object.fromEntries(found.map(([name, { value }]) => [name, value])) }));
  });
  useEffect(() => learn(facts), [facts]);
  return {
    claims: Object.values(filled).map(({ field, source, reference, asOf, value }) => ({ field, source, reference, asOf, filled: value })),
    sourceOf: (field) => {
      const fact = filled[field];
      return fact === undefined ? null : applicant[field] === fact.value ? words.from(say(fact.words)) : words.corrected(say(fact.words));
    },
  };
}
