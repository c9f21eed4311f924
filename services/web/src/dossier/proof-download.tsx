import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { fetchProof } from '../api/proof.js';
import { saveFile } from '../api/save-file.js';
import { ShieldIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { recordWords } from './record-words.js';
import styles from './record.module.css';

/** Half an hour at five seconds each is longer than any witness should be away; then the person is told. */
const MOST_TRIES = 360;

type Progress =
  | Readonly<{ step: 'idle' }>
  | Readonly<{ step: 'asking' }>
  | Readonly<{ step: 'waiting'; leftS: number }>
  | Readonly<{ step: 'done'; name: string }>
  | Readonly<{ step: 'failed'; error: unknown }>;

/** The dossier's proof file. While the newest events wait for a witness it says so, counts down and asks again. */
export function ProofDownload({ code }: Readonly<{ code: string }>) {
  const words = useWords(recordWords).proof;
  const { count } = useSpeech();
  const [progress, setProgress] = useState<Progress>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = () => {
    running.current = new AbortController();
    void keepAsking(code, running.current.signal, setProgress);
  };
  const stop = () => {
    running.current?.abort();
    setProgress({ step: 'idle' });
  };
  const isBusy = progress.step === 'asking' || progress.step === 'waiting';
  return (
    <div className={styles.proof}>
      <p>{words.help}</p>
      <p className={styles.acts}>
        <button type="button" className="button primary" aria-disabled={isBusy} onClick={() => isBusy || start()}><ShieldIcon />{words.download}</button>
        {progress.step === 'waiting' && <button type="button" className="button" onClick={stop}>{words.cancel}</button>}
        <Link to="/verify" className={styles.link}>{words.verify}</Link>
      </p>
      <p role="status">
        {progress.step === 'asking' && words.working}
        {progress.step === 'waiting' && words.waiting(count(progress.leftS))}
        {progress.step === 'done' && words.done(progress.name)}
      </p>
      {progress.step === 'failed' && <ProblemNotice error={progress.error} onRetry={start} />}
    </div>
  );
}

async function keepAsking(code: string, stopped: AbortSignal, report: (progress: Progress) => void): Promise<void> {
  try {
    for (let tries = 1; ; tries += 1) {
      report({ step: 'asking' });
      const answer = await fetchProof(code, stopped);
      if (stopped.aborted) return;
      if (answer.kind === 'file') {
        saveFile(answer.file, answer.name);
        return report({ step: 'done', name: answer.name });
      }
      if (tries === MOST_TRIES) return report({ step: 'failed', error: answer.problem });
      for (let leftS = answer.waitS; leftS > 0; leftS -= 1) {
        report({ step: 'waiting', leftS });
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        if (stopped.aborted) return;
      }
    }
  } catch (error) {
    if (!stopped.aborted) report({ step: 'failed', error });
  }
}
