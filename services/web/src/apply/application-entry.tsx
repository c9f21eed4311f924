import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { handIn, type Applicant, type HandedIn, type Identification, type OfferedProcedure, type ReturnManner } from '../api/apply.js';
import { readPrintedApplication } from '../api/applications.js';
import { uploadToForm } from '../api/files.js';
import type { FormSchema } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useWords } from '../language/language.js';
import type { Person } from '../session/session.js';
import { valueAt } from '../tasks/known-schema.js';
import { AcceptanceAct } from '../dossier/acceptance-act.js';
import { PrintAct } from '../dossier/print-act.js';
import { ApplicantFields } from './applicant-fields.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';
import { declaredFields } from './declared-fields.js';
import { claimsOf, type Filling } from './known-fields.js';
import { IdentificationField } from './identification-field.js';
import { KnownSourcesPanel } from './known-sources.js';
import { ReturnField } from './return-field.js';
import { useApplicant } from './use-applicant.js';
import { NO_FACTS, useKnownFields } from './use-known-fields.js';
import { asksForParties, bodyOf } from './form-parts.js';
import { formPaper, papersInForm, withMandatoryPapers } from './papers-in-form.js';
import { givenPapers, NO_PAPER, PaperFields, type Paper } from './paper-fields.js';

/** The viewer is as large as the rest of the application. */
const FilledForm = lazy(() => import('../tasks/filled-form.js').then(({ FilledForm: form }) => ({ default: form<Filling> })));
const EMPTY = {};

type Props = Readonly<{ person: Person; procedure: OfferedProcedure; form: FormSchema }>;

export function ApplicationEntry({ person, procedure, form }: Props) {
  const words = useWords(applyWords);
  const isCitizen = person.roles.includes('citizen');
  // What the form asks for as files is not asked for again; only a counter counts its sheets.
  const inForm = papersInForm(form);
  const hasParties = asksForParties(form);
  const shown = useMemo(() => (isCitizen ? withMandatoryPapers(form, procedure.components.filter(({ mandatory }) => mandatory).map(({ code }) => code)) : form), [form, isCitizen, procedure]);
  const papersAsked = procedure.components.filter(({ code }) => code !== formPaper(form) && (!isCitizen || !inForm.has(code)));
  const declared = useMemo(() => declaredFields(form), [form]);
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(EMPTY);
  const [applicant, setApplicant] = useState<Applicant>({ name: isCitizen ? person.name : '', identifier: isCitizen ? person.subject : '', address: '', phone: '' });
  const known = useKnownFields({ procedure: procedure.code, applicant: hasParties ? askerIn(data, person, isCitizen) : applicant.identifier.trim(), isCitizen, declared, data });
  const { claims, sourceOf } = useApplicant(applicant, setApplicant, hasParties ? NO_FACTS : known.facts);
  const [identification, setIdentification] = useState<Identification>('papers');
  const [returnManner, setReturnManner] = useState<ReturnManner>('counter');
  const [papers, setPapers] = useState<Readonly<Record<string, Paper>>>({});
  const [uploads, setUploads] = useState(0);
  const fields = useRef<HTMLFormElement>(null);
  // One key for the same words, another as soon as something was corrected: a lost answer makes no second dossier.
  const sent = useRef({ body: '', key: '' });
  const sending = useMutation({
    mutationFn: ({ said, filled }: Readonly<{ said: object; filled: readonly Filling[] }>) => {
      const body = { procedureCode: procedure.code, ...(!hasParties && { applicant }), ...bodyOf(said), components: givenPapers(papers, known.papers), ...(!isCitizen && { identification }), ...(returnManner !== 'counter' && { returnManner }), prefilled: [...claims, ...claimsOf(filled)] };
      const text = JSON.stringify(body);
      if (sent.current.body !== text) sent.current = { body: text, key: crypto.randomUUID() };
      return handIn(body, sent.current.key);
    },
  });
  const submit = (said: object, filled: readonly Filling[]) => {
    if (sending.isPending || uploads > 0 || fields.current?.reportValidity() !== true) return;
    sending.mutate({ said, filled });
  };
  if (sending.data !== undefined) return <Received answer={sending.data} isCitizen={isCitizen} />;
  return (
    <>
      <form ref={fields} className={styles.page} onSubmit={(event) => event.preventDefault()}>
        {!hasParties && <ApplicantFields applicant={applicant} isFromAccount={isCitizen} sourceOf={sourceOf} onChange={setApplicant} />}
        {!isCitizen && <IdentificationField value={identification} onChange={setIdentification} />}
        <ReturnField value={returnManner} onChange={setReturnManner} />
        {papersAsked.length > 0 && (
          <fieldset className={styles.panel}>
            <legend>{words.papers}</legend>
            {papersAsked.map((asked) => (
              <PaperFields
                key={asked.code} asked={asked} paper={papers[asked.code] ?? NO_PAPER} kept={known.papers.find(({ component }) => component === asked.code)} countsSheets={!isCitizen} takesFiles={!inForm.has(asked.code)} onUpload={(started) => setUploads((count) => count + (started ? 1 : -1))}
                onChange={(change) => setPapers((before) => ({ ...before, [asked.code]: change(before[asked.code] ?? NO_PAPER) }))}
              />
            ))}
          </fieldset>
        )}
      </form>
      <section className={styles.panel} aria-labelledby="application-form">
        <h2 id="application-form">{words.form}</h2>
        <KnownSourcesPanel known={known} declared={declared} isCitizen={isCitizen} />
        <Suspense fallback={<Skeleton lines={5} />}>
          <FilledForm known={known.fields} onChange={setData} upload={uploadToForm} schema={shown} data={EMPTY} isReadOnly={false} isSending={sending.isPending || uploads > 0} label={words.send} onSubmit={submit} />
        </Suspense>
        {uploads > 0 && <p role="status">{words.waitForFiles}</p>}
        {sending.error !== null && <ProblemNotice error={sending.error} />}
      </section>
    </>
  );
}

/** Where the form asks for the parties itself, the first of them is the one who asks. */
function askerIn(data: Readonly<Record<string, unknown>>, { subject }: Person, isCitizen: boolean): string {
  const typed = valueAt(data, ['transferor', 'identifier']);
  return isCitizen ? subject : typeof typed === 'string' ? typed.trim() : '';
}

/** At the counter the papers have been looked at: it can be accepted at once. */
function Received({ answer: { code, existing }, isCitizen }: Readonly<{ answer: HandedIn; isCitizen: boolean }>) {
  const words = useWords(applyWords);
  return (
    <section className={styles.panel} role="status">
      <h2>{existing ? words.existingTitle : words.doneTitle}</h2>
      <p>{words.done}: <strong className={styles.code}>{code}</strong></p>
      <p>{words.keep}</p>
      <PrintAct label={words.print} name={`${code}-don.html`} read={() => readPrintedApplication(code)} />
      {!isCitizen && !existing && <AcceptanceAct code={code} />}
      <p><Link to={`/dossiers/${encodeURIComponent(code)}`} className="button primary">{words.follow}</Link> <Link to="/apply" className="button">{words.another}</Link></p>
    </section>
  );
}
