import { useMutation } from '@tanstack/react-query';
import { readApology } from '../api/clock.js';
import type { DueDate } from '../api/processing.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import styles from './clock.module.css';
import { clockWords } from './clock-words.js';
import panel from './panel.module.css';

/** Every date before the one that holds, with why it fell; and the letter where one said sorry. */
export function EarlierDates({ code, due: { dates = [], derivation } }: Readonly<{ code: string; due: DueDate }>) {
  const words = useWords(clockWords);
  const { say, language } = useSpeech();
  const replaced = dates.slice(0, -1).map(({ dueAt }, index) => ({ dueAt, by: dates[index + 1] }));
  return (
    <>
      {replaced.length > 0 && (
        <>
          <h3 className={panel.how}>{words.earlier}</h3>
          <ol className={styles.earlier} data-earlier>
            {replaced.map(({ dueAt, by }) => by && <li key={`${dueAt} ${by.since}`}>{words.replaced(momentOf(dueAt, language), momentOf(by.since, language))}<span className={panel.quiet}>{say(by.because)}</span></li>)}
          </ol>
        </>
      )}
      {derivation.some(({ step }) => step === 'postponed') && <Apology code={code} />}
    </>
  );
}

function Apology({ code }: Readonly<{ code: string }>) {
  const words = useWords(clockWords);
  const printing = useMutation({ mutationFn: async () => saveFile(await readApology(code), `${code}-04.html`) });
  return (
    <>
      <p><button type="button" className="button" aria-disabled={printing.isPending} onClick={() => printing.isPending || printing.mutate()}>{words.form}</button></p>
      {printing.error !== null && <ProblemNotice error={printing.error} />}
    </>
  );
}
