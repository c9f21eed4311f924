import { fieldMessage } from '@lienthong/service-host';
import { IsObject } from 'class-validator';

export class CompletionRequest {
  /** What the step brings back, such as `{"approved": true}`. Whole numbers only; decimals as text. */
  @IsObject(fieldMessage('Kết quả của bước là một đối tượng JSON, có thể trống', 'The outcome of the step is a JSON object, which may be empty'))
  readonly variables!: Record<string, unknown>;
}
