import type { Language } from '../language/bilingual.js';

const WORDS: Readonly<Record<Language, string>> = { vi: 'Bỏ dòng', en: 'Remove row' };

/** The one sentence of the viewer that passes its translation service by: the name of the button that removes a row. Answers how to stop. */
export function nameRows(place: HTMLElement, language: Language): () => void {
  const name = (): void => {
    for (const button of place.querySelectorAll('.fjs-repeat-row-remove')) {
      const [number = ''] = /\d+$/.exec(button.getAttribute('aria-label') ?? '') ?? [];
      const said = `${WORDS[language]} ${number}`;
      if (button.getAttribute('aria-label') !== said) button.setAttribute('aria-label', said);
    }
  };
  const observer = new MutationObserver(name);
  observer.observe(place, { childList: true, subtree: true, attributeFilter: ['aria-label'] });
  return () => observer.disconnect();
}
