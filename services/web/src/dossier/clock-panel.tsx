import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { amendClock, getClockOptions, previewAmendment, type AmendmentBody, type AmendmentKind, type AmendmentPreview, type Barred, type ClockOptions } from '../api/clock.js';
import { keys } from '../api/live-cache.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { changesDates } from '../session/duties.js';
import { useSession } from '../session/session.js';
import { AskedPanel } from './asked-panel.js';
import styles from './clock.module.css';
import { bodyOf, firstDraft } from './clock-draft.js';
import { ClockFields } from './clock-fields.js';
import { clockWords } from './clock-words.js';
import { Disclosure } from './disclosure.js';
import { ExplanationView } from './explanation-view.js';

/** More time, an apology, a correction: for those who answer for the date. */
export function ClockPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(clockWords);
  const session = useSession();
  if (session.status !== 'signed-in' || !changesDates(session.person)) return null;
  return <AskedPanel name="clock" words={words} queryKey={keys.clock(code)} ask={(signal) => getClockOptions(code, signal)} show={(options) => <Acts code={code} options={options} />} />;
}

type Done = Pick<AmendmentPreview, 'from' | 'dueAt'>;

function Acts({ code, options }: Readonly<{ code: string; options: ClockOptions }>) {
  const words = useWords(clockWords);
  const { language } = useSpeech();
  const [done, setDone] = useState<readonly Done[]>([]);
  const last = done.at(-1);
  const barred: Readonly<Record<AmendmentKind, Barred>> = { extension: options.extension.problem, apology: options.apology.problem, correction: null };
  return (
    <>
      <p role="status" className={styles.moves}>{last !== undefined && (last.from === last.dueAt ? words.doneSame(momentOf(last.dueAt, language)) : words.done(momentOf(last.from, language), momentOf(last.dueAt, language)))}</p>
      {(['extension', 'apology', 'correction'] as const).map((kind) => (
        <Disclosure key={kind} name={kind} title={words.acts[kind]}>
          <p className={styles.quiet}>{words.notes[kind]}</p>
          {barred[kind] === null ? <Act key={`${options.dueAt} ${done.length}`} code={code} kind={kind} options={options} onDone={(each) => setDone([...done, each])} /> : <Refused barred={barred[kind]} />}
        </Disclosure>
      ))}
    </>
  );
}

/** It is known beforehand: nobody fills in what would be refused. */
function Refused({ barred: { code, title, whatToDo } }: Readonly<{ barred: NonNullable<Barred> }>) {
  return <div data-barred={code}><p><strong>{title}</strong></p><p className={styles.quiet}>{whatToDo}</p></div>;
}

function Act({ code, kind, options, onDone }: Readonly<{ code: string; kind: AmendmentKind; options: ClockOptions; onDone(done: Done): void }>) {
  const words = useWords(clockWords);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => firstDraft(options));
  const key = useRef('');
  const body = bodyOf(kind, draft);
  const text = JSON.stringify(body);
  const previewing = useMutation({
    mutationFn: async (asked: Readonly<{ body: AmendmentBody; text: string }>) => ({ text: asked.text, preview: await previewAmendment(code, kind, asked.body) }),
    onMutate: () => {
      acting.reset();
      key.current = crypto.randomUUID();
    },
  });
  const acting = useMutation({
    mutationFn: (preview: AmendmentPreview) => amendClock(code, kind, body, preview.dueAt, key.current),
    onSuccess: (_answer, preview) => {
      onDone(preview);
      return Promise.all([keys.dueDate(code), keys.clock(code), keys.dossier(code)].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  // What was previewed is what was typed then: another letter, and it has to be looked at again.
  const shown = previewing.data?.text === text ? previewing.data.preview : undefined;
  return (
    <>
      <form
        className={styles.form} aria-label={words.acts[kind]}
        onSubmit={(event) => {
          event.preventDefault();
          if (!previewing.isPending) previewing.mutate({ body, text });
        }}
      >
        <ClockFields kind={kind} options={options} draft={draft} onChange={setDraft} />
        <p><button type="submit" className="button" aria-disabled={previewing.isPending}>{words.preview}</button></p>
      </form>
      {previewing.error !== null && previewing.variables.text === text && <ProblemNotice error={previewing.error} />}
      <div role="status">{shown !== undefined && <Preview preview={shown} />}</div>
      {shown !== undefined && <p><button type="button" className="button primary" aria-disabled={acting.isPending} onClick={() => acting.isPending || acting.mutate(shown)}>{words.confirm[kind]}</button></p>}
      {shown !== undefined && acting.error !== null && <ProblemNotice error={acting.error} />}
    </>
  );
}

function Preview({ preview: { from, dueAt, isInTime, steps, explanation } }: Readonly<{ preview: AmendmentPreview }>) {
  const words = useWords(clockWords);
  const { say, language } = useSpeech();
  const at = (moment: string): string => momentOf(moment, language);
  return (
    <section className={styles.previewed} aria-label={words.previewed}>
      <p className={styles.moves}>{from === dueAt ? words.stays(at(dueAt)) : words.moves(at(from), at(dueAt))}</p>
      {isInTime === false && <p>{words.tardy}</p>}
      {steps.length > 0 && <><p>{words.steps}</p><ul>{steps.map(({ taskId, name, from: was, to }) => <li key={taskId}>{words.step(say(name), at(was), at(to))}</li>)}</ul></>}
      <Disclosure name="previewed" title={words.how}><ExplanationView explanation={explanation} /></Disclosure>
    </section>
  );
}
