import type { Pool } from 'pg';
import type { BankAnswer, BankInbox } from '../../use-cases/bank-inbox.js';

export function bankMessages(pool: Pool): BankInbox {
  return {
    async find(webhookId) {
      const { rows } = await pool.query<BankAnswer>('SELECT fingerprint, body FROM bank_messages WHERE webhook_id = $1', [webhookId]);
      return rows[0];
    },
    // Of two deliveries of one message at the same time the second finds the id taken, and nothing of it is stored.
    enter: (webhookId, { fingerprint, body }) => ({
      text: 'INSERT INTO bank_messages (webhook_id, fingerprint, body) VALUES ($1, $2, $3) ON CONFLICT (webhook_id) DO NOTHING',
      values: [webhookId, fingerprint, JSON.stringify(body)], mustChange: 1,
    }),
  };
}
