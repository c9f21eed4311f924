import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FormFile } from '@lienthong/bpmn/files';
import { readFile } from '../api/files.js';
import { wordProblem } from '../api/problem.js';
import { saveFile } from '../api/save-file.js';
import type { FormSchema } from '../api/tasks.js';
import { useSpeech, useWords } from '../language/language.js';
import './filled-form.css';
import { viewerFiles } from './form-files/viewer-files.js';
import { translatorOf } from './form-sentences.js';
import { spokenSchema } from './spoken-schema.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** `upload`: where a file goes that is chosen in the form. */
type Props = Readonly<{ upload: (file: File) => Promise<FormFile>; schema: FormSchema; data: Readonly<Record<string, unknown>>; isReadOnly: boolean; isSending: boolean; label: string; onSubmit: (data: object) => void }>;

type Submitted = Readonly<{ data: object; errors: object }>;

/** A form-js form. What it finds wrong it shows at the field; the service holds the same schema against what is sent. */
export function FilledForm({ upload, schema, data, isReadOnly, isSending, label, onSubmit }: Props) {
  const { language, texts } = useSpeech();
  const words = useWords(taskWords);
  const [uploads, setUploads] = useState(0);
  const send = useEffectEvent(upload);
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const take = useEffectEvent(({ data: filled, errors }: Submitted) => {
    if (Object.keys(errors).length === 0) onSubmit(filled);
    else container.current?.querySelector<HTMLElement>('.fjs-has-errors :is(input, textarea, select, [tabindex])')?.focus();
  });
  const first = useRef(data);
  useEffect(() => {
    const place = container.current;
    if (place === null) return undefined;
    // At once: a sentence that went as its field is left would move the page under the click that leaves it.
    const files = viewerFiles({
      language, upload: (file) => send(file), read: readFile, save: saveFile, explain: (error) => inWords(error, texts), onBusy: (isBusy) => setUploads((count) => count + (isBusy ? 1 : -1)),
    });
    const options = { container: place, debounce: false, additionalModules: [{ translate: ['value', translatorOf(language)] }, files] };
    const shown = new Form(options);
    form.current = shown;
    // What was filled in stays when the language changes.
    void shown.importSchema(spokenSchema(schema, language), first.current).then(() => shown.setProperty('readOnly', isReadOnly));
    shown.on('submit', take);
    shown.on('changed', ({ data: filled }: Readonly<{ data: Readonly<Record<string, unknown>> }>) => {
      first.current = filled;
    });
    return () => shown.destroy();
  }, [schema, language, texts, isReadOnly]);
  const isWaiting = isSending || uploads > 0;
  return (
    <>
      <div ref={container} className="filled-form" />
      {!isReadOnly && <p className={styles.acts}><button type="button" className="button primary" aria-disabled={isWaiting} onClick={() => isWaiting || form.current?.submit()}>{label}</button></p>}
      {uploads > 0 && <p role="status">{words.waitForFiles}</p>}
    </>
  );
}

function inWords(error: unknown, texts: Parameters<typeof wordProblem>[1]): string {
  const { title, whatToDo, errors } = wordProblem(error, texts);
  return [title, whatToDo, ...errors.map(({ message }) => message)].filter((sentence) => sentence !== '').join(' ');
}
