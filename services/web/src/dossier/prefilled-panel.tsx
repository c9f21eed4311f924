import { keys } from '../api/live-cache.js';
import { getPrefilled, type Prefilled } from '../api/prefilled.js';
import { useSpeech, useWords } from '../language/language.js';
import { AskedPanel } from './asked-panel.js';
import panel from './panel.module.css';
import { prefilledWords } from './prefilled-words.js';

/** Whose words the application's are: an officer has to know which of them a source said. */
export function PrefilledPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(prefilledWords);
  return <AskedPanel name="prefilled" words={words} queryKey={keys.prefilled(code)} ask={(signal) => getPrefilled(code, signal)} show={(found) => (found.length === 0 ? null : <Listed found={found} />)} />;
}

function Listed({ found }: Readonly<{ found: readonly Prefilled[] }>) {
  const words = useWords(prefilledWords);
  const { say } = useSpeech();
  return (
    <ul className={panel.children}>
      {found.map(({ field, filled, corrected, account }) => (
        <li key={field} data-field={field}>
          <p>{say(account.text)}.</p>
          {corrected && <p className={panel.quiet}>{words.saidBySource(typeof filled === 'string' ? filled : JSON.stringify(filled))}</p>}
        </li>
      ))}
    </ul>
  );
}
