import type { Language } from './bilingual.js';
import styles from './language-switch.module.css';
import { useSpeech } from './language.js';

const LANGUAGES: readonly Readonly<{ language: Language; short: string; name: string }>[] = [
  { language: 'vi', short: 'VI', name: 'Tiếng Việt' },
  { language: 'en', short: 'EN', name: 'English' },
];

export function LanguageSwitch() {
  const { language: current, choose, texts } = useSpeech();
  return (
    <div className={styles.switch} role="group" aria-label={texts.frame.language}>
      {LANGUAGES.map(({ language, short, name }) => (
        <button key={language} type="button" lang={language} aria-pressed={language === current} title={name} onClick={() => choose(language)}>
          {short}
          <span className="visually-hidden"> {name}</span>
        </button>
      ))}
    </div>
  );
}
