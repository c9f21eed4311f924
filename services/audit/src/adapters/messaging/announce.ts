import { DivergenceFoundSchema } from '@lienthong/contracts';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { DivergenceEvent } from '../../domain/divergence.js';
import type { GapEvent } from '../../domain/gap.decider.js';

export const announcements = defineAnnouncements<GapEvent | DivergenceEvent>({
  GapFound: ({ data }) => fact(DivergenceFoundSchema, {
    log: data.service, kind: 'sequence-gap', fromSequence: String(data.from), toSequence: String(data.to), foundAt: data.foundAt,
    explanation: `Facts ${data.from} to ${data.to} of ${data.service} were never heard, although later ones were`,
  }),
  DivergenceFound: ({ data }) => fact(DivergenceFoundSchema, {
    log: data.log, kind: data.kind, subject: data.subject, explanation: data.explanation.en, explanationVi: data.explanation.vi, foundAt: data.foundAt,
    ...(data.index === null ? {} : { index: BigInt(data.index) }),
  }),
});
