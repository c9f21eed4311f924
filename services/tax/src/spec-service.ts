import { PublishedDecisions } from '@lienthong/service-host';
import { eventually, startUnderTest, type Answer } from '@lienthong/service-host/specs';
import type { TokenClaims } from '@lienthong/testing';
import { Webhook } from 'standardwebhooks';
import { bankSettings } from './adapters/bank/bank-signature.guard.js';
import { definition } from './definition.js';
import { publications } from './spec-rules.js';

// The service as its callers meet it, and a bank that signs.

export type { Answer };
export type BankCall = Readonly<{ id?: string; secret?: string; at?: Date; tampered?: string; language?: string }>;

export type SpecService = Awaited<ReturnType<typeof startSpecService>>;

export async function startSpecService() {
  const { call, token, facts, rebuild, stop, store, feedOf } = await startUnderTest(definition);
  let messages = 0;

  /** What the bank sends: signed as Standard Webhooks says, unless a spec wants it wrong. */
  function bank(data: object, { id = `msg_${++messages}`, secret = bankSettings.BANK_WEBHOOK_SECRET.sample, at = new Date(), tampered, language = 'vi' }: BankCall = {}): Promise<Answer> {
    const body = JSON.stringify({ type: 'payment.received', timestamp: '2026-11-24T09:00:00+07:00', data });
    return call('POST', '/bank/payments', {
      raw: tampered ?? body,
      headers: { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': new Webhook(secret).sign(id, at, body), 'accept-language': language },
    });
  }

  const processing = feedOf('processing');
  for (const publication of publications()) processing.publish(publication);
  // Facts about different things need not arrive in their order.
  const tables = new PublishedDecisions(store);
  await eventually(() => Promise.all(publications().map(({ subject, data: { effectiveFrom } }) => tables.modelInForce(subject, effectiveFrom))), (found) =>
    found.every((version, i) => version?.effectiveFrom === publications()[i]?.data.effectiveFrom));

  return {
    call, eventually, bank, facts, rebuild, stop, store,
    token: (claims: TokenClaims) => token({ agency: 'tax', unit: 'H56.T7', roles: ['officer'], ...claims }),
    intake: feedOf('intake'), processing, landRegistry: feedOf('land-registry'),
  };
}
