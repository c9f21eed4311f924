import { useQuery } from '@tanstack/react-query';
import { countNewDeadlines, type NewDeadlines } from '../api/deadlines.js';
import { keys } from '../api/live-cache.js';

/** Time goes on by itself. Every officer's page asks, so seldom, and not at all while nobody looks at the page. */
const LOOK_EVERY_MS = 120_000;

/** How much is late or near that the reader has not looked at yet; undefined while nobody knows. */
export function useNewDeadlines(): NewDeadlines | undefined {
  return useQuery({ queryKey: keys.newDeadlines(), queryFn: ({ signal }) => countNewDeadlines(signal), refetchInterval: LOOK_EVERY_MS, staleTime: LOOK_EVERY_MS / 2, retry: false }).data;
}

export const shownCount = ({ count, isMore }: NewDeadlines): string => (isMore ? `${count}+` : String(count));
