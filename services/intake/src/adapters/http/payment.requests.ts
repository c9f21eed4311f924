import { fieldMessage, IsMoment } from '@lienthong/service-host';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { GATEWAYS, PAYMENT_MANNERS, type Gateway, type PaymentManner } from '../../domain/fee-payment.js';

/** Above any fee that the law knows; sums stay whole in every number format. */
const MOST_DONG = 1_000_000_000_000;

export class RecordPaymentRequest {
  /** Whole đồng. */
  @IsInt() @Min(1) @Max(MOST_DONG)
  amount!: number;

  @IsIn(Object.keys(PAYMENT_MANNERS))
  manner!: PaymentManner;

  /** Of what was paid online: by which gateway. */
  @IsOptional() @IsIn(Object.keys(GATEWAYS))
  gateway?: Gateway;

  /** Number of the receipt, the transfer or the transaction. */
  @IsString() @Matches(/^[\p{L}\p{N}./_-]{1,60}$/u, fieldMessage('phải là số biên lai hoặc mã giao dịch', 'must be the number of a receipt or a transaction'))
  reference!: string;

  /** Now, unless said. */
  @IsOptional() @IsMoment()
  paidAt?: string;
}
