import { useSpeech } from '../language/language.js';
import { dateOf } from '../language/moments.js';

/** "20/11/2026" of "2026-11-20". */
export function useDay(): (day: string) => string {
  const { language } = useSpeech();
  return (day) => dateOf(`${day}T00:00:00+07:00`, language);
}
