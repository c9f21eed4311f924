import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** Sample secret of local mode; a bank's real one is agreed with the tax office. */
const SAMPLE_SECRET = 'whsec_c2FtcGxlLWJhbmstd2ViaG9vay1zZWNyZXQ=';
/** A bank sends again until it is answered; two minutes outlive a restart. */
const PATIENCE_MS = 120_000;

/** The bank tells the tax office of a payment, as Standard Webhooks lays down, and sends it again until it is answered. */
export async function payNotice(gateway: string, { noticeNumber, amount, reference }: Readonly<{ noticeNumber: string; amount: number; reference: string }>): Promise<void> {
  const sentAt = new Date();
  const body = JSON.stringify({
    type: 'payment.received', timestamp: sentAt.toISOString(),
    data: { bankReference: reference, noticeReference: noticeNumber, amount, paidAt: sentAt.toISOString(), payer: 'Người nộp mẫu' },
  });
  const id = `msg_${reference}`;
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(300)) {
    const now = new Date();
    const status = await fetch(`${gateway}/api/tax/bank/payments`, {
      method: 'POST', body, signal: AbortSignal.timeout(15_000),
      headers: {
        'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(SAMPLE_SECRET).sign(id, now, body),
      },
    }).then((response) => response.status, () => 503);
    if (status < 300) return;
    if (status < 429 || Date.now() > until) throw new Error(`Expected the tax office to take payment ${reference}, but it answered ${status}`);
  }
}
