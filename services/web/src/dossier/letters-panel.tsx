import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getLetter, issueLetter, listLetters, type LetterItem } from '../api/letters.js';
import { keys } from '../api/live-cache.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { explainWords } from './explain-words.js';
import styles from './explain.module.css';
import panel from './panel.module.css';

/** What is written to the people of the dossier. A procedure that words no letters shows nothing. */
export function LettersPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(explainWords);
  const [read, setRead] = useState<string | null>(null);
  // Whoever is not shown the letters is told by the panel of the due date, which asks the same service.
  const letters = useQuery({ queryKey: keys.letters(code), queryFn: ({ signal }) => listLetters(code, signal) });
  const { items = [] } = letters.data ?? {};
  if (items.length === 0) return null;
  return (
    <section className={panel.panel} aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      <p className={panel.quiet}>{words.lettersLead}</p>
      <ul className={panel.children}>{items.map((item) => <Row key={item.letter} code={code} item={item} onRead={() => setRead(item.letter)} />)}</ul>
      {read !== null && <LetterDialog code={code} letter={read} onClose={() => setRead(null)} />}
    </section>
  );
}

function Row({ code, item: { letter, name, isDue, gaps, issued }, onRead }: Readonly<{ code: string; item: LetterItem; onRead(): void }>) {
  const words = useWords(explainWords);
  const { say, language } = useSpeech();
  const client = useQueryClient();
  const issue = useMutation({ mutationFn: () => issueLetter(code, letter), onSuccess: () => client.invalidateQueries({ queryKey: keys.letters(code) }) });
  return (
    <li data-letter={letter}>
      <p><strong>{say(name)}</strong></p>
      <p className={panel.quiet}>{issued !== null ? words.issued(issued.number, issued.by, momentOf(issued.at, language)) : isDue ? words.draft : words.notDue}</p>
      {gaps.length > 0 && <p className={panel.quiet}>{words.gaps}: {gaps.map(({ text }) => say(text)).join('; ')}</p>}
      <p className={styles.acts}>
        <button type="button" className="button" aria-label={words.readOf(say(name))} onClick={onRead}>{words.read}</button>
        {issued === null && isDue && gaps.length === 0 && (
          <button type="button" className="button" aria-label={words.issueOf(say(name))} aria-disabled={issue.isPending} onClick={() => issue.isPending || issue.mutate()}>{words.issue}</button>
        )}
      </p>
      {issue.error !== null && <ProblemNotice error={issue.error} />}
    </li>
  );
}

function LetterDialog({ code, letter, onClose }: Readonly<{ code: string; letter: string; onClose(): void }>) {
  const words = useWords(explainWords);
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const read = useQuery({ queryKey: [...keys.letters(code), letter], queryFn: ({ signal }) => getLetter(code, letter, signal) });
  return (
    <dialog ref={dialog} className={styles.letter} aria-label={read.data === undefined ? words.letters : say(read.data.name)} onClose={onClose}>
      {read.isPending && <Skeleton lines={5} />}
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && (
        <article>
          <h3>{say(read.data.name)}</h3>
          {say(read.data.text).split(/\n\s*\n/).map((paragraph, index) => <p key={index}>{paragraph.trim()}</p>)}
        </article>
      )}
      <p className={styles.acts}>
        <button type="button" className="button" onClick={() => window.print()}>{words.print}</button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>{words.close}</button>
      </p>
    </dialog>
  );
}
