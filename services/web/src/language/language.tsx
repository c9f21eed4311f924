import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Bilingual, Language } from './bilingual.js';
import { en } from './en.js';
import { vi, type Texts } from './vi.js';

const STORED_AS = 'lienthong.language';
const TEXTS: Readonly<Record<Language, Texts>> = { vi, en };

type Speech = Readonly<{
  language: Language;
  texts: Texts;
  choose(language: Language): void;
  /** The wanted language of something that came in both. */
  say(text: Bilingual): string;
  count(value: number): string;
}>;

const SpeechContext = createContext<Speech | null>(null);

/** Vietnamese unless the person has chosen English on this device; the browser's own language does not decide. */
export function currentLanguage(): Language {
  return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'vi';
}

export function LanguageProvider({ children }: Readonly<{ children: ReactNode }>) {
  const [language, setLanguage] = useState(currentLanguage);
  const choose = useCallback((chosen: Language) => {
    localStorage.setItem(STORED_AS, chosen);
    setLanguage(chosen);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo((): Speech => {
    const numbers = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB');
    return { language, texts: TEXTS[language], choose, say: (text) => text[language], count: (value) => numbers.format(value) };
  }, [language, choose]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (speech === null) throw new Error('Expected to speak inside LanguageProvider, but there is none above');
  return speech;
}

/** Sentences that only one page needs, so that they come with it and not with the first page. */
export function useWords<Words>(words: Readonly<Record<Language, Words>>): Words {
  return words[useSpeech().language];
}

/** Names the page in the browser's tab and for screen readers. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Liên Thông`;
  }, [title]);
}
