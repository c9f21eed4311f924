import { addWorkingTime, checkApology, type CalendarBook } from '@lienthong/calendar';
import { amend, type Amendment, type AmendmentRejection } from './clock-amendment.js';
import type { LegalClock } from './legal-clock.js';

/** Null where it is possible. */
type Barred = AmendmentRejection | null;

/**
 * What may be done to a date by hand now, found by trying: the very decision that would be taken. `deadline`: until when an apology is in time;
 * `suggestedDueAt`: a working day after the date, or after now, whichever is later.
 */
export type AmendmentOptions = Readonly<{
  extension: Readonly<{ barred: Barred }>;
  apology: Readonly<{ barred: Barred; suggestedDueAt: string | null; deadline: string | null; isInTime: boolean }>;
}>;

const WORKING_DAY_MINUTES = 480;
const NOBODY = { subject: '', name: '' };

export function amendmentOptions(code: string, clock: LegalClock, calendars: CalendarBook, at: string): AmendmentOptions {
  const barred = (amendment: Amendment): Barred => {
    const tried = amend({ type: 'AmendClock', at, data: { code, amendment, reason: '', by: NOBODY } }, clock, calendars);
    return tried.kind === 'rejected' ? tried.rejection : null;
  };
  const extension = { barred: barred({ kind: 'extension', by: { unit: 'working-days', amount: 1 } }) };
  const calendar = clock.running === null ? undefined : calendars.find(clock.running.calendar);
  if (clock.running === null || calendar === undefined) return { extension, apology: { barred: extension.barred, suggestedDueAt: null, deadline: null, isInTime: false } };
  const { running, dueAt } = clock;
  const suggested = addWorkingTime(calendar, Date.parse(dueAt) > Date.parse(at) ? dueAt : at, WORKING_DAY_MINUTES);
  if (suggested.kind === 'refused') return { extension, apology: { barred: suggested.rejection, suggestedDueAt: null, deadline: null, isInTime: false } };
  const to = suggested.at;
  const check = checkApology(calendar, running, { at, dueAt, to });
  const times = check.kind === 'allowed' ? { deadline: check.deadline, isInTime: check.isInTime } : { deadline: null, isInTime: false };
  return { extension, apology: { barred: barred({ kind: 'apology', to }), suggestedDueAt: to, ...times } };
}
