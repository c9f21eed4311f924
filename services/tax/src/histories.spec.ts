import { describeHistories } from '@lienthong/service-host/specs';
import { announcements } from './adapters/messaging/announce.js';
import { obligationDecider } from './domain/obligation.decider.js';
import type { ObligationEvent } from './domain/obligation.js';
import { paymentDecider } from './domain/payment.decider.js';
import type { PaymentEvent } from './domain/payment.js';

const released: Readonly<Record<ObligationEvent['type'] | PaymentEvent['type'], true>> = {
  NoticeIssued: true, ObligationAssessed: true, ObligationCancelled: true, ObligationSettled: true, PapersReceived: true,
  PaymentAllotted: true, PaymentBooked: true, PaymentReceived: true, PaymentRefunded: true, PaymentSuspended: true,
  SlipReceived: true, StepClosed: true, StepDateMoved: true, StepOffered: true,
};

describeHistories({ folder: new URL('../test/histories/', import.meta.url), announcements, deciders: { obligation: obligationDecider, payment: paymentDecider }, released });
