import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { Disclosure } from './disclosure.js';
import panel from './panel.module.css';

type Question<Found> = Readonly<{
  /** What it is asked and remembered by. */
  queryKey: readonly string[];
  ask(signal: AbortSignal): Promise<Found>;
  /** `null` where there is nothing to show. */
  show(found: Found): ReactNode;
}>;
type Props<Found> = Question<Found> & Readonly<{ name: string; words: Readonly<{ title: string; lead: string; show: string; none: string }> }>;

/** What intake keeps of the dossier, asked for when somebody opens it: each look is entered in the dossier's log. */
export function AskedPanel<Found>({ name, words, ...question }: Props<Found>) {
  return (
    <section className={panel.panel} aria-labelledby={name}>
      <h2 id={name}>{words.title}</h2>
      <p className={panel.quiet}>{words.lead}</p>
      <Disclosure name={name} title={words.show}><Asked {...question} none={words.none} /></Disclosure>
    </section>
  );
}

function Asked<Found>({ queryKey, ask, show, none }: Question<Found> & Readonly<{ none: string }>) {
  const asked = useQuery({ queryKey, queryFn: ({ signal }) => ask(signal) });
  if (asked.isPending) return <Skeleton lines={4} />;
  // Whom intake does not show the dossier has other work with it.
  const isHidden = asked.error instanceof ProblemError && (asked.error.kind === 'notFound' || asked.error.kind === 'forbidden');
  if (asked.error !== null && !isHidden) return <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />;
  return (asked.data === undefined || isHidden ? null : show(asked.data)) ?? <p className={panel.quiet}>{none}</p>;
}
