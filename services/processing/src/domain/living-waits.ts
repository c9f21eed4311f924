import { reasonsToWait } from '@lienthong/bpmn';
import type { Instance } from './instance.js';

/** `what`: the key of the wait, or `nothing`. */
export type LostWait = Readonly<{ what: string; vi: string; en: string }>;

/**
 * What an open dossier waits for in vain. Work of people and workers lives in the dossier's own state, and so do incidents, which wait for a
 * person. A timer lives in its row, a message or signal in its subscription: without the row nothing will ever come.
 */
export function lostWaits({ run }: Instance, rows: Readonly<{ timers: readonly string[]; subscriptions: readonly string[] }>): readonly LostWait[] {
  if (run.status !== 'open') return [];
  if (reasonsToWait(run).length === 0) return [{ what: 'nothing', vi: 'không chờ ai và không chờ gì', en: 'it waits for nobody and for nothing' }];
  const timers = Object.values(run.timers).filter(({ timerKey }) => !rows.timers.includes(timerKey));
  const subscriptions = Object.values(run.subscriptions).filter(({ kind, subscriptionKey }) => kind !== 'condition' && !rows.subscriptions.includes(subscriptionKey));
  return [
    ...timers.map(({ timerKey, dueAt }) => ({ what: timerKey, vi: `mất hẹn giờ ${timerKey} lúc ${dueAt}`, en: `timer ${timerKey} of ${dueAt} is lost` })),
    ...subscriptions.map(({ subscriptionKey, name }) => ({ what: subscriptionKey, vi: `không còn nhận được tin “${name}” (${subscriptionKey})`, en: `"${name}" (${subscriptionKey}) would not reach it any more` })),
  ];
}
