import { fieldMessage } from '@lienthong/service-host';
import { IsIn, IsObject, IsOptional, IsString, Length } from 'class-validator';

export const MODIFICATIONS = ['activate', 'cancel', 'move', 'variables'] as const;

const ID = fieldMessage('Mã phần tử có từ 1 đến 300 ký tự', 'The id of an element has 1 to 300 characters');

export class ModificationRequest {
  @IsIn(MODIFICATIONS, fieldMessage(`kind là một trong: ${MODIFICATIONS.join(', ')}`, `kind is one of: ${MODIFICATIONS.join(', ')}`))
  readonly kind!: (typeof MODIFICATIONS)[number];

  /** activate, move: the id of the element that gets the token. */
  @IsOptional()
  @IsString(ID)
  @Length(1, 300, ID)
  readonly element?: string;

  /** cancel, move: the key of the active element, as `GET /instances/{code}/elements` shows it. */
  @IsOptional()
  @IsString(ID)
  @Length(1, 300, ID)
  readonly elementKey?: string;

  /** activate, variables: the key of the active scope that it concerns; without it the innermost that fits, or the whole. */
  @IsOptional()
  @IsString(ID)
  @Length(1, 300, ID)
  readonly scope?: string;

  /** activate, variables. */
  @IsOptional()
  @IsObject(fieldMessage('variables là một đối tượng JSON', 'variables is a JSON object'))
  readonly variables?: Record<string, unknown>;

  /** Entered in the dossier's history. */
  @IsString(fieldMessage('Lý do là văn bản', 'The reason is text'))
  @Length(10, 1_000, fieldMessage('Lý do có từ 10 đến 1.000 ký tự', 'The reason has 10 to 1,000 characters'))
  readonly reason!: string;
}
