import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { listCandidates, proposeDestruction, type Candidate, type Kept } from '../api/destruction.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';

/** As intake checks it: an approval and all its orders are one append. */
const MOST_AT_ONCE = 90;
/** A dossier passes its retention without any fact. */
const LOOK_EVERY_MS = 60_000;
const MOST_LETTERS = 1_000;

/** Ended dossiers, of which those past their retention can be proposed. */
export function Candidates() {
  const words = useWords(destructionWords).candidates;
  const { count } = useSpeech();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [legalBasis, setLegalBasis] = useState('');
  const [of, setOf] = useState<Kept>('dossiers');
  const [basisId, helpId, ofId] = [useId(), useId(), useId()];
  const candidates = useInfiniteQuery({
    queryKey: keys.destructionCandidates(of), initialPageParam: null as string | null, refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ pageParam, signal }) => listCandidates(of, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const propose = useMutation({
    mutationFn: () => proposeDestruction([...chosen], legalBasis.trim()),
    onSuccess: () => {
      setChosen(new Set());
      void client.invalidateQueries({ queryKey: keys.destructionLists() });
      void client.invalidateQueries({ queryKey: keys.destructionCandidates() });
    },
  });
  const items = candidates.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (code: string, isChosen: boolean) => setChosen(new Set(isChosen ? [...chosen, code] : [...chosen].filter((other) => other !== code)));
  return (
    <section aria-labelledby="candidates">
      <h2 id="candidates">{words.title}</h2>
      <p>
        <label htmlFor={ofId}>{words.of}</label>{' '}
        <select id={ofId} value={of} onChange={({ target }) => setOf(target.value as Kept)}>{(['dossiers', 'petitions'] as const).map((each) => <option key={each} value={each}>{words.kinds[each]}</option>)}</select>
      </p>
      {candidates.isPending && <Skeleton lines={4} />}
      {candidates.error !== null && <ProblemNotice error={candidates.error} onRetry={() => void candidates.refetch()} />}
      {candidates.isSuccess && items.length === 0 && <p>{words.none}</p>}
      <form
        className={styles.propose}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.size > 0 && !propose.isPending) propose.mutate();
        }}
      >
        <ul className={styles.candidates}>
          {items.map((candidate) => <Row key={candidate.code} candidate={candidate} isChosen={chosen.has(candidate.code)} canChoose={chosen.size < MOST_AT_ONCE} onChoose={choose} />)}
        </ul>
        {candidates.hasNextPage && <p><button type="button" className="button" aria-disabled={candidates.isFetchingNextPage} onClick={() => void candidates.fetchNextPage()}>{words.more}</button></p>}
        {chosen.size > 0 && (
          <>
            <label htmlFor={basisId}>{words.legalBasis}</label>
            <textarea id={basisId} aria-describedby={helpId} rows={2} required maxLength={MOST_LETTERS} value={legalBasis} onChange={({ target }) => setLegalBasis(target.value)} />
            <p id={helpId} className={styles.quiet}>{words.legalBasisHelp}</p>
            <p><button type="submit" className="button primary" aria-disabled={propose.isPending}>{words.propose(count(chosen.size))}</button></p>
          </>
        )}
        {propose.error !== null && <ProblemNotice error={propose.error} />}
        <p role="status">{propose.isSuccess && chosen.size === 0 && words.proposed(propose.data.number)}</p>
      </form>
    </section>
  );
}

type RowProps = Readonly<{ candidate: Candidate; isChosen: boolean; canChoose: boolean; onChoose(code: string, isChosen: boolean): void }>;

function Row({ candidate: { code, outcome, endedAt, keptUntil, retentionConfirmed, due }, isChosen, canChoose, onChoose }: RowProps) {
  const words = useWords(destructionWords);
  const { language } = useSpeech();
  const until = keptUntil === null ? '' : momentOf(keptUntil, language);
  return (
    <li>
      <label className={styles.candidate}>
        <input
          type="checkbox" aria-label={words.candidates.choose(code)} checked={isChosen} disabled={!due || (!isChosen && !canChoose)}
          onChange={({ target }) => onChoose(code, target.checked)}
        />
        <span className={styles.code}>{code}</span>
        <span className={styles.quiet}>
          {outcome !== null && endedAt !== null && `${words.candidates.ended(words.outcomes[outcome], momentOf(endedAt, language))} · `}
          {keptUntil === null || !retentionConfirmed ? words.candidates.unconfirmed : due ? words.candidates.due(until) : words.candidates.keptUntil(until)}
          {keptUntil !== null && !retentionConfirmed && ` · ${due ? words.candidates.due(until) : words.candidates.keptUntil(until)}`}
        </span>
      </label>
    </li>
  );
}
