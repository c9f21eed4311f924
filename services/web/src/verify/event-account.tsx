import { accountsIn } from '@lienthong/kernel';
import { useSpeech, useWords } from '../language/language.js';
import { verifyWords } from './verify-words.js';
import styles from './verify.module.css';

/** How a date, a fee or a tax in an opened event came about, in words; the content beneath says the same as data. */
export function EventAccount({ content }: Readonly<{ content: string }>) {
  const words = useWords(verifyWords).log;
  const { say } = useSpeech();
  const lines = accountsIn(JSON.parse(content));
  if (lines.length === 0) return null;
  return (
    <>
      <p className={styles.quiet}>{words.account}</p>
      <ol className={styles.account}>
        {lines.map(({ text, arithmetic, source }, index) => (
          <li key={index}>{say(text)}{arithmetic !== '' && <> <span>{arithmetic}</span></>}{say(source) !== '' && <> <span className={styles.quiet}>({say(source)})</span></>}</li>
        ))}
      </ol>
    </>
  );
}
