import { wordProblem } from '../api/problem.js';
import { useSpeech } from '../language/language.js';
import { WarningIcon } from './icons.js';
import styles from './problem-notice.module.css';

/** A failure in the reader's language: what happened, what to do, and the code for whoever is asked for help. `showsPaths`: where in a file each thing is wrong. */
export function ProblemNotice({ error, onRetry, showsPaths = false }: Readonly<{ error: unknown; onRetry?: () => void; showsPaths?: boolean }>) {
  const { texts } = useSpeech();
  const { title, whatToDo, detail, code, errors } = wordProblem(error, texts);
  return (
    <section className={styles.notice} role="alert">
      <span className={styles.icon}><WarningIcon /></span>
      <div>
        <h2 className={styles.title}>{title}</h2>
        <p>{whatToDo}</p>
        {errors.length > 0 && <ul className={styles.errors}>{errors.map(({ path, message }) => <li key={`${path} ${message}`}>{showsPaths && <><code>{path}</code>: </>}{message}</li>)}</ul>}
        {code !== null && <p className={styles.code}>{texts.problems.code}: <code>{code}</code></p>}
        {detail !== null && (
          // Services write this for whoever looks into the failure, in English only.
          <details className={styles.detail}>
            <summary>{texts.problems.detail}</summary>
            <p lang="en">{detail}</p>
          </details>
        )}
        {onRetry && <button type="button" className="button" onClick={onRetry}>{texts.problems.retry}</button>}
      </div>
    </section>
  );
}
