import type { AmendmentBody, AmendmentKind, ClockOptions, Suspension } from '../api/clock.js';
import { fieldOf, momentOfField } from '../language/moments.js';

/** What can have been written down wrongly; all but the first and the last are about a suspension. */
export const WHATS = ['receipt', 'suspension-begin', 'suspension-end', 'suspension-void', 'suspension-ground', 'calendar'] as const;
export type What = (typeof WHATS)[number];
export const GROUNDS = ['supplement', 'financial-obligation'] as const;
export const UNITS = ['days', 'hours', 'months'] as const;

/** All fields of the three acts as they stand in the page; each act sends its own. */
export type ClockDraft = Readonly<{
  amount: string; unit: (typeof UNITS)[number]; legalBasis: string; dueAt: string;
  what: What; suspension: number; at: string; ground: (typeof GROUNDS)[number]; calendar: string; reason: string;
}>;

export function firstDraft({ apology, receivedAt, calendar }: ClockOptions): ClockDraft {
  const dueAt = apology.suggestedDueAt === null ? '' : fieldOf(apology.suggestedDueAt).slice(0, 16);
  return { amount: '1', unit: 'days', legalBasis: '', dueAt, what: 'receipt', suspension: 1, at: fieldOf(receivedAt), ground: 'supplement', calendar, reason: '' };
}

export const isOfSuspension = (what: What): boolean => what !== 'receipt' && what !== 'calendar';
export const hasTime = (what: What): boolean => what === 'receipt' || what === 'suspension-begin' || what === 'suspension-end';

/** Another thing is corrected, or another suspension: its time as it was written down is where the right one is typed over. */
export function chosen(draft: ClockDraft, change: Partial<Pick<ClockDraft, 'what' | 'suspension'>>, { receivedAt, suspensions }: ClockOptions): ClockDraft {
  const next = { ...draft, ...change };
  const suspension = suspensions.find(({ number }) => number === next.suspension);
  return { ...next, at: fieldOf(writtenOf(next.what, suspension) ?? receivedAt) };
}

function writtenOf(what: What, suspension: Suspension | undefined): string | null | undefined {
  return what === 'suspension-begin' ? suspension?.from : what === 'suspension-end' ? suspension?.to : undefined;
}

export function bodyOf(kind: AmendmentKind, draft: ClockDraft): AmendmentBody {
  const reason = draft.reason.trim();
  switch (kind) {
    case 'extension':
      return { limit: { days: `P${draft.amount}D`, hours: `PT${draft.amount}H`, months: `P${draft.amount}M` }[draft.unit], legalBasis: draft.legalBasis.trim(), reason };
    case 'apology':
      return { dueAt: momentOfField(draft.dueAt) ?? draft.dueAt, reason };
    case 'correction':
      return { ...correctionOf(draft), reason };
  }
}

function correctionOf({ what, suspension, at, ground, calendar }: ClockDraft): AmendmentBody {
  return {
    what, ...(isOfSuspension(what) && { suspension }), ...(hasTime(what) && { at: momentOfField(at) ?? at }),
    ...(what === 'suspension-ground' && { ground }), ...(what === 'calendar' && { calendar: calendar.trim() }),
  };
}
