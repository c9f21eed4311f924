import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNotice } from '../design/problem-notice.js';
import { usePageTitle, useSpeech } from '../language/language.js';
import { completeSignIn } from './identity.js';
import { startSession } from './session.js';
import styles from './sign-in.module.css';

// A code is good for one exchange, however often React mounts the page.
let exchange: ReturnType<typeof completeSignIn> | undefined;

/** Where the issuer sends the person back, with the code for a token. */
export function CallbackPage() {
  const { texts } = useSpeech();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  usePageTitle(texts.signIn.title);
  useEffect(() => {
    exchange ??= completeSignIn(new URL(location.href)).finally(() => {
      exchange = undefined;
    });
    exchange.then(
      ({ tokens, returnTo }) => {
        startSession(tokens);
        void navigate(returnTo, { replace: true });
      },
      setError,
    );
  }, [navigate]);
  return (
    <main className={styles.callback}>
      <h1>{error === undefined ? texts.signIn.finishing : texts.signIn.failed}</h1>
      {error !== undefined && (
        <>
          <ProblemNotice error={error} />
          <button type="button" className="button primary" onClick={() => void navigate('/', { replace: true })}>{texts.signIn.again}</button>
        </>
      )}
    </main>
  );
}
