import { createHash } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EffectFailed } from '@lienthong/event-store';
import { Clock, commandAnswer, Public, refuse, type CommandAnswer } from '@lienthong/service-host';
import type { BankMessage } from '../../domain/payment.js';
import { receivePayment } from '../../use-cases/receive-payment.js';
import { TAX_OFFICE, type TaxOffice } from '../../use-cases/tax-office.js';
import { BankPaymentRequest } from './bank-payment.requests.js';
import { BankSignatureGuard, webhookIdOf, type SignedRequest } from './bank-signature.guard.js';

const IN_SUSPENSE = {
  vi: 'Đã nhận tiền nhưng chưa biết nộp cho thông báo nào; khoản tiền được giữ ở tài khoản chờ xử lý, cán bộ thuế sẽ đối chiếu.',
  en: 'The money was received, but it names no notice that it could pay; it is kept in the suspense account until a tax officer allots it.',
};

/** The bank tells of each payment at least once, and again until it is answered. */
@ApiTags('tax')
@Controller('bank/payments')
export class BankPaymentsController {
  constructor(@Inject(TAX_OFFICE) private readonly office: TaxOffice, private readonly clock: Clock) {}

  @Post()
  @Public()
  @UseGuards(BankSignatureGuard)
  @HttpCode(200)
  @ApiOperation({ summary: 'A payment that the bank has received (Standard Webhooks, signed)' })
  async receive(@Body() { data }: BankPaymentRequest, @Req() request: SignedRequest): Promise<CommandAnswer> {
    const webhookId = webhookIdOf(request);
    const fingerprint = createHash('sha256').update(request.rawBody ?? '').digest('base64url');
    const repeated = await this.firstAnswer(webhookId, fingerprint);
    if (repeated !== undefined) return repeated;
    const { bankReference, noticeReference, amount, paidAt, payer = '' } = data;
    try {
      return await this.take({ bankReference, noticeReference, amount, paidAt, payer }, webhookId, fingerprint);
    } catch (error) {
      // Another delivery of this message was faster by a moment; what it was answered is the answer to both.
      const first = error instanceof EffectFailed ? await this.firstAnswer(webhookId, fingerprint) : undefined;
      if (first === undefined) throw error;
      return first;
    }
  }

  private async take(message: BankMessage, webhookId: string, fingerprint: string): Promise<CommandAnswer> {
    const answer = await receivePayment(this.office, message, {
      actor: { role: 'service', name: 'bank' }, at: this.clock.now(), expectedVersion: undefined,
      also: (body) => [this.office.bankInbox.enter(webhookId, { fingerprint, body })],
    });
    return answer.kind === 'rejected' ? refuse(answer.rejection) : answered(answer.result, answer.position);
  }

  private async firstAnswer(webhookId: string, fingerprint: string): Promise<CommandAnswer | undefined> {
    const seen = await this.office.bankInbox.find(webhookId);
    if (seen === undefined) return undefined;
    if (seen.fingerprint !== fingerprint) refuse({ code: 'WEBHOOK_ID_REUSED', because: `Expected to repeat message ${webhookId} of the bank, but its body differs from the first` });
    return answered(seen.body, await this.office.head());
  }
}

/** 202 for money that was taken but not put anywhere yet: the bank has done its part, this office has not. */
function answered(body: object, position: number): CommandAnswer {
  const suspended = 'dossierCode' in body && body.dossierCode === null;
  return commandAnswer({ position, status: suspended ? 202 : 200, body: { ...body, position, ...(suspended && { message: IN_SUSPENSE }) } });
}
