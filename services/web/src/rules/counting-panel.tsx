import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { countDueDate } from '../api/rules.js';
import { ProblemNotice } from '../design/problem-notice.js';
import panel from '../dossier/panel.module.css';
import { useSpeech, useWords } from '../language/language.js';
import { fieldOf, momentOf, momentOfField } from '../language/moments.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';

type Unit = 'working-days' | 'calendar-days' | 'hours' | 'months';
const UNITS: readonly Unit[] = ['working-days', 'calendar-days', 'hours', 'months'];
const limitOf = (amount: string, unit: Unit): string => ({ 'working-days': `P${amount}D`, 'calendar-days': `P${amount}D`, hours: `PT${amount}H`, months: `P${amount}M` })[unit];

/** "When is ten working days after …": the server counts, line by line. */
export function CountingPanel({ id, version }: Readonly<{ id: string; version: number }>) {
  const words = useWords(ruleWords);
  const { say, language } = useSpeech();
  const [begin, setBegin] = useState(() => fieldOf(Date.now()).slice(0, 16));
  const [amount, setAmount] = useState('10');
  const [unit, setUnit] = useState<Unit>('working-days');
  const heading = useId();
  const count = useMutation({ mutationFn: () => countDueDate(id, version, { from: momentOfField(begin) ?? begin, limit: limitOf(amount, unit), days: unit === 'calendar-days' ? 'calendar' : 'working' }) });
  return (
    <section aria-labelledby={heading} className={styles.panel}>
      <h2 id={heading}>{words.count}</h2>
      <p className={styles.quiet}>{words.countLead}</p>
      <form
        className={styles.filters}
        onSubmit={(event) => {
          event.preventDefault();
          if (!count.isPending) count.mutate();
        }}
      >
        <p><label htmlFor={`${heading}-begin`}>{words.begin}</label><input id={`${heading}-begin`} type="datetime-local" required value={begin} onChange={({ target }) => setBegin(target.value)} /></p>
        <p><label htmlFor={`${heading}-amount`}>{words.amount}</label><input id={`${heading}-amount`} type="number" min={1} max={99_999} required value={amount} onChange={({ target }) => setAmount(target.value)} /></p>
        <p><label htmlFor={`${heading}-unit`}>{words.unit}</label><select id={`${heading}-unit`} value={unit} onChange={({ target }) => setUnit(target.value as Unit)}>{UNITS.map((each) => <option key={each} value={each}>{words.units[each]}</option>)}</select></p>
        <p><button type="submit" className="button primary" aria-disabled={count.isPending}>{words.countIt}</button></p>
      </form>
      {count.error !== null && <ProblemNotice error={count.error} />}
      <div role="status">
        {count.isSuccess && (
          <>
            <p className={styles.value}>{words.due(momentOf(count.data.dueAt, language))}</p>
            <p className={styles.quiet}>{say(count.data.limit)}</p>
            <ol className={panel.derivation}>
              {count.data.derivation.map(({ step, text, arithmetic, source }, place) => (
                <li key={place} data-step={step}>{say(text)}{arithmetic !== undefined && arithmetic !== '' && ` (${arithmetic})`}{source !== undefined && say(source) !== '' && <span className={styles.quiet}>{say(source)}</span>}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}
