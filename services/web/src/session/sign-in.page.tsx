import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { Mark } from '../design/mark.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { usePageTitle, useSpeech } from '../language/language.js';
import { findSampleAccounts, type SampleAccount } from './sample-accounts.js';
import { SignInFigure } from './sign-in-figure.js';
import styles from './sign-in.module.css';

export function SignInPage({ because }: Readonly<{ because: 'nobody-yet' | 'expired' | 'left' }>) {
  const { texts } = useSpeech();
  const { pathname, search } = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  usePageTitle(texts.signIn.title);

  const signIn = async (loginHint?: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const { beginSignIn } = await import('./identity.js');
      await beginSignIn(because === 'left' ? '/dossiers' : `${pathname}${search}`, loginHint);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.brand}><Mark size={36} /><span>Liên Thông</span></p>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.words}>
          <h1>{texts.signIn.headline.map((line) => <span key={line}>{line} </span>)}</h1>
          <p className={styles.promise}>{texts.signIn.promise}</p>
          {because === 'expired' && <p className={styles.expired} role="status">{texts.signIn.expired}</p>}
          {error !== undefined && <ProblemNotice error={error} />}
          <button type="button" className={`button primary ${styles.enter}`} aria-disabled={busy} onClick={() => void (busy || signIn())}>
            {busy ? texts.signIn.working : texts.signIn.button}
          </button>
          <p className={styles.help}>{texts.signIn.help}</p>
          <p className={styles.help}><Link to="/verify">{texts.signIn.verify}</Link></p>
        </div>
        <SignInFigure />
      </main>
      <SampleAccounts onChoose={(account) => void (busy || signIn(account))} />
    </div>
  );
}

function SampleAccounts({ onChoose }: Readonly<{ onChoose: (account: string) => void }>) {
  const { texts, say } = useSpeech();
  const [accounts, setAccounts] = useState<readonly SampleAccount[]>([]);
  useEffect(() => {
    const left = new AbortController();
    void findSampleAccounts(left.signal).then(setAccounts);
    return () => left.abort();
  }, []);
  if (accounts.length === 0) return null;
  return (
    <aside className={styles.samples} aria-labelledby="samples">
      <h2 id="samples">{texts.signIn.samples}</h2>
      <p>{texts.signIn.samplesHelp}</p>
      <ul>
        {accounts.map(({ account, name, title, unit }) => (
          <li key={account}>
            <button type="button" onClick={() => onChoose(account)}>
              <span className={styles.account}>{name}</span>
              <span>{[say(title), unit].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
