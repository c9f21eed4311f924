import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import type { LiveFact } from './audit.js';
import { takeIn } from './live-cache.js';
import { followLive, type LiveStatus } from './live-stream.js';

type FactListener = (fact: LiveFact) => void;
type Live = Readonly<{ status: LiveStatus; listen(listener: FactListener): () => void }>;

const LiveContext = createContext<Live | null>(null);

/** One stream for the whole page, as long as somebody is signed in. */
export function LiveProvider({ children }: Readonly<{ children: ReactNode }>) {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const listeners = useMemo(() => new Set<FactListener>(), []);
  useEffect(
    () =>
      followLive({
        onStatus: setStatus,
        onFreshStart: () => void client.invalidateQueries(),
        onAlarm: () => {
          for (const queryKey of [['alarms'], ['logs'], ['board']]) void client.invalidateQueries({ queryKey });
        },
        onFact: (fact) => {
          takeIn(client, fact);
          for (const listener of listeners) listener(fact);
        },
      }),
    [client, listeners],
  );
  const listen = useCallback((listener: FactListener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners]);
  const live = useMemo((): Live => ({ status, listen }), [status, listen]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('Expected to follow facts inside LiveProvider, but there is none above');
  return live;
}

export const useLiveStatus = (): LiveStatus => useLive().status;

/** Calls `onFact` for each fact from now on, after the held data has taken it in. */
export function useFacts(onFact: FactListener): void {
  const { listen } = useLive();
  const latest = useEffectEvent(onFact);
  useEffect(() => listen((fact) => latest(fact)), [listen]);
}

/**
 * Runs `act` soon after the returned function was called, once for all calls in between: a burst of facts costs one read, and the last fact of the
 * burst is always followed by one.
 */
export function useSoon(act: () => void, waitMs: number): () => void {
  const latest = useEffectEvent(act);
  const [timer] = useState<{ running: ReturnType<typeof setTimeout> | undefined }>({ running: undefined });
  useEffect(() => () => clearTimeout(timer.running), [timer]);
  return () => {
    timer.running ??= setTimeout(() => {
      timer.running = undefined;
      latest();
    }, waitMs);
  };
}
