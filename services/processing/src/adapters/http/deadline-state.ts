// How lists say of a row whether it is late, in SQL over a task `t` and its dossier's clock `c`.

/** What waits for the citizen does not count, but the step that is itself the wait. */
export const IS_WAITING = '(c.waiting_since is not null)';

/** The clock of a task stood still when the wait began: what was not late then is not late now. */
export const momentOf = (now: string): string => `(case when t.suspends is null then coalesce(c.waiting_since, ${now}::timestamptz) else ${now}::timestamptz end)`;

export const deadlineAt = (now: string): string => stateOf('t.due_at', 't.near_at', momentOf(now));

export const stateOf = (due: string, near: string, moment: string): string => `(case when ${due} < ${moment} then 'late' when ${near} <= ${moment} then 'soon' end)`;
