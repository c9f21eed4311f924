import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { uploadToDossier } from '../api/files.js';
import type { Task } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import type { Language } from '../language/bilingual.js';
import { useWords } from '../language/language.js';
import { dateOf } from '../language/moments.js';
import { valueAt, type KnownField } from './known-schema.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** The viewer is as large as the rest of the application: only who opens a task with a form waits for it. */
const FilledForm = lazy(() => import('./filled-form.js').then(({ FilledForm: form }) => ({ default: form })));

type Props = Readonly<{ task: Task; complete: (variables: object) => Promise<object>; onDone: () => void }>;

/** What there is to do: a form to fill in, or only to say that it is done. */
export function TaskWork({ task, complete, onDone }: Props) {
  const words = useWords(taskWords);
  const { form } = task;
  const known = useMemo(() => knownIn(form), [form]);
  const [variables, setVariables] = useState<object>({});
  const completion = useMutation({ mutationFn: (filled: object) => complete(filled), onSuccess: onDone });
  const submit = (filled: object) => {
    setVariables(filled);
    if (!completion.isPending) completion.mutate(filled);
  };
  return (
    <section aria-labelledby="work" className={styles.panel}>
      <h2 id="work">{words.form}</h2>
      {!task.isMine && <p className={styles.quiet}>{words.readOnly}</p>}
      {completion.error !== null && <ProblemNotice error={completion.error} onRetry={() => submit(variables)} />}
      {task.form === null && task.isMine && (
        <>
          <p className={styles.quiet}>{words.noForm}</p>
          <button type="button" className="button primary" aria-disabled={completion.isPending} onClick={() => submit({})}>{words.acts.complete}</button>
        </>
      )}
      {task.form !== null && (
        <Suspense fallback={<Skeleton lines={5} />}>
          <FilledForm known={known} upload={(file) => uploadToDossier(file, task.caseCode, task.taskId)} schema={task.form.schema} data={task.form.data} isReadOnly={!task.isMine} isSending={completion.isPending} label={words.acts.complete} onSubmit={submit} />
        </Suspense>
      )}
    </section>
  );
}

/** What the form is shown with, each with where the service says it came from. */
function knownIn(form: Task['form']): readonly KnownField[] {
  return (form?.sources ?? []).map(({ field, words, at, isCorrectable }) => {
    const path = field.split('.');
    const said = (language: Language): string => (at === '' ? words[language] : `${words[language]} (${dateOf(at, language)})`);
    return { path, value: valueAt(form?.data, path), isFixed: !isCorrectable, words: { vi: said('vi'), en: said('en') } };
  });
}
