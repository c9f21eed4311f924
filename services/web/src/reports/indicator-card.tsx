import type { Figure, Part, ReportQuestion } from '../api/reports.js';
import { useSpeech, useWords } from '../language/language.js';
import { useState } from 'react';
import { Link } from 'react-router';
import { Members } from './members.js';
import { reportWords } from './report-words.js';
import styles from './reports.module.css';

/** Of the indicator of lateness the list of dossiers tells more: who has each, at which step, for what reason. */
const LATE_BY = '2.1';

type CardProps = Readonly<{ figure: Figure; question: ReportQuestion; asOf: string }>;

/** A number with what it is made of; the lists behind it open at the reader's wish. */
export function IndicatorCard({ figure, question, asOf }: CardProps) {
  const words = useWords(reportWords);
  const { say, count } = useSpeech();
  const { number, kind, name, formula, remark, missing, unknown, threshold, points, most, means } = figure;
  return (
    <li className={styles.figure} data-indicator={number} data-kind={kind}>
      <h3><span className={styles.number}>{number}</span> {say(name)}</h3>
      {kind === 'ratio' && <Value figure={figure} />}
      {kind === 'average' && (means.length === 0 ? <p>{words.none}</p> : (
        <ul>{means.map((mean) => <li key={`${mean.procedureCode} ${mean.unit}`}>{words.mean(mean.procedureCode, count(mean.mean), words.units[mean.unit], count(mean.count))}</li>)}</ul>
      ))}
      {missing !== null && <p><strong>{words.missing}.</strong> {say(missing)}</p>}
      {points !== null && most !== null && <p>{words.points(count(points), count(most))}</p>}
      <p className={styles.quiet}>
        {words.formula}: {say(formula)}{threshold !== null && ` (${words.threshold(count(threshold))})`}{unknown > 0 && ` · ${words.unknown(count(unknown))}`}
      </p>
      {remark !== null && <p className={styles.quiet}>{say(remark)}</p>}
      {number === LATE_BY && <p><Link to="/dossiers?late=true">{words.stuck}</Link></p>}
      {kind !== 'unmeasured' && <Behind figure={figure} question={question} asOf={asOf} />}
    </li>
  );
}

function Value({ figure: { value, numerator, denominator, terms } }: Pick<CardProps, 'figure'>) {
  const words = useWords(reportWords);
  const { say, count } = useSpeech();
  if (value === null || numerator === null || denominator === null) return <p className={styles.value}>{words.none}</p>;
  return (
    <p>
      <strong className={styles.value}>{count(value)} %</strong>
      <span className={styles.quiet}>{words.ofAll(`${say(terms.numerator)}: ${count(numerator)}`, `${say(terms.denominator)}: ${count(denominator)}`)}</span>
    </p>
  );
}

function Behind({ figure: { number, name }, question, asOf }: CardProps) {
  const words = useWords(reportWords);
  const { say } = useSpeech();
  const [part, setPart] = useState<Part | null>(null);
  return (
    <>
      <p className={styles.parts} role="group" aria-label={words.behind(say(name))}>
        {(['numerator', 'denominator', 'late'] as const).map((each) => (
          <button key={each} type="button" className="button" aria-pressed={part === each} aria-label={words.part(words.parts[each], number)} onClick={() => setPart(part === each ? null : each)}>{words.parts[each]}</button>
        ))}
      </p>
      {part !== null && <Members key={part} number={number} part={part} question={question} asOf={asOf} />}
    </>
  );
}
