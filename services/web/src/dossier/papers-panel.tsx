import { useMutation } from '@tanstack/react-query';
import { readFile } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import { getPapers, type Papers } from '../api/papers.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { AskedPanel } from './asked-panel.js';
import styles from './explain.module.css';
import { papersWords } from './papers-words.js';
import panel from './panel.module.css';

/** The papers of the dossier: components, and what came with forms. */
export function PapersPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(papersWords);
  const isEmpty = ({ components, inForm, ofOfficers }: Papers): boolean => components.length + inForm.length + ofOfficers.length === 0;
  return <AskedPanel name="papers" words={words} queryKey={keys.papers(code)} ask={(signal) => getPapers(code, signal)} show={(papers) => (isEmpty(papers) ? null : <Listed papers={papers} />)} />;
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
