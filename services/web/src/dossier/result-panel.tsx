import { useMutation } from '@tanstack/react-query';
import { readFile } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import { getResult, type Result } from '../api/results.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { useSession, type Person } from '../session/session.js';
import { AskedPanel } from './asked-panel.js';
import styles from './explain.module.css';
import { HandOverAct } from './hand-over-act.js';
import panel from './panel.module.css';
import { resultWords } from './result-words.js';

const [FINISHED, RETURNED] = [9, 10];

/** Of a dossier that has its result: who has it, its files and its number in the repository; for a clerk of its unit the hand-over. */
export function ResultPanel({ code, state }: Readonly<{ code: string; state: number }>) {
  const words = useWords(resultWords);
  const session = useSession();
  if (session.status !== 'signed-in' || (state !== FINISHED && state !== RETURNED)) return null;
  return <AskedPanel name="result" words={words} queryKey={[...keys.application(code), 'result']} ask={(signal) => getResult(code, signal)} show={(result) => <Shown result={result} person={session.person} />} />;
}

function Shown({ result, person }: Readonly<{ result: Result; person: Person }>) {
  const words = useWords(resultWords);
  const { language } = useSpeech();
  const { code, ending, work = [], resultFiles = [], sharedAs = null, application } = result;
  const opening = useMutation({ mutationFn: async (sha256: string) => saveFile(await readFile(sha256), `${code}-ket-qua`) });
  const isWaiting = work.some(({ type }) => type === 'intake.hand-over-result');
  if (ending?.kind !== 'returned') {
    const mayHandOver = isWaiting && person.agency === 'one-stop' && person.roles.includes('clerk') && person.unit === application.receivingUnit;
    return <><p>{isWaiting ? words.waits : words.none}</p>{mayHandOver && <HandOverAct result={result} />}</>;
  }
  return (
    <>
      <p role="status"><strong>{words.returned(ending.text, momentOf(ending.at, language))}</strong></p>
      <p className={panel.quiet}>{sharedAs === null ? words.notShared : words.sharedAs(sharedAs)}</p>
      {resultFiles.length > 0 && <p className={styles.acts}>{resultFiles.map((sha256, index) => <button key={sha256} type="button" className="button" onClick={() => opening.mutate(sha256)}>{words.file(index + 1)}</button>)}</p>}
      {opening.error !== null && <ProblemNotice error={opening.error} />}
    </>
  );
}
