import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readFile } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import { getPapers, type Papers } from '../api/papers.js';
import { ProblemError } from '../api/problem.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import styles from './explain.module.css';
import { papersWords } from './papers-words.js';
import panel from './panel.module.css';

/** The papers of the dossier, asked for when somebody opens the list: each look is entered in the dossier's log. */
export function PapersPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(papersWords);
  const [wasOpened, open] = useState(false);
  return (
    <section className={panel.panel} aria-labelledby="papers">
      <h2 id="papers">{words.title}</h2>
      <p className={panel.quiet}>{words.lead}</p>
      <details className={styles.matter} onToggle={({ currentTarget }) => currentTarget.open && open(true)}>
        <summary>{words.show}</summary>
        {wasOpened && <Asked code={code} />}
      </details>
    </section>
  );
}

function Asked({ code }: Readonly<{ code: string }>) {
  const words = useWords(papersWords);
  const papers = useQuery({ queryKey: keys.papers(code), queryFn: ({ signal }) => getPapers(code, signal) });
  if (papers.isPending) return <Skeleton lines={3} />;
  // Whom intake does not show the dossier has other work with it than its papers.
  if (papers.error instanceof ProblemError && (papers.error.kind === 'notFound' || papers.error.kind === 'forbidden')) return <p className={panel.quiet}>{words.none}</p>;
  if (papers.error !== null) return <ProblemNotice error={papers.error} onRetry={() => void papers.refetch()} />;
  const { components, inForm, ofOfficers } = papers.data;
  return components.length + inForm.length + ofOfficers.length === 0 ? <p className={panel.quiet}>{words.none}</p> : <Listed papers={papers.data} />;
}

function Listed({ papers: { components, inForm, ofOfficers } }: Readonly<{ papers: Papers }>) {
  const words = useWords(papersWords);
  const { say } = useSpeech();
  const opening = useMutation({ mutationFn: async ({ sha256, name }: Readonly<{ sha256: string; name: string }>) => saveFile(await readFile(sha256), name) });
  const list = (files: Papers['inForm']) => (
    <p className={styles.acts}>
      {files.map(({ sha256, name }, index) => <button key={sha256} type="button" className="button" onClick={() => opening.mutate({ sha256, name: name ?? words.unnamed(index + 1) })}>{words.open(name ?? words.unnamed(index + 1))}</button>)}
    </p>
  );
  return (
    <>
      <ul className={panel.children}>
        {components.map(({ code, name, originals, copies, files }) => (
          <li key={code} data-component={code}>
            <p><strong>{name === null ? words.component(code) : say(name)}</strong></p>
            {originals + copies > 0 && <p className={panel.quiet}>{words.sheets(originals, copies)}</p>}
            {files.length > 0 && list(files)}
          </li>
        ))}
        {inForm.length > 0 && <li><p><strong>{words.inForm}</strong></p>{list(inForm)}</li>}
        {ofOfficers.length > 0 && <li><p><strong>{words.ofOfficers}</strong></p>{list(ofOfficers)}</li>}
      </ul>
      {opening.error !== null && <ProblemNotice error={opening.error} />}
    </>
  );
}
