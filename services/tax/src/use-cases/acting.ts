import type { AppendMeta, AppendRequest, CommandHandler, EventStore, SqlEffect, StreamAppend } from '@lienthong/event-store';
import type { Acting } from '@lienthong/service-host';
import type { NumberSeries } from '../domain/numbers.js';
import type { ObligationCommand, ObligationRejection } from '../domain/obligation.decider.js';
import type { Obligation, ObligationEvent } from '../domain/obligation.js';
import type { PaymentCommand, PaymentRejection } from '../domain/payment.decider.js';
import type { BankPayment, PaymentEvent } from '../domain/payment.js';
import type { PublishedTables } from './rules.js';

export type Obligations = CommandHandler<ObligationCommand, Obligation, ObligationEvent, ObligationRejection>;
export type Payments = CommandHandler<PaymentCommand, BankPayment, PaymentEvent, PaymentRejection>;

/** Whose notice a number is. Written in the transaction that issues the notice, so that no payment comes too early for it. */
export type Notices = Readonly<{
  findDossier(noticeNumber: string): Promise<string | undefined>;
  enter(noticeNumber: string, dossierCode: string): SqlEffect;
}>;

export type TaxPorts = Readonly<{
  store: Pick<EventStore, 'append' | 'since'>;
  obligations: Obligations;
  payments: Payments;
  notices: Notices;
  tables: PublishedTables;
  /** The next number of a series: never given out twice, though one may be lost when the act it was drawn for fails. */
  drawNumber(series: NumberSeries): Promise<number>;
}>;

type Requested = Readonly<{ code: string; obligation: Obligation | null; streams: readonly StreamAppend[]; answer: object; effects?: readonly SqlEffect[] }>;

export function requestOf({ actor, at, also }: Acting, { code, obligation, streams, answer, effects = [] }: Requested): AppendRequest {
  const dossier: AppendMeta['dossier'] = obligation === null || obligation.dossierRef === '' ? null : { code, ref: obligation.dossierRef };
  return { streams, meta: { actor, at, dossier }, also: [...effects, ...also(answer)] };
}

/** The stream's version once the append has happened: the ETag of the answer. */
export function versionAfter({ expected, events }: StreamAppend): number {
  return (typeof expected === 'number' ? expected : 0) + events.length;
}
