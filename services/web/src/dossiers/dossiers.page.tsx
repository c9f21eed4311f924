import { useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech } from '../language/language.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { DossierTable } from './dossier-table.js';
import styles from './dossiers.module.css';
import { addressOf, filterOf, filters } from './filter-address.js';
import { FilterBar } from './filter-bar.js';
import { focusRow, moveRow } from './row-keys.js';
import { useDossiers, type DossierList } from './use-dossiers.js';

export function DossiersPage() {
  const { texts, count } = useSpeech();
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => filterOf(address), [address]);
  const list = useDossiers(filter);
  const search = useRef<HTMLInputElement>(null);
  usePageTitle(texts.list.title);
  useShortcuts({
    j: () => moveRow(1, list.loadMore),
    k: () => moveRow(-1),
    '/': () => {
      search.current?.focus();
      search.current?.select();
    },
  });
  return (
    <div className={styles.page}>
      <header className={styles.heading}>
        <h1>{texts.list.title}</h1>
        <p className={styles.total} role="status">{list.total !== undefined && texts.list.total(count(list.total))}</p>
      </header>
      <FilterBar filter={filter} searchRef={search} onChange={(next) => setAddress(addressOf(next), { replace: true })} onEnter={() => focusRow(0)} />
      {list.changed && <button type="button" className={styles.changed} onClick={list.reload}>{texts.list.changed}</button>}
      {list.error !== null && <ProblemNotice error={list.error} onRetry={list.reload} />}
      <Rows list={list} filtered={filters(filter)} />
    </div>
  );
}

function Rows({ list, filtered }: Readonly<{ list: DossierList; filtered: boolean }>) {
  const { texts, count } = useSpeech();
  if (list.items.length === 0) {
    if (list.error !== null) return null;
    return list.loading ? <Skeleton lines={12} /> : <Nothing filtered={filtered} />;
  }
  return (
    <>
      <DossierTable items={list.items} dimmed={list.loading} />
      <footer className={styles.footer}>
        <p>{texts.list.shown(count(list.items.length), count(list.total ?? list.items.length))}</p>
        {list.hasMore && (
          <button type="button" className="button" aria-disabled={list.loadingMore} onClick={list.loadMore}>
            {list.loadingMore ? texts.list.loadingMore : texts.list.more}
          </button>
        )}
      </footer>
    </>
  );
}

function Nothing({ filtered }: Readonly<{ filtered: boolean }>) {
  const { texts } = useSpeech();
  return (
    <section className="empty">
      <h2>{filtered ? texts.list.empty : texts.list.none}</h2>
      <p>{filtered ? texts.list.emptyHelp : texts.list.noneHelp}</p>
    </section>
  );
}
