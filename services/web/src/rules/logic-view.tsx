import { useId } from 'react';
import type { Decision, Logic, Table } from '../api/rules.js';
import { useSpeech, useWords } from '../language/language.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';

/** One decision: what it asks, what it rests on, and its table or expression; rows that have just fired are marked, not by colour alone. */
export function DecisionView({ decision: { id, name, kind, question, rests, logic }, fired }: Readonly<{ decision: Decision; fired: ReadonlySet<string> }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={styles.panel} data-decision={id}>
      <h3 id={heading}>{say(name)}</h3>
      <p className={styles.quiet}>{kind === 'function' && `${words.function} · `}{id}</p>
      {question !== null && <p>{question}</p>}
      {rests.length > 0 && <p className={styles.quiet}>{words.rests(rests.map(say).join(', '))}</p>}
      {logic !== null && <LogicView logic={logic} name={say(name)} fired={fired} />}
    </section>
  );
}

function LogicView({ logic, name, fired }: Readonly<{ logic: Logic; name: string; fired: ReadonlySet<string> }>) {
  switch (logic.kind) {
    case 'table':
      return <TableView table={logic} name={name} fired={fired} />;
    case 'expression':
      return <pre className={styles.expression}>{logic.text}</pre>;
    case 'parts':
      return (
        <dl className={styles.parts}>
          {logic.parts.map(({ name: part, logic: inner }, place) => <div key={place}><dt>{part}</dt><dd><LogicView logic={inner} name={`${name}, ${part}`} fired={fired} /></dd></div>)}
        </dl>
      );
  }
}

function TableView({ table: { policy, inputs, outputs, annotations, rows }, name, fired }: Readonly<{ table: Table; name: string; fired: ReadonlySet<string> }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const tested = (text: string) => (text === '' || text === '-' ? <span className={styles.any}>{words.otherwise}</span> : text);
  return (
    <>
      <p><strong>{say(policy)}</strong></p>
      <div className={styles.scroll} role="region" tabIndex={0} aria-label={words.scroll(name)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.rowNumber}</th>
              {inputs.map((label, place) => <th key={`i${place}`} scope="col"><small>{words.ifText}</small> {label}</th>)}
              {outputs.map((label, place) => <th key={`o${place}`} scope="col"><small>{words.thenText}</small> {label === '' ? name : label}</th>)}
              {annotations.map((label) => <th key={label} scope="col" className={styles.note}>{label}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.index} data-rule={row.id} data-fired={fired.has(row.id)}>
                <th scope="row">{row.index}{fired.has(row.id) && <strong className={styles.fired}> ✓ {words.fired}</strong>}</th>
                {row.inputs.map((text, place) => <td key={`i${place}`}>{tested(text)}</td>)}
                {row.outputs.map((text, place) => <td key={`o${place}`}><code>{text}</code></td>)}
                {row.annotations.map((text, place) => <td key={`a${place}`} className={styles.note}>{text}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
