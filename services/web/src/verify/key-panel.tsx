import { useId, useRef, useState } from 'react';
import { WarningIcon } from '../design/icons.js';
import { useWords } from '../language/language.js';
import type { Keys } from './use-keys.js';
import { verifyWords } from './verify-words.js';
import styles from './verify.module.css';

/** Which keys the file is held against, where they come from, and how to use others. */
export function KeyPanel({ keys }: Readonly<{ keys: Keys }>) {
  const words = useWords(verifyWords).keys;
  const titleId = useId();
  return (
    <section className={styles.keys} aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      <p role="status">{originWords(keys, words)}</p>
      {keys.policy !== null && keys.source === 'here' && <p className={styles.warning}><WarningIcon />{words.fromHere}</p>}
      {keys.policy !== null && !keys.needsWitness && <p className={styles.warning}><WarningIcon />{words.noWitness}</p>}
      {keys.shown.some(({ isSample }) => isSample) && <p className={styles.warning}><WarningIcon />{words.sample}</p>}
      {keys.refused !== null && <p role="alert" className={styles.fault}>{words.refused}: <code>{keys.refused.code}</code> <span lang="en">{keys.refused.because}</span></p>}
      {keys.shown.length > 0 && <KeyTable keys={keys} />}
      <OtherKeys keys={keys} />
    </section>
  );
}

function originWords({ source, isLoading, policy, refused }: Keys, words: (typeof verifyWords)['vi']['keys']): string {
  if (source === 'own') return policy === null ? '' : words.own;
  if (isLoading) return words.loading;
  return policy === null && refused === null ? words.none : '';
}

function KeyTable({ keys }: Readonly<{ keys: Keys }>) {
  const words = useWords(verifyWords).keys;
  return (
    <table className={styles.keyTable}>
      <thead><tr><th scope="col">{words.kind}</th><th scope="col">{words.name}</th><th scope="col">{words.id}</th></tr></thead>
      <tbody>
        {keys.shown.map(({ use, name, id }) => <tr key={`${name} ${id}`}><td>{words.use[use]}</td><td>{name}</td><td><code>{id}</code></td></tr>)}
      </tbody>
    </table>
  );
}

function OtherKeys({ keys }: Readonly<{ keys: Keys }>) {
  const words = useWords(verifyWords).keys;
  const [text, setText] = useState('');
  const [fieldId, fileId] = [useId(), useId()];
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <details className={styles.other} open={keys.hasOnesFromHere || keys.isLoading ? undefined : true}>
      <summary>{words.other}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keys.use(text);
        }}
      >
        <label htmlFor={fieldId}>{words.field}</label>
        <textarea
          id={fieldId} ref={field} rows={6} required spellCheck={false} value={text} onChange={({ target }) => setText(target.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            const file = event.dataTransfer.files[0];
            if (file === undefined) return;
            event.preventDefault();
            void file.text().then(setText);
          }}
        />
        <p className={styles.choose}>
          <button type="submit" className="button">{words.apply}</button>
          <input id={fileId} type="file" className="visually-hidden" onChange={({ target }) => void target.files?.[0]?.text().then(setText)} />
          <label htmlFor={fileId} className="button">{words.choose}</label>
          {keys.source === 'own' && keys.hasOnesFromHere && <button type="button" className="button" onClick={keys.useOnesFromHere}>{words.back}</button>}
        </p>
      </form>
    </details>
  );
}
