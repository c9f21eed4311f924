import type { StoredEvent } from '@lienthong/event-store';
import { ObligationSettledSchema, ProcedurePublishedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import { defineAnnouncements, fact } from './announcements.js';

/** Sample: announcements of no service, with a map, a struct and a fact about no dossier. */
export const sampleAnnouncements = defineAnnouncements({
  ObligationSettled: ({ data, dossier, occurredAt }) =>
    fact(ObligationSettledSchema, { dossierCode: dossier!.code!, noticeNumber: data.notice, paid: BigInt(data.paid), settledAt: occurredAt }),
  TaskOffered: ({ data }) => fact(TaskOfferedSchema, { taskId: data.task, inputs: data.inputs }),
  ProcedurePublished: ({ data }) => fact(ProcedurePublishedSchema, { code: data.code, version: 1 }),
});

export const storedEvent = (changes: Partial<StoredEvent> = {}): StoredEvent => ({
  logIndex: 41, factNumber: 7, stream: 'obligation/000.00.17.H56-260105-0001', version: 3,
  dossier: { code: '000.00.17.H56-260105-0001', ref: 'a1b2', version: 9 },
  type: 'ObligationSettled', data: { notice: 'TB-0001', paid: 12_500_000 }, schema: 1, actor: 'officer@H56.T7', actorId: 'sample-officer',
  occurredAt: '2026-01-05T02:30:00.000Z', recordedAt: '2026-01-05T02:30:00.120Z', cause: null, causationId: null, traceParent: null, ...changes,
});
