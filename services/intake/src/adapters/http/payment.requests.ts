import { fieldMessage, IsMoment } from '@lienthong/service-host';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { REFUND_GROUNDS, type RefundGround } from '../../domain/fee-ledger.js';
import { GATEWAYS, PAYMENT_MANNERS, type Gateway, type PaymentManner } from '../../domain/fee-payment.js';

/** Above any fee that the law knows; sums stay whole in every number format. */
const MOST_DONG = 1_000_000_000_000;

/** An entry, as it was recorded or is to be. */
class FeeEntryRequest {
  /** Whole đồng. */
  @IsInt() @Min(1) @Max(MOST_DONG)
  amount!: number;

  @IsIn(Object.keys(PAYMENT_MANNERS))
  manner!: PaymentManner;

  /** Number of the receipt, the transfer or the transaction. */
  @IsString() @Matches(/^[\p{L}\p{N}./_-]{1,60}$/u, fieldMessage('phải là số biên lai hoặc mã giao dịch', 'must be the number of a receipt or a transaction'))
  reference!: string;
}

export class RecordPaymentRequest extends FeeEntryRequest {
  /** Of what was paid online: by which gateway. */
  @IsOptional() @IsIn(Object.keys(GATEWAYS))
  gateway?: Gateway;

  /** Now, unless said. */
  @IsOptional() @IsMoment()
  paidAt?: string;
}

export class CancelFeeEntryRequest extends FeeEntryRequest {
  /** Why it was wrong, as a sentence. */
  @IsString() @MaxLength(2_000)
  reason!: string;
}

export class RecordRefundRequest extends FeeEntryRequest {
  /** Of what goes back online: by which gateway. */
  @IsOptional() @IsIn(Object.keys(GATEWAYS))
  gateway?: Gateway;

  @IsIn(Object.keys(REFUND_GROUNDS))
  ground!: RefundGround;

  /** Why, with the decision or the rule on which it rests. */
  @IsString() @MaxLength(2_000)
  reason!: string;

  /** Now, unless said. */
  @IsOptional() @IsMoment()
  refundedAt?: string;
}
