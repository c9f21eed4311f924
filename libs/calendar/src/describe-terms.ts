import type { Bilingual } from './bilingual.js';
import { countingRulesOf, type Channel } from './counting-rules.js';
import { describeLimit } from './limit.js';
import { limitOfTerms, type LimitTerms } from './limit-terms.js';

const CHANNELS = ['counter', 'online', 'postal'] as const satisfies readonly Channel[];

/** How long a procedure may take by a channel, as a receipt or a catalogue says it: the limit, and from when of the day it counts from the next. */
export function describeTerms(terms: LimitTerms, channel: Channel | null): Bilingual | undefined {
  const reading = limitOfTerms(terms, channel);
  if (reading.kind === 'refused') return undefined;
  const { limit, rules = countingRulesOf(limit) } = reading;
  const { vi, en } = describeLimit(limit);
  if (rules.cutOff === null) return { vi, en };
  return { vi: `${vi}; tiếp nhận sau ${rules.cutOff} thì tính từ ngày làm việc kế tiếp`, en: `${en}; what is received after ${rules.cutOff} counts from the next working day` };
}

/** For everybody, and for each channel that has a limit of its own. */
export function describeAllTerms(terms: LimitTerms): readonly Readonly<{ channel: Channel | null; text: Bilingual }>[] {
  const own = CHANNELS.filter((channel) => terms[channel] !== undefined);
  return [null, ...own].flatMap((channel) => {
    const text = describeTerms(terms, channel);
    return text === undefined ? [] : [{ channel, text }];
  });
}
