import type { Projection } from '@lienthong/event-store';

/** Money that waits for an officer to find out what it pays. */
export const suspense: Projection = {
  name: 'suspense',
  version: 1,
  tables: ['suspended_payments'],
  ddl: [`CREATE TABLE suspended_payments (
    bank_reference text PRIMARY KEY, notice_reference text NOT NULL, amount bigint NOT NULL, paid_at text NOT NULL, payer text NOT NULL, because text NOT NULL, since text NOT NULL
  )`],
  async apply(events, sql) {
    const known = events.filter(({ data }) => data !== null);
    const suspended = known.filter(({ type }) => type === 'PaymentSuspended').map(({ data: { bankReference, noticeReference, amount, paidAt, payer, because, suspendedAt } }) => ({
      bank_reference: bankReference, notice_reference: noticeReference, amount, paid_at: paidAt, payer, because, since: suspendedAt,
    }));
    const allotted = known.filter(({ type }) => type === 'PaymentAllotted').map(({ data }) => data.bankReference as string);
    // A payment is allotted only after it was suspended, and never suspended again: inserting first is right for any batch.
    if (suspended.length > 0) {
      await sql.query(`INSERT INTO suspended_payments SELECT * FROM jsonb_to_recordset($1::jsonb)
        AS suspended(bank_reference text, notice_reference text, amount bigint, paid_at text, payer text, because text, since text)`, [JSON.stringify(suspended)]);
    }
    if (allotted.length > 0) await sql.query('DELETE FROM suspended_payments WHERE bank_reference = ANY($1)', [allotted]);
  },
};
