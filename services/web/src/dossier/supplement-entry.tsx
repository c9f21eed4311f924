import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { sendSupplement, type Application } from '../api/applications.js';
import type { OfferedProcedure } from '../api/apply.js';
import { uploadToForm } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import fields from '../apply/apply.module.css';
import { bodyOf } from '../apply/form-parts.js';
import { formPaper, papersInForm } from '../apply/papers-in-form.js';
import { givenPapers, NO_PAPER, PaperFields, type Paper } from '../apply/paper-fields.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useWords } from '../language/language.js';
import { applicationWords } from './application-words.js';

const FilledForm = lazy(() => import('../tasks/filled-form.js').then(({ FilledForm: form }) => ({ default: form })));

type Props = Readonly<{ application: Application; procedure: OfferedProcedure | null; data: Readonly<Record<string, unknown>>; isCitizen: boolean }>;

/** The dossier was sent back: the same form, filled in as it is, and the papers that were asked for. */
export function SupplementEntry({ application: { code, supplement }, procedure, data, isCitizen }: Props) {
  const words = useWords(applicationWords);
  const client = useQueryClient();
  const id = useId();
  const [reason, setReason] = useState('');
  const [papers, setPapers] = useState<Readonly<Record<string, Paper>>>({});
  const [uploads, setUploads] = useState(0);
  const sent = useRef({ body: '', key: '' });
  const sending = useMutation({
    mutationFn: (filled: object | null) => {
      const body = { ...(filled !== null && bodyOf(filled)), components: givenPapers(papers), ...(reason.trim() !== '' && { reason: reason.trim() }) };
      const text = JSON.stringify(body);
      if (sent.current.body !== text) sent.current = { body: text, key: crypto.randomUUID() };
      return sendSupplement(code, body, sent.current.key);
    },
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: keys.dossier(code) }), client.invalidateQueries({ queryKey: keys.papers(code) })]),
  });
  if (sending.data !== undefined) return <p role="status">{words.fixed(sending.data.corrected.length)}</p>;
  const items = supplement?.items ?? [];
  const form = procedure?.form ?? null;
  const inForm = form === null ? new Set<string>() : papersInForm(form);
  const asked = (procedure?.components ?? []).filter((paper) => (items.length === 0 || items.includes(paper.code)) && (form === null || paper.code !== formPaper(form)) && !(isCitizen && inForm.has(paper.code)));
  const submit = (filled: object | null): void => {
    if (!sending.isPending && uploads === 0) sending.mutate(filled);
  };
  return (
    <section className={fields.page} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.fixTitle}</h3>
      {supplement !== null && <p><strong>{words.fixLead(supplement.reason)}</strong></p>}
      {asked.length > 0 && (
        <fieldset className={fields.panel}>
          <legend>{words.papers}</legend>
          {asked.map((paper) => (
            <PaperFields
              key={paper.code} asked={paper} paper={papers[paper.code] ?? NO_PAPER} countsSheets={!isCitizen} takesFiles={!inForm.has(paper.code)} onUpload={(started) => setUploads((count) => count + (started ? 1 : -1))}
              onChange={(change) => setPapers((before) => ({ ...before, [paper.code]: change(before[paper.code] ?? NO_PAPER) }))}
            />
          ))}
        </fieldset>
      )}
      <p className={fields.field}>
        <label htmlFor={id}>{words.fixReason}</label>
        <input id={id} value={reason} maxLength={2000} autoComplete="off" onChange={({ target }) => setReason(target.value)} />
      </p>
      {form === null
        ? <p><button type="button" className="button primary" aria-disabled={sending.isPending || uploads > 0} onClick={() => submit(null)}>{words.fix}</button></p>
        : (
          <>
            <p className={fields.quiet}>{words.fixForm}</p>
            <Suspense fallback={<Skeleton lines={5} />}>
              <FilledForm upload={uploadToForm} schema={form} data={data} isReadOnly={false} isSending={sending.isPending || uploads > 0} label={words.fix} onSubmit={submit} />
            </Suspense>
          </>
        )}
      {sending.error !== null && <ProblemNotice error={sending.error} />}
    </section>
  );
}
