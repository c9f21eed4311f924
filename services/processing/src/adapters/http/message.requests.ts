import { fieldMessage } from '@lienthong/service-host';
import { IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

/** An ISO 8601 duration of hours, minutes and seconds, days or weeks. */
const DURATION = /^P(?=.)(\d{1,3}W|(\d{1,3}D)?(T(?=.)(\d{1,4}H)?(\d{1,5}M)?(\d{1,6}S)?)?)$/;

export class MessageRequest {
  /** As the procedure's model names it, such as `household-head-confirmed`. */
  @IsString() @IsNotEmpty() @MaxLength(200)
  readonly name!: string;

  /** What tells those who wait apart, mostly a dossier's code; empty for anybody. */
  @IsOptional() @IsString() @MaxLength(200)
  readonly correlationKey?: string;

  /** What the message brings. */
  @IsOptional() @IsObject(fieldMessage('Nội dung tin nhắn là một đối tượng JSON', 'What a message brings is a JSON object'))
  readonly variables?: Record<string, unknown>;

  /** How long it is kept when nobody waits for it yet: `PT1H` if not said, `PT0S` not at all. */
  @IsOptional() @Matches(DURATION, fieldMessage('phải là khoảng thời gian ISO 8601, ví dụ PT1H', 'must be an ISO 8601 duration, such as PT1H'))
  readonly timeToLive?: string;

  /** The sender's own id, so that one that is sent twice is taken once. */
  @IsOptional() @IsUUID()
  readonly messageId?: string;
}
