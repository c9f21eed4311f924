import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { countDeadlines, DEADLINE_STATES, listDeadlines, type DeadlineFilter, type OfficeCount } from '../api/deadlines.js';
import { keys } from '../api/live-cache.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { moveRow } from '../dossiers/row-keys.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { DeadlineTable } from './deadline-table.js';
import { DeadlineNews } from './deadline-news.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';

/** Time goes on by itself, and no fact says that a date has passed. */
const LOOK_EVERY_MS = 30_000;

type Choose = (change: Partial<DeadlineFilter>) => void;

function filterOf(address: URLSearchParams): DeadlineFilter {
  const said = (name: string): string => address.get(name) ?? '';
  return { state: DEADLINE_STATES.find((state) => state === address.get('state')) ?? '', agency: said('agency'), unit: said('unit'), procedure: said('procedure') };
}

/** What is late or about to be: how many at which office, then one by one. */
export function DeadlinesPage() {
  const words = useWords(deadlineWords);
  const [address, setAddress] = useSearchParams();
  const filter = filterOf(address);
  usePageTitle(words.title);
  const choose: Choose = (change) => setAddress(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== '')), { replace: true });
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <Filters filter={filter} onChoose={choose} />
      <Offices procedure={filter.procedure} onChoose={choose} />
      <LateWork filter={filter} />
    </div>
  );
}

function useOfficeName(): (office: Readonly<{ agency: string; unit: string | null }>) => string {
  const { say } = useSpeech();
  return ({ agency, unit }) => (unit === null || unit === '' ? say(agencyName(agency)) : `${say(agencyName(agency))}, ${unit}`);
}

function Filters({ filter, onChoose }: Readonly<{ filter: DeadlineFilter; onChoose: Choose }>) {
  const words = useWords(deadlineWords);
  const nameOf = useOfficeName();
  const [draft, setDraft] = useState(filter.procedure);
  const id = useId();
  return (
    <search className={styles.filters}>
      <p>
        <label htmlFor={`${id}-state`}>{words.shown}</label>
        <select id={`${id}-state`} value={filter.state} onChange={({ target }) => onChoose({ state: target.value as DeadlineFilter['state'] })}>
          {(['', ...DEADLINE_STATES] as const).map((state) => <option key={state} value={state}>{words.states[state]}</option>)}
        </select>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChoose({ procedure: draft.trim() });
        }}
      >
        <label htmlFor={`${id}-procedure`}>{words.procedure}</label>
        <input id={`${id}-procedure`} maxLength={40} value={draft} onChange={({ target }) => setDraft(target.value)} onBlur={() => onChoose({ procedure: draft.trim() })} />
      </form>
      {filter.agency !== '' && <p>{words.onlyAt(nameOf(filter))} <button type="button" className="button" onClick={() => onChoose({ agency: '', unit: '' })}>{words.everywhere}</button></p>}
    </search>
  );
}

function Offices({ procedure, onChoose }: Readonly<{ procedure: string; onChoose: Choose }>) {
  const words = useWords(deadlineWords);
  const { count } = useSpeech();
  const counts = useQuery({ queryKey: keys.deadlineCounts(procedure), queryFn: ({ signal }) => countDeadlines(procedure, signal), refetchInterval: LOOK_EVERY_MS });
  if (counts.error !== null) return <ProblemNotice error={counts.error} onRetry={() => void counts.refetch()} />;
  if (counts.data === undefined) return <Skeleton lines={3} />;
  const { items, total } = counts.data;
  return (
    <section aria-labelledby="offices">
      <h2 id="offices">{words.offices}</h2>
      <table className={styles.table}>
        <thead><tr><th scope="col">{words.office}</th><th scope="col">{words.late}</th><th scope="col">{words.soon}</th><th scope="col">{words.waiting}</th></tr></thead>
        <tbody>{items.map((office) => <OfficeLine key={`${office.agency} ${office.unit ?? ''}`} office={office} onChoose={onChoose} />)}</tbody>
        <tfoot><tr data-total><th scope="row">{words.all}</th><td>{count(total.late)}</td><td>{count(total.soon)}</td><td>{count(total.waiting)}</td></tr></tfoot>
      </table>
    </section>
  );
}

function OfficeLine({ office, onChoose }: Readonly<{ office: OfficeCount; onChoose: Choose }>) {
  const words = useWords(deadlineWords);
  const { count } = useSpeech();
  const { agency, unit, late, soon, waiting } = office;
  const name = useOfficeName()(office);
  return (
    <tr data-office={`${agency} ${unit ?? ''}`.trim()}>
      <th scope="row"><button type="button" className={styles.choose} aria-label={words.showOffice(name)} onClick={() => onChoose({ agency, unit: unit ?? '' })}>{name}</button></th>
      <td className={late > 0 ? styles.late : undefined}>{count(late)}</td>
      <td>{count(soon)}</td>
      <td>{count(waiting)}</td>
    </tr>
  );
}

function LateWork({ filter }: Readonly<{ filter: DeadlineFilter }>) {
  const words = useWords(deadlineWords);
  const list = useInfiniteQuery({
    queryKey: keys.deadlines(filter), initialPageParam: null as string | null, refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ pageParam, signal }) => listDeadlines(filter, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  useShortcuts({ j: () => moveRow(1, () => void (list.hasNextPage && list.fetchNextPage())), k: () => moveRow(-1) });
  return (
    <section aria-labelledby="late-work">
      <h2 id="late-work">{words.list}</h2>
      {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={8} />}
      {list.isSuccess && items.length === 0 && <div className="empty"><h3>{words.none}</h3><p>{words.noneHelp}</p></div>}
      {list.isSuccess && <DeadlineNews asOf={list.data.pages[0]?.asOf ?? ''} />}
      {items.length > 0 && <DeadlineTable items={items} />}
      {list.hasNextPage && <p><button type="button" className="button" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}
