import type { Rejection } from '@lienthong/kernel';
import { countingRulesOf, limitForChannel, type Channel, type CountingRules, type RollForward } from './counting-rules.js';
import { parseLimit, type TimeLimit } from './limit.js';

/**
 * What a procedure says of its limit, in the words of its model. `online`, `counter`, `postal` are limits of their own for what comes by that
 * channel; what is absent is as the law has it.
 */
export type LimitTerms = Readonly<{
  limit: string;
  days: 'working' | 'calendar';
  online?: string;
  counter?: string;
  postal?: string;
  /** `15:00`: what is received later counts from the next working day. */
  cutOff?: string;
  rollForward?: RollForward;
}>;

/** `rules` only where the procedure says some of its own. */
export type CountedLimit = Readonly<{ kind: 'limit'; limit: TimeLimit; rules?: CountingRules }> | Readonly<{ kind: 'refused'; rejection: Rejection<'NOT_A_LIMIT'> }>;

export const ROLL_FORWARDS: readonly RollForward[] = ['next-working-day', 'previous-working-day', 'none'];
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The limit and the rules by which a dossier of the channel is counted; null for what came by none, such as a child dossier. */
export function limitOfTerms(terms: LimitTerms, channel: Channel | null): CountedLimit {
  const days = terms.days === 'working' ? 'working-days' : 'calendar-days';
  const usual = parseLimit(terms.limit, days);
  if (usual.kind === 'refused') return usual;
  const ownText = channel === null ? undefined : terms[channel];
  const own = ownText === undefined ? undefined : parseLimit(ownText, days);
  if (own?.kind === 'refused') return own;
  const { cutOff, rollForward } = terms;
  if (cutOff !== undefined && !TIME_OF_DAY.test(cutOff)) return refused(`cut-off hour "${cutOff}"`, 'it is no time of day such as 15:00');
  if (rollForward !== undefined && !ROLL_FORWARDS.includes(rollForward)) return refused(`rule "${rollForward}" for days off`, `it is none of ${ROLL_FORWARDS.join(', ')}`);
  const byChannel = channel === null || own === undefined ? {} : { [channel]: own.limit };
  const limit = channel === null ? usual.limit : limitForChannel({ limit: usual.limit, byChannel }, channel);
  if (cutOff === undefined && rollForward === undefined) return { kind: 'limit', limit };
  const lawful = countingRulesOf(limit);
  return { kind: 'limit', limit, rules: { cutOff: cutOff ?? lawful.cutOff, rollForward: rollForward ?? lawful.rollForward } };
}

function refused(what: string, fact: string): CountedLimit {
  return { kind: 'refused', rejection: { code: 'NOT_A_LIMIT', because: `Expected to read ${what}, but ${fact}` } };
}
