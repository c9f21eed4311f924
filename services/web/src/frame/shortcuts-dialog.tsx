import { useEffect, useRef, useState } from 'react';
import { CloseIcon } from '../design/icons.js';
import { useSpeech } from '../language/language.js';
import type { Texts } from '../language/vi.js';
import styles from './shortcuts-dialog.module.css';
import { enableShortcuts, shortcutsEnabled } from './shortcuts.js';

type Row = Readonly<{ keys: readonly string[]; does: Exclude<keyof Texts['shortcuts'], 'title' | 'close' | 'then' | 'enabled'> }>;

const ROWS: readonly Row[] = [
  { keys: ['j'], does: 'next' },
  { keys: ['k'], does: 'previous' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['/'], does: 'search' },
  { keys: ['g', 'd'], does: 'dossiers' },
  { keys: ['g', 't'], does: 'tasks' },
  { keys: ['g', 'b'], does: 'board' },
  { keys: ['g', 'h'], does: 'deadlines' },
  { keys: ['g', 'l'], does: 'logs' },
  { keys: ['u'], does: 'back' },
  { keys: ['?'], does: 'help' },
];

export function ShortcutsDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const { texts } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [enabled, setEnabled] = useState(shortcutsEnabled);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="shortcuts-title" onClose={onClose}>
      <header className={styles.header}>
        <h2 id="shortcuts-title">{texts.shortcuts.title}</h2>
        <button type="button" className="icon-button" aria-label={texts.shortcuts.close} onClick={() => dialog.current?.close()}>
          <CloseIcon />
        </button>
      </header>
      <dl className={styles.rows}>
        {ROWS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key, at) => (
                <span key={key}>
                  {at > 0 && <span className={styles.then}>{texts.shortcuts.then}</span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{texts.shortcuts[does]}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.toggle}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={({ target }) => {
            enableShortcuts(target.checked);
            setEnabled(target.checked);
          }}
        />
        {texts.shortcuts.enabled}
      </label>
    </dialog>
  );
}
