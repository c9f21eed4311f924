import { useCallback, useEffect, useState } from 'react';
import type { PolicyKey, Refused } from './outcome.js';
import type { Verifier } from './verifier.js';

/** Larger than any installation's; a file chosen by mistake is not read into the page. */
const MOST_LETTERS = 256 * 1024;

/** `here`: given by this page itself, which whoever cheats could change too. */
export type KeySource = 'here' | 'own';

export type Keys = Readonly<{
  source: KeySource;
  isLoading: boolean;
  /** Text of the key set in use; null while there is none. */
  policy: string | null;
  shown: readonly PolicyKey[];
  needsWitness: boolean;
  refused: Refused | null;
  use(text: string): void;
  useOnesFromHere(): void;
  hasOnesFromHere: boolean;
}>;

type Read = Readonly<{ policy: string | null; shown: readonly PolicyKey[]; needsWitness: boolean; refused: Refused | null }>;

const NONE: Read = { policy: null, shown: [], needsWitness: false, refused: null };

export function useKeys(verifier: Verifier | null): Keys {
  const fromHere = useKeysFromHere();
  const [own, setOwn] = useState<string | null>(null);
  const [read, setRead] = useState<Read>(NONE);
  const text = own ?? fromHere.text;
  useEffect(() => {
    if (verifier === null || text === null) {
      setRead(NONE);
      return undefined;
    }
    let isWanted = true;
    void verifier.readKeys(text).then((outcome) => {
      if (!isWanted) return;
      setRead(outcome.kind === 'refused' ? { ...NONE, refused: outcome } : { ...NONE, policy: text, shown: outcome.keys, needsWitness: outcome.needsWitness });
    }, () => undefined);
    return () => {
      isWanted = false;
    };
  }, [verifier, text]);
  return {
    ...read, source: own === null ? 'here' : 'own', isLoading: fromHere.isLoading, hasOnesFromHere: fromHere.text !== null,
    use: useCallback((given: string) => setOwn(given.slice(0, MOST_LETTERS)), []),
    useOnesFromHere: useCallback(() => setOwn(null), []),
  };
}

/** The installation's own keys: a convenience, and shown as no more. */
function useKeysFromHere(): Readonly<{ isLoading: boolean; text: string | null }> {
  const [here, setHere] = useState<Readonly<{ isLoading: boolean; text: string | null }>>({ isLoading: true, text: null });
  useEffect(() => {
    const left = new AbortController();
    void fetchKeys(left.signal).then((text) => left.signal.aborted || setHere({ isLoading: false, text }));
    return () => left.abort();
  }, []);
  return here;
}

/** Null wherever there is none, for whatever reason: the page then asks for keys. */
async function fetchKeys(signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch('/log/policy', { headers: { accept: 'text/plain' }, signal });
    // A server without a policy may answer any address with the page itself.
    const isText = response.headers.get('content-type')?.startsWith('text/plain') === true;
    return response.ok && isText ? (await response.text()).slice(0, MOST_LETTERS) : null;
  } catch {
    return null;
  }
}
