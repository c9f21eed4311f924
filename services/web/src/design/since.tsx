import { useSpeech } from '../language/language.js';
import { elapsedSince, momentOf, useNow } from '../language/moments.js';

/** "3 giờ trước", with the exact moment for whoever wants it. */
export function Ago({ at }: Readonly<{ at: string }>) {
  const { texts, language } = useSpeech();
  const elapsed = elapsedSince(at, useNow(), language);
  return (
    <time dateTime={at} title={momentOf(at, language)}>
      {elapsed === '' ? texts.time.justNow : texts.time.ago(elapsed)}
    </time>
  );
}
