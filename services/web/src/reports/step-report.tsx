import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { keys } from '../api/live-cache.js';
import { listLateSteps, listSteps, type ReportQuestion, type StepFigure } from '../api/reports.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { reportWords } from './report-words.js';
import styles from './reports.module.css';

/** Where dossiers are late: step by step, with the dossiers behind each number. */
export function StepReport({ question, asked }: Readonly<{ question: ReportQuestion; asked: number }>) {
  const words = useWords(reportWords).steps;
  const steps = useQuery({ queryKey: keys.stepReport({ ...question, asked }), queryFn: ({ signal }) => listSteps(question, signal), staleTime: Infinity, refetchOnWindowFocus: false });
  const items = steps.data?.items ?? [];
  return (
    <section aria-labelledby="late-steps">
      <h2 id="late-steps">{words.title}</h2>
      <p className={styles.quiet}>{words.lead}</p>
      {steps.isPending && <Skeleton lines={4} />}
      {steps.error !== null && <ProblemNotice error={steps.error} onRetry={() => void steps.refetch()} />}
      {steps.isSuccess && items.length === 0 && <p>{words.none}</p>}
      {items.length > 0 && (
        <div className={styles.steps} tabIndex={0} role="group" aria-labelledby="late-steps">
          <table>
            <thead><tr>{[words.step, words.agency, words.due, words.onTime, words.late, words.open, words.hours].map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
            <tbody>{items.map((step) => <StepLine key={`${step.procedure} ${step.element} ${step.agency}`} step={step} question={question} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function StepLine({ step, question }: Readonly<{ step: StepFigure; question: ReportQuestion }>) {
  const words = useWords(reportWords).steps;
  const { say, count } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const { procedure, element, name, agency, due, onTime, late, stillOpen, hoursLate } = step;
  return (
    <>
      <tr data-step={element}>
        <th scope="row">{say(name)}<span className={styles.quiet}> · {procedure}</span></th>
        <td>{say(agencyName(agency))}</td><td>{count(due)}</td><td>{count(onTime)}</td>
        <td>{late === 0 ? count(0) : <button type="button" className="button" aria-expanded={isOpen} aria-label={`${words.show(say(name))}: ${count(late)}`} onClick={() => setOpen(!isOpen)}>{count(late)}</button>}</td>
        <td>{count(stillOpen)}</td><td>{hoursLate === null ? '–' : count(hoursLate)}</td>
      </tr>
      {isOpen && <tr><td colSpan={7}><LateDossiers step={step} question={question} /></td></tr>}
    </>
  );
}

function LateDossiers({ step, question }: Readonly<{ step: StepFigure; question: ReportQuestion }>) {
  const words = useWords(reportWords);
  const { language } = useSpeech();
  const found = useInfiniteQuery({
    queryKey: keys.stepReport({ ...question, procedure: step.procedure, element: step.element, agency: step.agency }), initialPageParam: null as string | null, staleTime: Infinity,
    queryFn: ({ pageParam, signal }) => listLateSteps(question, step, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={styles.members} role="status">
      {found.isPending && <Skeleton lines={2} />}
      {found.error !== null && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      <ul>
        {items.map(({ dossierCode, taskId, unit, dueAt, closedAt }) => (
          <li key={taskId}>
            <Link to={`/dossiers/${encodeURIComponent(dossierCode)}`}>{dossierCode}</Link>
            <span className={styles.quiet}> {unit} · {words.due(momentOf(dueAt, language))} · {closedAt === null ? words.steps.stillOpen : words.ended(momentOf(closedAt, language))}</span>
          </li>
        ))}
      </ul>
      {found.hasNextPage && <p><button type="button" className="button" aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{words.more}</button></p>}
    </div>
  );
}
