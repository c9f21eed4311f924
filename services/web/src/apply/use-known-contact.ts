import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { findContact, type Applicant, type KnownContact } from '../api/apply.js';

const WHOLE_NUMBER = /^(\d{10}|\d{12,13})$/;

/** Fills in what is empty once the number is whole; what somebody has typed is theirs. What cannot be looked up is asked for. */
export function useKnownContact(applicant: Applicant, fill: (contact: KnownContact) => void): KnownContact | null {
  const identifier = applicant.identifier.trim();
  const known = useQuery({ queryKey: ['contact', identifier], queryFn: ({ signal }) => findContact(identifier, signal), enabled: WHOLE_NUMBER.test(identifier), staleTime: 300_000, retry: false });
  const found = useEffectEvent(fill);
  useEffect(() => {
    if (known.data) found(known.data);
  }, [known.data]);
  return known.data ?? null;
}
