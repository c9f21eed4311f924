import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { fetchReportTable, getReport, type Figure, type Report, type ReportQuestion } from '../api/reports.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { IndicatorCard } from './indicator-card.js';
import { reportWords } from './report-words.js';
import styles from './reports.module.css';
import { StepReport } from './step-report.js';

const LOOK_AGAIN_MS = 700;
const OFFSET_MS = 7 * 3_600_000;

function thisMonth(): ReportQuestion {
  const today = new Date(Date.now() + OFFSET_MS).toISOString().slice(0, 10);
  return { from: `${today.slice(0, 8)}01`, to: today, agency: '', procedure: '' };
}

/** Indicators over a period: how far the count is, then each with its formula and what is behind it. */
export function ReportsPage() {
  const words = useWords(reportWords);
  const { count } = useSpeech();
  const [question, ask] = useState(thisMonth);
  const [asked, setAsked] = useState(0);
  usePageTitle(words.title);
  const report = useReport(question, asked);
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <QuestionForm
        question={question}
        onAsk={(next) => {
          ask(next);
          setAsked(asked + 1);
        }}
      />
      {report.error !== null && <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Skeleton lines={6} />}
      <div role="status">
        {report.data?.status === 'running' && (
          <label className={styles.progress}>
            {words.running(count(report.data.progress.done), count(report.data.progress.total))}
            <progress value={report.data.progress.done} max={Math.max(1, report.data.progress.total)} />
          </label>
        )}
      </div>
      {report.data?.status === 'done' && <Figures report={report.data} question={question} />}
      {report.data?.status === 'done' && <StepReport question={question} asked={asked} />}
    </div>
  );
}

/** Asks again as of the same moment until the report is done. */
function useReport(question: ReportQuestion, asked: number) {
  return useQuery({
    queryKey: keys.report({ ...question, asked }),
    queryFn: async ({ client, queryKey, signal }): Promise<Report> => getReport(question, client.getQueryData<Report>(queryKey)?.asOf ?? null, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? LOOK_AGAIN_MS : false),
    refetchOnWindowFocus: false, staleTime: Infinity,
  });
}

function QuestionForm({ question, onAsk }: Readonly<{ question: ReportQuestion; onAsk(question: ReportQuestion): void }>) {
  const words = useWords(reportWords);
  const [draft, setDraft] = useState(question);
  const id = useId();
  const field = (name: keyof ReportQuestion, type: 'date' | 'text') => (
    <p>
      <label htmlFor={`${id}-${name}`}>{words[name]}</label>
      <input id={`${id}-${name}`} type={type} required={type === 'date'} maxLength={40} value={draft[name]} onChange={({ target }) => setDraft({ ...draft, [name]: target.value })} />
    </p>
  );
  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ ...draft, agency: draft.agency.trim(), procedure: draft.procedure.trim() });
      }}
    >
      {field('from', 'date')}{field('to', 'date')}{field('agency', 'text')}{field('procedure', 'text')}
      <p><button type="submit" className="button primary">{words.show}</button></p>
    </form>
  );
}

function Figures({ report, question }: Readonly<{ report: Extract<Report, { status: 'done' }>; question: ReportQuestion }>) {
  const words = useWords(reportWords);
  const { say, language, count } = useSpeech();
  const groups = Map.groupBy(report.indicators, ({ group }) => group.code);
  return (
    <>
      <p className={styles.quiet}>
        {words.asOf(momentOf(report.at, language))}{' '}
        <button type="button" className="button" onClick={() => void fetchReportTable(question, report.asOf).then((table) => saveFile(table, `qd766-${question.from}-${question.to}.csv`))}>{words.download}</button>
      </p>
      {[...groups].map(([code, figures]: [string, readonly Figure[]]) => (
        <section key={code} aria-labelledby={`group-${code}`}>
          <h2 id={`group-${code}`}>{say(figures[0]!.group.name)} <span className={styles.quiet}>{words.most(count(figures[0]!.group.most))}</span></h2>
          <ul className={styles.figures}>{figures.map((figure) => <IndicatorCard key={figure.number} figure={figure} question={question} asOf={report.asOf} />)}</ul>
        </section>
      ))}
    </>
  );
}
