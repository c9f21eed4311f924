import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { FormFile } from '@lienthong/bpmn/files';
import { readFile } from '../api/files.js';
import { wordProblem } from '../api/problem.js';
import { saveFile } from '../api/save-file.js';
import type { FormSchema } from '../api/tasks.js';
import { useSpeech, useWords } from '../language/language.js';
import './filled-form.css';
import { viewerFiles } from './form-files/viewer-files.js';
import { translatorOf } from './form-sentences.js';
import { fillKnown, knownSchema, type KnownField } from './known-schema.js';
import { nameRows } from './row-words.js';
import { spokenSchema } from './spoken-schema.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** `upload`: where a file goes that is chosen in the form. `known`: what sources fill in, which may come while somebody fills it in; it goes with what is sent. */
type Props<Known extends KnownField> = Readonly<{
  upload: (file: File) => Promise<FormFile>; schema: FormSchema; data: Readonly<Record<string, unknown>>; isReadOnly: boolean; isSending: boolean; label: string;
  known?: readonly Known[]; onChange?: (data: Readonly<Record<string, unknown>>) => void; onSubmit: (data: object, filled: readonly Known[]) => void;
}>;

type Submitted = Readonly<{ data: object; errors: object }>;

/** A form-js form. What it finds wrong it shows at the field; the service holds the same schema against what is sent. */
export function FilledForm<Known extends KnownField = KnownField>({ upload, schema, data, isReadOnly, isSending, label, known, onChange, onSubmit }: Props<Known>) {
  const { language, texts } = useSpeech();
  const [uploads, setUploads] = useState(0);
  // Drawn anew, a form forgets the file that is on its way: what is new in it waits for that.
  const wanted = useMemo(() => ({ language, texts, known }), [language, texts, known]);
  const [view, setView] = useState(wanted);
  useEffect(() => {
    if (uploads === 0) setView(wanted);
  }, [uploads, wanted]);
  const words = useWords(taskWords);
  const send = useEffectEvent(upload);
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const take = useEffectEvent(({ data: filled, errors }: Submitted) => {
    if (Object.keys(errors).length === 0) onSubmit(filled, fromSources.current);
    // Once the viewer has drawn what it found.
    else requestAnimationFrame(() => container.current?.querySelector<HTMLElement>('.fjs-has-errors :is(input, textarea, select, [tabindex])')?.focus());
  });
  const first = useRef(data);
  const fromSources = useRef<readonly Known[]>([]);
  /** Which of its fields had the focus when the form was last taken away to be drawn anew. */
  const left = useRef(-1);
  const changed = useEffectEvent((filled: Readonly<Record<string, unknown>>) => onChange?.(filled));
  useEffect(() => {
    const place = container.current;
    if (place === null) return undefined;
    const { language: spoken, texts: said, known: facts } = view;
    // At once: a sentence that went as its field is left would move the page under the click that leaves it.
    const files = viewerFiles({
      language: spoken, upload: (file) => send(file), read: readFile, save: saveFile, explain: (error) => inWords(error, said), onBusy: (isBusy) => setUploads((count) => count + (isBusy ? 1 : -1)),
    });
    const options = { container: place, debounce: false, additionalModules: [{ translate: ['value', translatorOf(spoken)] }, files] };
    const shown = new Form(options);
    form.current = shown;
    // What was filled in stays when the language changes, or when more is known; so does the place at which somebody is.
    const filling = fillKnown(first.current, facts ?? [], fromSources.current);
    fromSources.current = filling.filled;
    const at = left.current;
    void shown.importSchema(knownSchema(spokenSchema(schema, spoken), filling.filled, spoken), filling.data).then(() => {
      shown.setProperty('readOnly', isReadOnly);
      if (at >= 0) requestAnimationFrame(() => focusable(place)[at]?.focus());
    });
    shown.on('submit', take);
    shown.on('changed', ({ data: filled }: Readonly<{ data: Readonly<Record<string, unknown>> }>) => {
      first.current = filled;
      changed(filled);
    });
    const stop = nameRows(place, spoken);
    return () => {
      stop();
      left.current = focusable(place).indexOf(document.activeElement as HTMLElement);
      shown.destroy();
    };
  }, [schema, view, isReadOnly]);
  const isWaiting = isSending || uploads > 0;
  return (
    <>
      <div ref={container} className="filled-form" />
      {!isReadOnly && <p className={styles.acts}><button type="button" className="button primary" aria-disabled={isWaiting} onClick={() => isWaiting || form.current?.submit()}>{label}</button></p>}
      {uploads > 0 && <p role="status">{words.waitForFiles}</p>}
    </>
  );
}

const focusable = (place: HTMLElement): readonly HTMLElement[] => [...place.querySelectorAll<HTMLElement>('input, textarea, select, button')];

function inWords(error: unknown, texts: Parameters<typeof wordProblem>[1]): string {
  const { title, whatToDo, errors } = wordProblem(error, texts);
  return [title, whatToDo, ...errors.map(({ message }) => message)].filter((sentence) => sentence !== '').join(' ');
}
