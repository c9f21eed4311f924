import { useId, useState, type DragEvent } from 'react';
import { ShieldIcon } from '../design/icons.js';
import { useWords } from '../language/language.js';
import type { GivenFile } from './use-proof.js';
import { verifyWords } from './verify-words.js';
import styles from './verify.module.css';

type Props = Readonly<{ given: GivenFile | null; canTake: boolean; isWorking: boolean; onFile(file: File): void }>;

/** A place to drop the file, around the browser's own field for whoever chooses it. */
export function FileDrop({ given, canTake, isWorking, onFile }: Props) {
  const words = useWords(verifyWords).file;
  const [isOver, setOver] = useState(false);
  const [inputId, helpId] = [useId(), useId()];
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <section
      className={styles.drop} data-over={isOver || undefined} aria-labelledby={`${inputId}-title`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)} onDrop={drop}
    >
      <ShieldIcon />
      <div>
        <h2 id={`${inputId}-title`}>{words.title}</h2>
        <p id={helpId} className={styles.quiet}>{words.help}</p>
        <p className={styles.choose}>
          <input
            id={inputId} type="file" className="visually-hidden" accept=".json,.tlog-proof,.txt" aria-describedby={helpId}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) onFile(file);
              // The same file, changed meanwhile, may be chosen again.
              target.value = '';
            }}
          />
          <label htmlFor={inputId} className="button primary">{words.choose}</label>
          <span className={styles.orDrop}>{words.drop}</span>
        </p>
        <p role="status" className={styles.quiet}>{statusOf(words, { given, canTake, isWorking })}</p>
        {given?.fault != null && <p role="alert" className={styles.fault}>{given.fault === 'too-large' ? words.tooLarge : words.unreadable}</p>}
      </div>
    </section>
  );
}

function statusOf(words: (typeof verifyWords)['vi']['file'], { given, isWorking }: Pick<Props, 'given' | 'canTake' | 'isWorking'>): string {
  if (isWorking) return words.working;
  return given === null ? '' : words.another(given.name);
}
