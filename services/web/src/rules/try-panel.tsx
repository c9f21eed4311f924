import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { tryDecision, type Decision, type DecisionModel, type Example, type Trial } from '../api/rules.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Line } from '../dossier/explanation-view.js';
import explain from '../dossier/explain.module.css';
import { useSpeech, useWords } from '../language/language.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';
import { TrialFieldEntry } from './trial-fields.js';
import { blankOf, read, written, type Drafts } from './trial-values.js';
import { useValueText } from './value-text.js';

type Props = Readonly<{ model: DecisionModel; onTried(trial: Trial | null): void }>;

/** Invented inputs in, and what the published version says to them, by the server that decides dossiers by the same. */
export function TryPanel({ model, onTried }: Props) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const tried = model.decisions.filter(({ kind }) => kind === 'decision');
  const [decision, setDecision] = useState<Decision | undefined>(tried.at(-1));
  const [drafts, setDrafts] = useState<Drafts>({});
  const id = useId();
  const evaluate = useMutation({
    mutationFn: ({ id: asked, fields }: Decision) => tryDecision(model.id, model.version, asked, Object.fromEntries(fields.map((field) => [field.name, written(field, drafts[field.name] ?? blankOf(field))]))),
    onSuccess: onTried,
  });
  const change = (next: Readonly<{ decision?: Decision | undefined; drafts: Drafts }>) => {
    if (next.decision !== undefined) setDecision(next.decision);
    setDrafts(next.drafts);
    // What was answered to other inputs no longer stands beside them.
    evaluate.reset();
    onTried(null);
  };
  const take = ({ decision: name, input }: Example) => {
    const meant = tried.find((each) => each.id === name || each.name.vi === name);
    if (meant !== undefined) change({ decision: meant, drafts: Object.fromEntries(meant.fields.map((field) => [field.name, read(field, input[field.name])])) });
  };
  if (decision === undefined) return null;
  return (
    <>
      <section aria-labelledby={`${id}-try`} className={styles.panel}>
        <h2 id={`${id}-try`}>{words.try}</h2>
        <p className={styles.quiet}>{words.tryLead}</p>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!evaluate.isPending) evaluate.mutate(decision);
          }}
        >
          <p>
            <label htmlFor={`${id}-decision`}>{words.decision}</label>
            <select id={`${id}-decision`} value={decision.id} onChange={({ target }) => change({ decision: tried.find((each) => each.id === target.value), drafts })}>{tried.map((each) => <option key={each.id} value={each.id}>{say(each.name)}</option>)}</select>
          </p>
          {decision.fields.map((field) => <TrialFieldEntry key={field.name} field={field} draft={drafts[field.name] ?? blankOf(field)} onChange={(draft) => change({ drafts: { ...drafts, [field.name]: draft } })} />)}
          <p><button type="submit" className="button primary" aria-disabled={evaluate.isPending}>{words.send}</button></p>
        </form>
        {evaluate.error !== null && <ProblemNotice error={evaluate.error} />}
        <div role="status">{evaluate.isSuccess && <TrialResult trial={evaluate.data} />}</div>
      </section>
      <Examples model={model} onTake={take} />
    </>
  );
}

function TrialResult({ trial: { value, errors, lines } }: Readonly<{ trial: Trial }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const text = useValueText();
  return (
    <>
      <p className={styles.value} data-value>{words.result}: {text(value)}</p>
      {errors.length > 0 && <><h3 className={styles.wrong}>{words.wrong}</h3><ul className={styles.lines}>{errors.map(({ element, text: said }, place) => <li key={`${element} ${place}`}><code>{element}</code>: {say(said)}</li>)}</ul></>}
      {lines.length > 0 && <><h3>{words.why}</h3><ol className={explain.lines}>{lines.map((line, place) => <Line key={`${line.step} ${place}`} line={line} />)}</ol></>}
    </>
  );
}

function Examples({ model: { examples, exampleCount }, onTake }: Readonly<{ model: DecisionModel; onTake(example: Example): void }>) {
  const words = useWords(ruleWords);
  const { count } = useSpeech();
  const text = useValueText();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.panel}>
      <h2 id={id}>{words.examples}</h2>
      {examples.length === 0 ? <p>{words.noExamples}</p> : <p className={styles.quiet}>{words.examplesHelp(count(examples.length), count(exampleCount))}</p>}
      <ul className={styles.lines}>
        {examples.map((example, place) => {
          const name = words.example(example.id ?? String(place + 1));
          return (
            <li key={place}>
              <strong>{name}</strong>: {text(example.input)} → {words.expected(text(example.expected))}{' '}
              <button type="button" className="button" aria-label={`${words.useExample}: ${name}`} onClick={() => onTake(example)}>{words.useExample}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
