import type { OfferedProcedure } from '../api/apply.js';
import { useSpeech, useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

/** How long it takes and what it costs, before anything is filled in. */
export function OfferedTerms({ procedure: { processingTime = [], fees = [] } }: Readonly<{ procedure: OfferedProcedure }>) {
  const words = useWords(applyWords);
  const { say, count } = useSpeech();
  if (processingTime.length === 0 && fees.length === 0) return null;
  return (
    <dl className={styles.terms}>
      {processingTime.map(({ channel, text }) => <div key={channel ?? 'all'}><dt>{channel === null ? words.takes : words.takesBy(words.channels[channel])}</dt><dd>{say(text)}</dd></div>)}
      {fees.map(({ code, name, amount, decision }) => <div key={code}><dt>{say(name)}</dt><dd>{decision === undefined ? words.dong(count(amount)) : words.feeByTable}</dd></div>)}
    </dl>
  );
}
