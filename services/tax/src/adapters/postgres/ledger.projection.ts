import type { Projection, StoredEvent } from '@lienthong/event-store';
import type { Account, Entry } from '../../domain/ledger.js';
import { isBalanced } from '../../domain/ledger.js';

/** Money events carry their entry; nothing else is in the ledger. */
type MoneyEvent = Omit<StoredEvent, 'data'> & Readonly<{ data: Readonly<{ entry: Entry; dossierCode?: string; bankReference?: string }> }>;

/** The journal in the order of the log, and the balance of each account; what single dossiers owe or have paid is one account each. */
export const ledger: Projection = {
  name: 'ledger',
  version: 1,
  tables: ['journal', 'balances'],
  ddl: [
    'CREATE TABLE journal (log_index bigint PRIMARY KEY, booked_at text NOT NULL, event text NOT NULL, dossier_code text, bank_reference text, entry jsonb NOT NULL)',
    'CREATE INDEX journal_of_dossier ON journal (dossier_code, log_index)',
    'CREATE TABLE balances (account text PRIMARY KEY, balance bigint NOT NULL)',
  ],
  async apply(events, sql) {
    const booked = events.filter(isMoneyEvent);
    if (booked.length === 0) return;
    await sql.query(`INSERT INTO journal SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS booked(log_index bigint, booked_at text, event text, dossier_code text, bank_reference text, entry jsonb)`, [JSON.stringify(booked.map(journalRow))]);
    await sql.query(`INSERT INTO balances SELECT account, sum(amount) FROM jsonb_to_recordset($1::jsonb) AS posted(account text, amount bigint) GROUP BY account
      ON CONFLICT (account) DO UPDATE SET balance = balances.balance + excluded.balance`, [JSON.stringify(booked.flatMap(({ data }) => data.entry.map(postingRow)))]);
  },
};

function isMoneyEvent(event: StoredEvent): event is MoneyEvent {
  if (event.data === null || !Array.isArray(event.data.entry) || event.data.entry.length === 0) return false;
  // An event that was appended unbalanced is a bug of ours, and the ledger must stop there rather than go on with it.
  if (!isBalanced(event.data.entry as Entry)) throw new Error(`Expected to book event ${event.logIndex}, but its entry does not sum to zero`);
  return true;
}

function journalRow({ logIndex, occurredAt, type, data }: MoneyEvent): object {
  return { log_index: logIndex, booked_at: occurredAt, event: type, dossier_code: data.dossierCode ?? null, bank_reference: data.bankReference ?? null, entry: data.entry };
}

function postingRow({ account, amount }: Entry[number]): Readonly<{ account: string; amount: number }> {
  return { account: controlAccount(account), amount };
}

/** "receivable/H56.17-261120-0001" is part of the control account "receivable". */
export function controlAccount(account: Account): string {
  return account.startsWith('revenue/') ? account : account.split('/', 1)[0]!;
}
