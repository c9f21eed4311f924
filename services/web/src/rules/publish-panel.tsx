import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { checkRule, publishRule, type RuleFile, type RuleKind } from '../api/rules.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';
import { Changes } from './versions.js';

type Files = Readonly<{ main: File | null; second: File | null; effectiveFrom: string }>;
/** Opened anew for every file, so that its fields are empty. */
const NO_FILES: Files = { main: null, second: null, effectiveFrom: '' };
const ACCEPT = { decisions: '.dmn,.xml', procedures: '.bpmn,.xml', calendars: '.json' } as const satisfies Record<RuleKind, string>;
const SECOND = { decisions: '.jsonl', procedures: null, calendars: '.ics' } as const satisfies Record<RuleKind, string | null>;

class NotJsonError extends Error {}

/** The server looks at the file first and says what it changes; only what it has looked at is published. */
export function PublishPanel({ kind }: Readonly<{ kind: RuleKind }>) {
  const words = useWords(ruleWords);
  const client = useQueryClient();
  const [files, setFiles] = useState<Files>({ ...NO_FILES, effectiveFrom: dayNow() });
  const heading = useId();
  const check = useMutation({
    mutationFn: async (chosen: Files) => {
      const file = await fileOf(kind, chosen);
      return { file, result: await checkRule(file) };
    },
  });
  const publish = useMutation({ mutationFn: publishRule, onSuccess: () => void client.invalidateQueries({ queryKey: ['rules'] }) });
  const choose = (change: Partial<Files>) => {
    setFiles({ ...files, ...change });
    check.reset();
    publish.reset();
  };
  const pick = (part: 'main' | 'second', label: string, accept: string, isNeeded: boolean) => (
    <p><label htmlFor={`${heading}-${part}`}>{label}</label><br /><input id={`${heading}-${part}`} type="file" accept={accept} required={isNeeded} onChange={({ target }) => choose({ [part]: target.files?.[0] ?? null })} /></p>
  );
  return (
    <section aria-labelledby={heading} className={styles.panel}>
      <h2 id={heading}>{words.publish}: {words.kinds[kind]}</h2>
      <p className={styles.quiet}>{words.publishLead}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!check.isPending) check.mutate(files);
        }}
      >
        {pick('main', words.files[kind], ACCEPT[kind], true)}
        {kind === 'decisions' && <p><label htmlFor={`${heading}-day`}>{words.effective}</label><input id={`${heading}-day`} type="date" required value={files.effectiveFrom} onChange={({ target }) => choose({ effectiveFrom: target.value })} /></p>}
        {kind === 'procedures' && <p className={styles.quiet}>{words.effectiveInFile}</p>}
        {SECOND[kind] !== null && pick('second', kind === 'decisions' ? words.examplesFile : words.icalendar, SECOND[kind], false)}
        <p><button type="submit" className="button" aria-disabled={check.isPending}>{words.check}</button></p>
      </form>
      {check.error !== null && (check.error instanceof NotJsonError ? <p role="alert" className={styles.wrong}>{words.notJson}</p> : <ProblemNotice error={check.error} showsPaths />)}
      <div role="status">{check.isSuccess && !publish.isSuccess && <Checked file={check.data.file} result={check.data.result} isBusy={publish.isPending} onPublish={publish.mutate} />}
        {publish.isSuccess && check.isSuccess && <p><strong>{words.done(check.data.result.id, publish.data.version)}</strong> <Link to={`/rules/${kind}/${encodeURIComponent(check.data.result.id)}?version=${publish.data.version}`}>{words.open}</Link></p>}</div>
      {publish.error !== null && <ProblemNotice error={publish.error} showsPaths />}
    </section>
  );
}

type CheckedProps = Readonly<{ file: RuleFile; result: Awaited<ReturnType<typeof checkRule>>; isBusy: boolean; onPublish(file: RuleFile): void }>;

function Checked({ file, result: { id, version, isNew, from, changes, warnings }, isBusy, onPublish }: CheckedProps) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  if (!isNew) return <p>{words.known(version)}</p>;
  return (
    <>
      <p><strong>{words.checked(id, version)}</strong></p>
      <Changes from={from} changes={changes} />
      {warnings.length > 0 && <><h3>{words.remarks}</h3><ul className={styles.lines}>{warnings.map(({ text }, place) => <li key={place}>{say(text)}</li>)}</ul></>}
      <p><button type="button" className="button primary" aria-disabled={isBusy} onClick={() => isBusy || onPublish(file)}>{words.confirm(version)}</button></p>
    </>
  );
}

async function fileOf(kind: RuleKind, { main, second, effectiveFrom }: Files): Promise<RuleFile> {
  const text = (await main?.text()) ?? '';
  const more = await second?.text();
  switch (kind) {
    case 'decisions':
      return { kind, body: { model: text, effectiveFrom, ...(more !== undefined && { examples: more }) } };
    case 'procedures':
      return { kind, body: { model: text } };
    case 'calendars':
      return { kind, body: { calendar: calendarOf(text), ...(more !== undefined && { icalendar: more }) } };
  }
}

function calendarOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJsonError();
  }
}
