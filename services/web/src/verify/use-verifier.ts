import { useEffect, useState } from 'react';
import { Verifier } from './verifier.js';

/** One worker for the page; null until it has been started, and gone with the page. */
export function useVerifier(): Verifier | null {
  const [verifier, setVerifier] = useState<Verifier | null>(null);
  useEffect(() => {
    const started = new Verifier();
    setVerifier(started);
    return () => started.close();
  }, []);
  return verifier;
}
