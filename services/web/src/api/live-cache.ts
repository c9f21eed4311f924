import { notifyManager, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { matchesFilter, type DossierFilter, type DossierHistory, type DossierItem, type DossierPage, type LiveFact } from './audit.js';

// How a fact changes what the page already holds. Rows and cards change at once; counts are always the server's own, read again soon after.

export const keys = {
  list: (filter: DossierFilter) => ['list', filter] as const,
  total: (filter: DossierFilter) => ['total', filter] as const,
  dossier: (code: string) => ['dossier', code] as const,
  /** What was known at a moment of the past: no fact of today changes it. */
  dossierThen: (code: string, knownAt: string) => ['dossier-then', code, knownAt] as const,
  reads: (code: string) => ['reads', code] as const,
  dueDate: (code: string) => ['due-date', code] as const,
  /** What may be changed of its date by hand. */
  clock: (code: string) => ['clock', code] as const,
  case: (code: string) => ['case', code] as const,
  explanation: (name: readonly string[]) => ['explanation', ...name] as const,
  prefilled: (code: string) => ['prefilled', code] as const,
  papers: (code: string) => ['papers', code] as const,
  application: (code: string) => ['application', code] as const,
  letters: (code: string) => ['letters', code] as const,
  board: () => ['board'] as const,
  parked: (dossier: string | undefined) => ['parked', dossier ?? 'all'] as const,
  incidents: (dossier: string | undefined) => ['incidents', dossier ?? 'all'] as const,
  alarms: (isOpen: boolean) => ['alarms', isOpen] as const,
  logs: () => ['logs'] as const,
  publicLogs: () => ['public-logs'] as const,
  stepReport: (question: object) => ['step-report', question] as const,
  fees: (code: string) => ['fees', code] as const,
  destructionCandidates: (...of: readonly string[]) => ['destruction-candidates', ...of] as const,
  destructionLists: () => ['destruction-lists'] as const,
  destructionList: (number: string) => ['destruction-list', number] as const,
  report: (question: object) => ['report', question] as const,
  reportMembers: (of: object) => ['report-members', of] as const,
  petitions: (isOverdue: boolean) => ['petitions', isOverdue] as const,
  petition: (number: string) => ['petition', number] as const,
  deadlines: (filter: object) => ['deadlines', filter] as const,
  deadlineCounts: (procedure: string) => ['deadline-counts', procedure] as const,
  newDeadlines: () => ['new-deadlines'] as const,
  warnings: (code: string) => ['warnings', code] as const,
  tasks: (filter: object) => ['tasks', filter] as const,
  task: (id: string) => ['task', id] as const,
  taskHistory: (id: string) => ['task-history', id] as const,
  colleagues: (q: string) => ['colleagues', q] as const,
  absences: () => ['absences'] as const,
  cards: (agency: string) => ['cards', agency] as const,
};

/** Cards that a column of the board shows. */
export const CARDS_SHOWN = 6;

export type ListData = InfiniteData<DossierPage, string | null>;

/** Latest items heard live: an answer that was on its way when a fact arrived must not turn the page back. */
const heard = new Map<string, DossierItem>();
const REMEMBERED = 1_000;

function remember(item: DossierItem): void {
  heard.delete(item.code);
  heard.set(item.code, item);
  const oldest = heard.keys().next();
  if (heard.size > REMEMBERED && !oldest.done) heard.delete(oldest.value);
}

/** Items as read, each replaced by what was heard since, without those that thereby left the list. */
export function freshest(items: readonly DossierItem[], filter: DossierFilter): readonly DossierItem[] {
  return items.flatMap((item) => {
    const live = heard.get(item.code);
    if (live === undefined || !isNewer(live, item)) return [item];
    return matchesFilter(live, filter) ? [live] : [];
  });
}

/** In one batch, so that a card leaves one column and reaches the other in the same instant. */
export function takeIn(client: QueryClient, fact: LiveFact): void {
  remember(fact.item);
  notifyManager.batch(() => change(client, fact));
}

function change(client: QueryClient, fact: LiveFact): void {
  for (const [key, data] of client.getQueriesData<ListData>({ queryKey: ['list'] })) {
    const next = data && withRow(data, fact.item, key[1] as DossierFilter);
    if (next !== undefined && next !== data) client.setQueryData(key, next, { updatedAt: Date.now() });
  }
  for (const [key, cards] of client.getQueriesData<readonly DossierItem[]>({ queryKey: ['cards'] })) {
    const next = cards && withCard(cards, fact.item, key[1] as string);
    if (next !== undefined && next !== cards) client.setQueryData(key, next);
  }
  client.setQueryData<DossierHistory>(keys.dossier(fact.code), (history) => history && isNewer(fact.item, history) ? { ...history, ...fact.item } : history);
}

function isNewer(item: DossierItem, than: DossierItem): boolean {
  return item.position > than.position;
}

/** The row changed in its place; gone if the list no longer asks for it. A dossier that is not loaded is not added: pages have an order. */
function withRow(data: ListData, item: DossierItem, filter: DossierFilter): ListData {
  const stays = matchesFilter(item, filter);
  let touched = false;
  const pages = data.pages.map((page) => {
    const at = page.items.findIndex(({ code }) => code === item.code);
    const old = page.items[at];
    if (old === undefined || !isNewer(item, old)) return page;
    touched = true;
    return { ...page, items: stays ? page.items.with(at, item) : page.items.toSpliced(at, 1) };
  });
  return touched ? { ...data, pages } : data;
}

function withCard(cards: readonly DossierItem[], item: DossierItem, agency: string): readonly DossierItem[] {
  const old = cards.find(({ code }) => code === item.code);
  if (old !== undefined && !isNewer(item, old)) return cards;
  const others = cards.filter(({ code }) => code !== item.code);
  if (item.holder?.agency !== agency) return old === undefined ? cards : others;
  return [item, ...others].toSorted(latestFirst).slice(0, CARDS_SHOWN);
}

export function latestFirst(one: DossierItem, other: DossierItem): number {
  return momentOf(other) - momentOf(one) || other.position - one.position;
}

const momentOf = ({ since }: DossierItem): number => (since === null ? 0 : Date.parse(since));

/** Whether a list has loaded this dossier. */
export function holdsRow(data: ListData | undefined, code: string): boolean {
  return data?.pages.some(({ items }) => items.some((item) => item.code === code)) ?? false;
}
