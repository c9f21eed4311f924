import { limitOfTerms, ROLL_FORWARDS, type LimitTerms, type RollForward, type TacitOutcome } from '@lienthong/calendar';
import { textOf, type ModelElement } from './model.js';

/** Complains, in both languages, about what is not right. */
export type Check = (isRight: boolean, vi: string, en: string) => void;

/** What `lienthong:procedure` says of its limit beside the amount; absent is as the law has it. */
export type Counting = Omit<LimitTerms, 'limit'>;

const CHANNELS = { limitOnline: 'online', limitCounter: 'counter', limitPostal: 'postal' } as const;
/** Reads as a limit whatever the procedure's own is, so that each attribute is blamed for itself. */
const ANY_LIMIT = 'P1D';

export function readCounting(source: ModelElement, check: Check): Counting {
  const days = textOf(source, 'limitDays') ?? 'working';
  check(days === 'working' || days === 'calendar', `limitDays “${days}” phải là working hoặc calendar`, `limitDays "${days}" must be working or calendar`);
  const counting: { -readonly [K in keyof Counting]: Counting[K] } = { days: days === 'calendar' ? 'calendar' : 'working' };
  for (const [attribute, channel] of Object.entries(CHANNELS)) {
    const own = textOf(source, attribute);
    if (own === null) continue;
    counting[channel] = own;
    check(isReadable({ [channel]: own }, channel), `${attribute} “${own}” không đọc được, ví dụ P7D`, `${attribute} "${own}" cannot be read; P7D could`);
  }
  const cutOff = textOf(source, 'cutOff');
  if (cutOff !== null) {
    counting.cutOff = cutOff;
    check(isReadable({ cutOff }, null), `cutOff “${cutOff}” phải là giờ trong ngày, ví dụ 15:00`, `cutOff "${cutOff}" must be a time of day such as 15:00`);
  }
  const rollForward = textOf(source, 'rollForward');
  if (rollForward !== null) {
    check(isRoll(rollForward), `rollForward “${rollForward}” phải là một trong: ${ROLL_FORWARDS.join(', ')}`, `rollForward "${rollForward}" must be one of ${ROLL_FORWARDS.join(', ')}`);
    if (isRoll(rollForward)) counting.rollForward = rollForward;
  }
  return counting;
}

export function readTacit(source: ModelElement, check: Check): TacitOutcome | null {
  const tacit = textOf(source, 'tacit');
  const isKnown = tacit === 'approval' || tacit === 'refusal';
  check(tacit === null || isKnown, `tacit “${tacit ?? ''}” phải là approval hoặc refusal`, `tacit "${tacit ?? ''}" must be approval or refusal`);
  return isKnown ? tacit : null;
}

const isRoll = (text: string): text is RollForward => ROLL_FORWARDS.some((known) => known === text);

function isReadable(terms: Partial<LimitTerms>, channel: 'online' | 'counter' | 'postal' | null): boolean {
  return limitOfTerms({ limit: ANY_LIMIT, days: 'working', ...terms }, channel).kind === 'limit';
}
