import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { FormSchema } from '../api/tasks.js';
import { useSpeech } from '../language/language.js';
import './filled-form.css';
import { translatorOf } from './form-sentences.js';
import { spokenSchema } from './spoken-schema.js';
import styles from './tasks.module.css';

type Props = Readonly<{ schema: FormSchema; data: Readonly<Record<string, unknown>>; isReadOnly: boolean; isSending: boolean; label: string; onSubmit: (data: object) => void }>;

type Submitted = Readonly<{ data: object; errors: object }>;

/** A form-js form. What it finds wrong it shows at the field; the service holds the same schema against what is sent. */
export function FilledForm({ schema, data, isReadOnly, isSending, label, onSubmit }: Props) {
  const { language } = useSpeech();
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
    const options = { container: place, debounce: false, additionalModules: [{ translate: ['value', translatorOf(language)] }] };
    const shown = new Form(options);
    form.current = shown;
    // What was filled in stays when the language changes.
    void shown.importSchema(spokenSchema(schema, language), first.current).then(() => shown.setProperty('readOnly', isReadOnly));
    shown.on('submit', take);
    shown.on('changed', ({ data: filled }: Readonly<{ data: Readonly<Record<string, unknown>> }>) => {
      first.current = filled;
    });
    return () => shown.destroy();
  }, [schema, language, isReadOnly]);
  return (
    <>
      <div ref={container} className="filled-form" />
      {!isReadOnly && <p className={styles.acts}><button type="button" className="button primary" aria-disabled={isSending} onClick={() => isSending || form.current?.submit()}>{label}</button></p>}
    </>
  );
}
