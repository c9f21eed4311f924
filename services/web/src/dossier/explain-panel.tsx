import { useQuery } from '@tanstack/react-query';
import { getEvaluation, getExplanation, listEvaluations, type Evaluation, type Explanation, type Matter } from '../api/explain.js';
import { keys } from '../api/live-cache.js';
import { ProblemError } from '../api/problem.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import type { NationalState } from '../agencies/states.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { Disclosure } from './disclosure.js';
import { explainWords } from './explain-words.js';
import { ExplanationView } from './explanation-view.js';
import panel from './panel.module.css';

const REFUSED: readonly NationalState[] = [3, 8];

/** The grounds of what was decided about the dossier. Each is asked for when it is opened: who reads a dossier is entered in its log, once for each look. */
export function ExplainPanel({ code, state }: Readonly<{ code: string; state: NationalState }>) {
  const words = useWords(explainWords);
  const matters: readonly Matter[] = ['fee', 'routing', 'tax', ...(REFUSED.includes(state) ? (['refusal'] as const) : [])];
  return (
    <section className={panel.panel} aria-labelledby="explain">
      <h2 id="explain">{words.title}</h2>
      <p className={panel.quiet}>{words.lead}</p>
      {matters.map((matter) => (
        <Disclosure key={matter} name={matter} title={words.matters[matter]}>
          <Asked name={[code, matter]} ask={(signal) => getExplanation(matter, code, signal)} />
        </Disclosure>
      ))}
      <Disclosure name="decisions" title={words.matters.decisions}><Evaluations code={code} /></Disclosure>
    </section>
  );
}

function Asked({ name, ask }: Readonly<{ name: readonly string[]; ask(signal: AbortSignal): Promise<Explanation> }>) {
  const asked = useQuery({ queryKey: keys.explanation(name), queryFn: ({ signal }) => ask(signal) });
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.error !== null) return <NothingToSay error={asked.error} onRetry={() => void asked.refetch()} />;
  return <ExplanationView explanation={asked.data} />;
}

/** A dossier that nobody has assessed or refused yet has nothing to explain: that is no failure. */
function NothingToSay({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) {
  const words = useWords(explainWords);
  if (error instanceof ProblemError && error.kind === 'notFound') return <p className={panel.quiet}>{words.none}</p>;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

function Evaluations({ code }: Readonly<{ code: string }>) {
  const words = useWords(explainWords);
  const listed = useQuery({ queryKey: keys.explanation([code, 'decisions']), queryFn: ({ signal }) => listEvaluations(code, signal) });
  if (listed.isPending) return <Skeleton lines={2} />;
  if (listed.error !== null) return <NothingToSay error={listed.error} onRetry={() => void listed.refetch()} />;
  if (listed.data.items.length === 0) return <p className={panel.quiet}>{words.none}</p>;
  return <>{listed.data.items.map((each) => <OneEvaluation key={each.evaluation} code={code} evaluated={each} />)}</>;
}

function OneEvaluation({ code, evaluated: { evaluation, name, at } }: Readonly<{ code: string; evaluated: Evaluation }>) {
  const words = useWords(explainWords);
  const { language } = useSpeech();
  return (
    <Disclosure name={evaluation} title={words.evaluated(name, momentOf(at, language))}>
      <Asked name={[code, 'decisions', evaluation]} ask={(signal) => getEvaluation(code, evaluation, signal)} />
    </Disclosure>
  );
}
