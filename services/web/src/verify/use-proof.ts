import { useCallback, useEffect, useState } from 'react';
import { MOST_BYTES, type ProofOutcome } from './outcome.js';
import type { Verifier } from './verifier.js';

export type GivenFile = Readonly<{ name: string; bytes: ArrayBuffer | null; fault: 'too-large' | 'unreadable' | null }>;

/** The file that was given, and what came of it with the keys in use; other keys read the same file again. */
export function useProof(verifier: Verifier | null, policy: string | null) {
  const [given, setGiven] = useState<GivenFile | null>(null);
  const [proof, setProof] = useState<ProofOutcome | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const take = useCallback((file: File) => {
    setProof(null);
    setProblem(undefined);
    if (file.size > MOST_BYTES) return setGiven({ name: file.name, bytes: null, fault: 'too-large' });
    file.arrayBuffer().then(
      (bytes) => setGiven({ name: file.name, bytes, fault: null }),
      () => setGiven({ name: file.name, bytes: null, fault: 'unreadable' }),
    );
  }, []);
  useEffect(() => {
    setProof(null);
    if (verifier === null || policy === null || given?.bytes == null) return undefined;
    let isWanted = true;
    verifier.readProof(given.bytes, policy).then((came) => isWanted && setProof(came), (error: unknown) => isWanted && setProblem(error));
    return () => {
      isWanted = false;
    };
  }, [verifier, policy, given]);
  return { given, proof, problem, take };
}
