import { PETITION_LIMITS, type PetitionComplexity, type PetitionMatter } from '@lienthong/calendar';
import { fieldMessage, IsMoment, PageQuery } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { OBSTACLES, PETITION_SOURCES, PETITION_STATUSES, type Obstacle, type PetitionSource, type PetitionStatus } from '../../domain/petition.js';
import { IsPersonalOrTaxNumber, IsReceivingUnit } from './field-rules.js';

const MATTERS: readonly PetitionMatter[] = [...new Set(PETITION_LIMITS.map(({ matter }) => matter))];
const COMPLEXITIES: readonly PetitionComplexity[] = ['ordinary', 'complex', 'very-complex'];
/** Some ten pages. */
const MOST_TEXT = 20_000;

export class AuthorRequest {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;

  @IsOptional() @IsPersonalOrTaxNumber()
  identifier?: string;

  @IsOptional() @IsString() @MaxLength(400)
  address?: string;

  @IsOptional() @IsString() @MaxLength(30)
  phone?: string;
}

export class ClassifyPetitionRequest {
  @IsIn(MATTERS)
  matter!: PetitionMatter;

  /** Of feedback about rules. */
  @IsOptional() @IsIn(['policy', 'behaviour'])
  aspect?: 'policy' | 'behaviour';

  @IsOptional() @IsIn([1, 2])
  round?: 1 | 2;

  @IsOptional() @IsIn(COMPLEXITIES)
  complexity?: PetitionComplexity;

  @IsOptional() @IsBoolean()
  isRemote?: boolean;

  @IsOptional() @IsArray() @ArrayMaxSize(OBSTACLES.length) @ArrayUnique() @IsIn(OBSTACLES, { each: true })
  obstacles?: Obstacle[];
}

export class ReceivePetitionRequest extends ClassifyPetitionRequest {
  /** What a clerk enters; what a citizen sends comes by the portal. */
  @IsOptional() @IsIn(PETITION_SOURCES)
  source?: PetitionSource;

  @IsString() @IsNotEmpty() @MaxLength(300) @Matches(/\S/u, fieldMessage('không được chỉ có khoảng trắng', 'must not be blank'))
  subject!: string;

  @IsString() @IsNotEmpty() @MaxLength(MOST_TEXT) @Matches(/\S/u, fieldMessage('không được chỉ có khoảng trắng', 'must not be blank'))
  text!: string;

  /** Nobody: it is anonymous. */
  @IsOptional() @ValidateNested() @Type(() => AuthorRequest)
  author?: AuthorRequest;

  @IsOptional() @Matches(/^[A-Za-z0-9.-]{8,60}$/, fieldMessage('phải là mã hồ sơ', 'must be the code of a dossier'))
  dossierCode?: string;

  /** The author has written about the same before. */
  @IsOptional() @IsBoolean()
  isRepeated?: boolean;

  @IsOptional() @IsMoment()
  receivedAt?: string;

  /** Of a citizen's petition: who is to get it. */
  @IsOptional() @IsReceivingUnit()
  unit?: string;
}

export class TransferPetitionRequest {
  /** A unit that works here; without it the petition leaves us. */
  @IsOptional() @IsReceivingUnit()
  unit?: string;

  @IsString() @IsNotEmpty() @MaxLength(200)
  to!: string;

  @IsString() @MaxLength(2_000)
  reason!: string;
}

/** One sentence or more for a person: guidance, a reason, a question, a reply, an answer. */
export class PetitionTextRequest {
  @IsString() @MaxLength(MOST_TEXT)
  text!: string;
}

export class PetitionActRequest {}

export class RateAnswerRequest {
  @IsBoolean()
  isSatisfied!: boolean;
}

export class PetitionQuery extends PageQuery {
  @IsOptional() @IsIn(PETITION_STATUSES)
  status?: PetitionStatus;

  @IsOptional() @IsIn(MATTERS)
  matter?: PetitionMatter;

  @IsOptional() @IsIn(['true'])
  overdue?: 'true';
}
