import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listDossiers, matchesFilter, type DossierFilter, type DossierItem } from '../api/audit.js';
import { freshest, holdsRow, keys, type ListData } from '../api/live-cache.js';
import { useFacts, useSoon } from '../api/live.js';

const PAGE_SIZE = 50;
const RECOUNT_AFTER_MS = 1_000;
/** Below this the reader has begun to read on: rows must not move under the eyes. */
const AT_TOP_PIXELS = 160;

export type DossierList = Readonly<{
  items: readonly DossierItem[];
  /** How many dossiers match, by audit's own count. */
  total: number | undefined;
  error: unknown;
  loading: boolean;
  /** Dossiers match that are not in the loaded rows. */
  changed: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore(): void;
  reload(): void;
}>;

export function useDossiers(filter: DossierFilter): DossierList {
  const client = useQueryClient();
  const [changedFor, setChangedFor] = useState<DossierFilter | null>(null);
  const list = useInfiniteQuery({
    queryKey: keys.list(filter),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await listDossiers(filter, { cursor: pageParam, limit: PAGE_SIZE }, signal);
      client.setQueryData(keys.total(filter), page.total);
      return { ...page, items: freshest(page.items, filter) };
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  // Filled with each page; between pages it is asked for alone, since a count that is only guessed drifts.
  const total = useQuery({ queryKey: keys.total(filter), queryFn: async ({ signal }) => (await listDossiers(filter, { cursor: null, limit: 1 }, signal)).total, enabled: false });

  const reload = () => {
    setChangedFor(null);
    void list.refetch();
  };
  const recount = useSoon(() => void total.refetch(), RECOUNT_AFTER_MS);
  const reloadSoon = useSoon(reload, RECOUNT_AFTER_MS);
  useFacts(({ item }) => {
    const unseen = matchesFilter(item, filter) && !holdsRow(client.getQueryData<ListData>(keys.list(filter)), item.code);
    if (!unseen) return recount();
    if (mayMoveRows(list.data?.pages.length ?? 0)) return reloadSoon();
    setChangedFor(filter);
    recount();
  });

  return {
    items: list.data?.pages.flatMap(({ items }) => items) ?? [],
    total: total.data ?? list.data?.pages[0]?.total,
    error: list.error,
    loading: list.isPending || list.isPlaceholderData,
    changed: changedFor === filter,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    loadMore: () => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage()),
    reload,
  };
}

/** A list that nobody has begun to walk through may simply show what is new. */
function mayMoveRows(pages: number): boolean {
  return pages <= 1 && scrollY < AT_TOP_PIXELS && document.activeElement?.closest('[data-rows]') === null;
}
