import type { EventStore } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import { evolveParcel, unknownParcel, type EnteredParcel, type ParcelEvent } from '../domain/parcel.js';
import { rightHistory, rightOn, type KnownEvent, type RightPeriod } from '../domain/right-history.js';

/** `validAt`: a day of the register. `knownAt`: epoch milliseconds. */
export type PointInTime = Readonly<{ validAt: string; knownAt: number }>;

/** A parcel by what the register knew at a time; `right`: whose it was on the day that is asked for, undefined where it was nobody's. */
export type ParcelInTime = Readonly<{ parcel: EnteredParcel; version: number; right: RightPeriod | undefined; history: readonly RightPeriod[] }>;

/**
 * Reads a parcel's own events, so that the answer is the same for ever. Known is what had been appended by then, by the time that stands in
 * the public entry of the event: a backdated transfer is valid before it is known. Undefined where the register had no such parcel yet.
 */
export async function findParcelInTime(store: Pick<EventStore, 'load'>, id: string, { validAt, knownAt }: PointInTime): Promise<ParcelInTime | undefined> {
  const { events } = await store.load(`parcel/${id}`);
  const known = events.filter(({ occurredAt, data }) => data !== null && Date.parse(occurredAt) <= knownAt);
  const told = known.map(({ type, data, occurredAt }): KnownEvent => ({ knownAt: vietnamTime(Date.parse(occurredAt)), event: { type, data } as ParcelEvent }));
  const parcel = told.reduce((state, { event }) => evolveParcel(state, event), unknownParcel);
  if (parcel.status === 'unknown') return undefined;
  const history = rightHistory(told);
  return { parcel, version: known.at(-1)?.version ?? 0, right: rightOn(history, validAt), history };
}
