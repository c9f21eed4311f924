import { useWords } from '../language/language.js';
import { KnownAtForm } from './known-at.js';
import { ProofDownload } from './proof-download.js';
import { ReadsPanel } from './reads-panel.js';
import { recordWords } from './record-words.js';
import styles from './record.module.css';

/** What makes the history checkable: its proof, who looked, and how it was known before. */
export function RecordPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(recordWords);
  return (
    <section className={styles.record} aria-labelledby="record">
      <h2 id="record">{words.title}</h2>
      <ProofDownload code={code} />
      <ReadsPanel code={code} />
      <details>
        <summary>{words.past.open}</summary>
        <KnownAtForm knownAt={null} />
      </details>
    </section>
  );
}
