import { lazy, Suspense, useMemo } from 'react';
import { getApplication, readPrintedApplication, valuesOf, type Application } from '../api/applications.js';
import { findProcedure, type OfferedProcedure } from '../api/apply.js';
import { uploadToForm } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import { Skeleton } from '../design/skeleton.js';
import { useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import { useSession, type Person } from '../session/session.js';
import { AcceptanceAct, Accepted } from './acceptance-act.js';
import { applicationWords } from './application-words.js';
import { AskedPanel } from './asked-panel.js';
import { CorrectionList, FormCheckNote } from './correction-list.js';
import panel from './panel.module.css';
import { PrintAct } from './print-act.js';
import { SupplementEntry } from './supplement-entry.js';
import { SupplementRequest } from './supplement-request.js';

/** The viewer is as large as the rest of the application. */
const FilledForm = lazy(() => import('../tasks/filled-form.js').then(({ FilledForm: form }) => ({ default: form })));

/** What the dossier asks for and what may be done to it now. */
export function ApplicationPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(applicationWords);
  const session = useSession();
  const shown = (found: Found) => (session.status === 'signed-in' ? <Shown key={`${found.application.state.code}`} person={session.person} {...found} /> : null);
  return <AskedPanel name="application" words={words} queryKey={keys.application(code)} ask={(signal) => withProcedure(code, signal)} show={shown} />;
}

type Found = Readonly<{ application: Application; procedure: OfferedProcedure | null }>;

/** By the form of the version that judges it: that of its receipt, before that the one in force today. */
async function withProcedure(code: string, signal: AbortSignal): Promise<Found> {
  const application = await getApplication(code, signal);
  return { application, procedure: await findProcedure(application.application.procedureCode, application.receipt?.receivedAt.slice(0, 10) ?? dayNow(), signal) };
}

function Shown({ person, application, procedure }: Found & Readonly<{ person: Person }>) {
  const words = useWords(applicationWords);
  const { code, state, receipt, corrections = [], formCheck = null } = application;
  const data = useMemo(() => valuesOf(application.application), [application]);
  const isClerk = person.agency === 'one-stop' && person.roles.includes('clerk') && person.unit === application.application.receivingUnit;
  const mayFix = state.code === 5 && (isClerk || person.roles.includes('citizen'));
  return (
    <>
      {formCheck !== null && <FormCheckNote check={formCheck} />}
      {corrections.length > 0 && <CorrectionList rounds={corrections} />}
      {mayFix
        ? <SupplementEntry application={application} procedure={procedure} data={data} isCitizen={!isClerk} />
        : procedure?.form
          ? <Suspense fallback={<Skeleton lines={5} />}><FilledForm upload={uploadToForm} schema={procedure.form} data={data} isReadOnly isSending={false} label="" onSubmit={nothing} /></Suspense>
          : <p className={panel.quiet}>{words.noForm}</p>}
      <PrintAct label={words.print} name={`${code}-don.html`} read={() => readPrintedApplication(code)} />
      {isClerk && receipt !== null && <Accepted code={code} dueAt={receipt.dueAt} />}
      {isClerk && receipt === null && state.code === 1 && <AcceptanceAct code={code} />}
      {isClerk && receipt === null && state.code === 1 && <SupplementRequest code={code} papers={procedure?.components ?? []} />}
    </>
  );
}

const nothing = (): void => undefined;
