import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actingOfficer, Allow, Clock, commandAnswer, decodeCursor, paged, pageLimit, Position, ReadModels, refuse, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import { allotPayment } from '../../use-cases/allot-payment.js';
import { TAX_OFFICE, type TaxOffice } from '../../use-cases/tax-office.js';
import { AllotmentRequest } from './obligation.requests.js';

type JournalRow = Readonly<{ log_index: string; booked_at: string; event: string; dossier_code: string | null; bank_reference: string | null; entry: readonly object[] }>;
type SuspenseRow = Readonly<{ bank_reference: string; notice_reference: string; amount: string; paid_at: string; payer: string; because: string; since: string }>;

@ApiTags('tax')
@Controller()
export class LedgerController {
  constructor(@Inject(TAX_OFFICE) private readonly office: TaxOffice, private readonly clock: Clock, private readonly reads: ReadModels) {}

  @Get('ledger')
  @Allow({ agency: 'tax' })
  @ApiOperation({ summary: 'The journal, newest entry first, with the balance of every account' })
  async journal(@Query('dossier') dossier: string | undefined, @Query('cursor') cursor: string | undefined, @Query('limit') limit: string | undefined, @Position() minPosition: number | undefined): Promise<object> {
    const most = pageLimit(limit);
    const before = decodeCursor(cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER;
    const rows = await this.reads.query<JournalRow>('ledger',
      'SELECT * FROM journal WHERE log_index < $1 AND ($2::text IS NULL OR dossier_code = $2) ORDER BY log_index DESC LIMIT $3', [before, dossier ?? null, most + 1], minPosition);
    return { ...paged(rows, most, entryOf, ({ log_index }) => [Number(log_index)]), ...await this.trialBalance() };
  }

  @Get('suspense')
  @Allow({ agency: 'tax' })
  @ApiOperation({ summary: 'Payments of which nobody knows yet what they pay' })
  async suspended(@Query('cursor') cursor: string | undefined, @Query('limit') limit: string | undefined, @Position() minPosition: number | undefined): Promise<object> {
    const most = pageLimit(limit);
    const [since, reference] = decodeCursor(cursor, 2) ?? ['', ''];
    const rows = await this.reads.query<SuspenseRow>('suspense',
      'SELECT * FROM suspended_payments WHERE (since, bank_reference) > ($1, $2) ORDER BY since, bank_reference LIMIT $3', [since, reference, most + 1], minPosition);
    return paged(rows, most, paymentOf, (row) => [row.since, row.bank_reference]);
  }

  @Post('suspense/:bankReference/allotment')
  @HttpCode(200)
  @Allow({ agency: 'tax', roles: ['officer'] })
  @ApiOperation({ summary: 'Put a payment out of suspense on the notice that it pays' })
  async allot(@Param('bankReference') bankReference: string, @Body() { dossierCode, reason }: AllotmentRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const answer = await allotPayment(this.office, bankReference, dossierCode, reason, actingOfficer(requester, this.clock, undefined));
    if (answer.kind === 'rejected') return refuse(answer.rejection);
    return commandAnswer({ position: answer.position, body: { ...answer.result, position: answer.position } });
  }

  /** `sum` is zero as long as every entry balances; shown so that anybody can see it. */
  private async trialBalance(): Promise<object> {
    const rows = await this.reads.query<{ account: string; balance: string }>('ledger', 'SELECT account, balance FROM balances ORDER BY account');
    const balances = rows.map(({ account, balance }) => ({ account, balance: Number(balance) }));
    return { balances, sum: balances.reduce((sum, { balance }) => sum + balance, 0) };
  }
}

function entryOf({ log_index, booked_at, event, dossier_code, bank_reference, entry }: JournalRow): object {
  return { logIndex: Number(log_index), at: vietnamTime(Date.parse(booked_at)), event, dossierCode: dossier_code, bankReference: bank_reference, entry };
}

function paymentOf({ bank_reference, notice_reference, amount, paid_at, payer, because, since }: SuspenseRow): object {
  return { bankReference: bank_reference, noticeReference: notice_reference, amount: Number(amount), paidAt: paid_at, payer, because, since };
}
