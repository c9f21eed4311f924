import type { Explanation, ExplanationLine } from '../api/explain.js';
import { useSpeech, useWords } from '../language/language.js';
import { dateOf } from '../language/moments.js';
import { explainWords } from './explain-words.js';
import styles from './explain.module.css';

/** The answer in one sentence, then line by line how it came about: the words, the sum, the law, the row of the table. */
export function ExplanationView({ explanation }: Readonly<{ explanation: Explanation }>) {
  const { say } = useSpeech();
  return (
    <div className={styles.explanation}>
      <p className={styles.answer}>{say(explanation.answer)}</p>
      <ol className={styles.lines}>{explanation.lines.map((line, index) => <Line key={`${line.step} ${index}`} line={line} />)}</ol>
    </div>
  );
}

export function Line({ line: { step, text, arithmetic, source, rule } }: Readonly<{ line: ExplanationLine }>) {
  const words = useWords(explainWords);
  const { say, language } = useSpeech();
  const ground = say(source);
  return (
    <li data-step={step}>
      <p>{say(text)}</p>
      {arithmetic !== '' && <p className={styles.arithmetic}>{arithmetic}</p>}
      {ground !== '' && <p className={styles.source}><span>{words.source}: </span>{ground}</p>}
      {rule !== null && <p className={styles.source}>{words.rule(rule.decision, rule.version, rule.rule, dateOf(`${rule.effectiveFrom}T00:00:00+07:00`, language))}</p>}
    </li>
  );
}
