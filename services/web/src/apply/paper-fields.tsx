import { useId, useState } from 'react';
import type { PaperAsked, PaperGiven } from '../api/apply.js';
import { uploadFile, type StoredFile } from '../api/files.js';
import type { KeptPaper } from '../api/known-facts.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

export type Paper = Readonly<{ originals: number; copies: number; files: readonly StoredFile[]; resultCode: string; /** Taken from an earlier dossier instead of files of its own. */ reused?: KeptPaper | undefined }>;
export const NO_PAPER: Paper = { originals: 0, copies: 0, files: [], resultCode: '' };

/** `kept`: of the one who applies; what was chosen of somebody else's before is not sent. */
export function givenPapers(papers: Readonly<Record<string, Paper>>, kept: readonly KeptPaper[] = []): readonly PaperGiven[] {
  return Object.entries(papers).flatMap(([code, { originals, copies, files, resultCode, reused }]): readonly PaperGiven[] => {
    if (reused !== undefined && kept.some(({ reference }) => reference === reused.reference)) return [{ code, originals, copies, files: reused.files, reusedFrom: reused.reference }];
    const stored = resultCode.trim();
    if (originals + copies + files.length === 0 && stored === '') return [];
    return [{ code, originals, copies, files: [...new Set(files.map(({ hash }) => hash))], ...(stored !== '' && { resultCode: stored }) }];
  });
}

/** `kept`: where an earlier dossier has it as files. */
type Props = Readonly<{ asked: PaperAsked; paper: Paper; kept?: KeptPaper | undefined; countsSheets: boolean; takesFiles: boolean; onChange: (change: (paper: Paper) => Paper) => void; onUpload: (started: boolean) => void }>;

/** One paper that the procedure asks for: sheets counted at a counter, a file from anywhere. */
export function PaperFields({ asked, paper, kept, countsSheets, takesFiles, onChange, onUpload }: Props) {
  const words = useWords(applyWords);
  const { say } = useSpeech();
  const [problem, setProblem] = useState<unknown>(null);
  const [isSending, setIsSending] = useState(false);
  const id = useId();
  const name = say(asked.name);
  const isReused = kept !== undefined && paper.reused?.reference === kept.reference;
  const send = async (files: readonly File[]): Promise<void> => {
    setProblem(null);
    setIsSending(true);
    onUpload(true);
    try {
      for (const file of files) {
        const stored = await uploadFile(file);
        onChange((before) => ({ ...before, files: [...before.files.filter(({ hash }) => hash !== stored.hash), stored] }));
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setIsSending(false);
      onUpload(false);
    }
  };
  const counted = (which: 'originals' | 'copies', label: string) => (
    <p className={styles.field}>
      <label htmlFor={`${id}-${which}`}>{label}</label>
      <input id={`${id}-${which}`} type="number" inputMode="numeric" min={0} max={999} value={paper[which]} onChange={({ target }) => onChange((before) => ({ ...before, [which]: Math.max(0, Math.min(999, Math.trunc(Number(target.value)) || 0)) }))} />
    </p>
  );
  return (
    <div className={styles.paper}>
      <p><strong>{name}</strong>{asked.mandatory && ` (${words.mandatory})`}</p>
      {countsSheets && <div className={styles.counts}>{counted('originals', words.originals(name))}{counted('copies', words.copies(name))}</div>}
      {countsSheets && (
        <p className={styles.field}>
          <label htmlFor={`${id}-stored`}>{words.resultCode(name)}</label>
          <input id={`${id}-stored`} value={paper.resultCode} maxLength={60} autoComplete="off" aria-describedby={`${id}-stored-help`} onChange={({ target }) => onChange((before) => ({ ...before, resultCode: target.value }))} />
          <span id={`${id}-stored-help`} className={styles.quiet}>{words.resultCodeHelp}</span>
        </p>
      )}
      {kept !== undefined && takesFiles && paper.files.length === 0 && (
        <p className={styles.field}>
          <label><input type="checkbox" checked={isReused} onChange={({ target }) => onChange((before) => ({ ...before, reused: target.checked ? kept : undefined }))} /> {words.reuse(name, say(kept.words))}</label>
          <span className={styles.quiet}>{words.reuseHelp}</span>
        </p>
      )}
      {takesFiles && isReused ? null : takesFiles ? <p className={styles.field}>
        <label htmlFor={`${id}-file`}>{words.file(name)}</label>
        <input
          id={`${id}-file`} type="file" multiple accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg" aria-describedby={`${id}-help`}
          onChange={({ target }) => {
            void send([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        <span id={`${id}-help`} className={styles.quiet}>{words.fileHelp}</span>
      </p> : <p className={styles.quiet}>{words.fileInForm}</p>}
      <p role="status" className={styles.quiet}>{isSending ? words.uploading : paper.files.map((file) => words.uploaded(file.name)).join('; ')}</p>
      {paper.files.length > 0 && (
        <ul className={styles.files}>
          {paper.files.map(({ hash, name: fileName }) => <li key={hash}><button type="button" className="button" onClick={() => onChange((before) => ({ ...before, files: before.files.filter((each) => each.hash !== hash) }))}>{words.removeFile(fileName)}</button></li>)}
        </ul>
      )}
      {problem !== null && <ProblemNotice error={problem} />}
    </div>
  );
}
