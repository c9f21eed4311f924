import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Mark } from '../design/mark.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { usePageTitle, useWords } from '../language/language.js';
import { FileDrop } from './file-drop.js';
import { KeyPanel } from './key-panel.js';
import { ProofResult } from './proof-result.js';
import { useKeys } from './use-keys.js';
import { useProof } from './use-proof.js';
import { useVerifier } from './use-verifier.js';
import { verifyWords } from './verify-words.js';
import styles from './verify.module.css';

/** For anybody, signed in or not: whether a proof file holds. What is dropped here stays here. */
export function VerifyPage() {
  const words = useWords(verifyWords);
  const verifier = useVerifier();
  const keys = useKeys(verifier);
  const { given, proof, problem, take } = useProof(verifier, keys.policy);
  const result = useRef<HTMLElement>(null);
  // The answer stands below what was just used: whoever works by keyboard or cannot see it is led there.
  useEffect(() => {
    if (proof !== null) result.current?.focus();
  }, [proof]);
  usePageTitle(words.title);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}><Mark size={32} /><span>Liên Thông</span></Link>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        <FileDrop given={given} canTake={keys.policy !== null} isWorking={given !== null && proof === null && problem === undefined && keys.policy !== null} onFile={take} />
        {problem !== undefined && <ProblemNotice error={problem} />}
        <section ref={result} tabIndex={-1} className={styles.result}>
          {proof !== null && <ProofResult proof={proof} areKeysFromHere={keys.source === 'here'} needsWitness={keys.needsWitness} />}
        </section>
        <KeyPanel keys={keys} />
        <p className={styles.elsewhere}>{words.elsewhere}</p>
      </main>
    </div>
  );
}
