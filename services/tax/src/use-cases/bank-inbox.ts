import type { SqlEffect } from '@lienthong/event-store';

/** What was answered to a message of the bank. `fingerprint` tells a repeat from another message under the same id. */
export type BankAnswer = Readonly<{ fingerprint: string; body: object }>;

/** Webhook ids that were seen. An id is entered in the transaction of the payment, so that it is known exactly when the money is. */
export type BankInbox = Readonly<{
  find(webhookId: string): Promise<BankAnswer | undefined>;
  enter(webhookId: string, answer: BankAnswer): SqlEffect;
}>;
