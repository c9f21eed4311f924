import { opened, type FormCheck } from '../api/applications.js';
import type { CorrectionRound } from '../api/corrections.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { applicationWords } from './application-words.js';
import panel from './panel.module.css';

/** Old and new values, newest round first, with who and why. */
export function CorrectionList({ rounds }: Readonly<{ rounds: readonly CorrectionRound[] }>) {
  const words = useWords(applicationWords);
  const { say, language } = useSpeech();
  const said = (value: unknown): string => {
    const plain = opened(value);
    if (plain === null || plain === undefined || plain === '' || (Array.isArray(plain) && plain.length === 0)) return words.nothing;
    if (typeof plain === 'boolean') return plain ? words.yes : words.no;
    return typeof plain === 'string' ? `“${plain}”` : JSON.stringify(plain);
  };
  return (
    <section aria-labelledby="corrections">
      <h3 id="corrections">{words.corrections}</h3>
      <ul className={panel.children}>
        {rounds.toReversed().map(({ at, by, reason, corrections }) => (
          <li key={at}>
            <p><strong>{words.correctedBy(by.name, momentOf(at, language))}</strong></p>
            <p className={panel.quiet}>{words.why(reason)}</p>
            <ul>{corrections.map(({ field, label, before, after }) => <li key={field} data-field={field}>{words.changed(say(label), said(before), said(after))}</li>)}</ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function FormCheckNote({ check: { submittedBy, judgedBy, result, basis } }: Readonly<{ check: FormCheck }>) {
  const words = useWords(applicationWords);
  return <p>{result === 'fits' ? words.formFits(submittedBy, judgedBy) : words.formKept(submittedBy, judgedBy, basis)}</p>;
}
