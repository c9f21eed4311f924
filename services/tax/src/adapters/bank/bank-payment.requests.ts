import { fieldMessage, IsMoment } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { Equals, IsDefined, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

const MOST_DONG = 1_000_000_000_000_000;
const DONG = fieldMessage('Số tiền là số nguyên đồng, từ 1 đến 1.000.000 tỷ', 'Money is a whole number of đồng, from 1 to 10^15');

export class BankPaymentData {
  /** The bank's own number of the transfer: the same number is the same money. */
  @Matches(/^[!-.0-~]{1,64}$/, fieldMessage('Số tham chiếu ngân hàng gồm 1 đến 64 ký tự ASCII, không có khoảng trắng và dấu /', 'A bank reference has 1 to 64 ASCII characters, no space and no slash'))
  bankReference!: string;

  /** The notice number as the payer wrote it; anything else goes to the suspense account. */
  @IsString()
  @MaxLength(200)
  noticeReference!: string;

  @IsInt(DONG)
  @Min(1, DONG)
  @Max(MOST_DONG, DONG)
  amount!: number;

  @IsMoment()
  paidAt!: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  payer?: string;
}

/** Body of the webhook, in the shape that Standard Webhooks recommends. */
export class BankPaymentRequest {
  @Equals('payment.received', fieldMessage('Chỉ nhận thông báo loại "payment.received"', 'Only messages of type "payment.received" are taken'))
  type!: string;

  @IsMoment()
  timestamp!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => BankPaymentData)
  data!: BankPaymentData;
}
