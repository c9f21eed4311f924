import { IsString, Matches } from 'class-validator';
import { fieldMessage } from '@lienthong/service-host';

export class SignInRequest {
  /** Name of a sample account, as GET /sample-accounts lists them. */
  @IsString() @Matches(/^[a-z0-9-]{1,40}$/, fieldMessage('phải là tên một tài khoản mẫu', 'must be the name of a sample account'))
  account!: string;
}
