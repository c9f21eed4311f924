import { fieldMessage, IsMoment, MOST_STATEMENT_LENGTH } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IDENTIFICATIONS, type Channel, type Identification, type ReturnManner } from '../../domain/application.js';
import { IsCompetentUnits, IsFileHash, IsFormContent, IsFormValue, IsPersonalOrTaxNumber, IsReceivingUnit } from './field-rules.js';

export const PROCEDURE_CODE = /^\d\.\d{6}(\.\d{2}){0,3}(\.H\d{2})?$/;
const RESULT_CODE = /^[A-Za-z0-9.-]{4,60}$/;
const CONTENT_CODE = /^[\p{L}\p{N}._-]{1,40}$/u;
const MOST_COMPONENTS = 40;
const MOST_FILES = 20;

export class PersonRequest {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;

  @IsPersonalOrTaxNumber()
  identifier!: string;

  @IsOptional() @IsString() @MaxLength(400)
  address?: string;

  @IsOptional() @IsString() @MaxLength(30)
  phone?: string;

  @IsOptional() @IsString() @MaxLength(200)
  email?: string;
}

export class ParcelRequest {
  @IsString() @IsNotEmpty() @MaxLength(20)
  mapSheet!: string;

  @IsString() @IsNotEmpty() @MaxLength(20)
  parcelNumber!: string;

  @IsString() @IsNotEmpty() @MaxLength(20)
  commune!: string;

  @IsOptional() @IsString() @MaxLength(60)
  certificateNumber?: string;
}

export class ComponentRequest {
  @Matches(CONTENT_CODE, fieldMessage('phải là mã thành phần hồ sơ', 'must be the code of a component'))
  code!: string;

  @IsOptional() @IsInt() @Min(0) @Max(999)
  originals?: number;

  @IsOptional() @IsInt() @Min(0) @Max(999)
  copies?: number;

  @IsOptional() @IsArray() @ArrayMaxSize(MOST_FILES) @ArrayUnique() @IsFileHash()
  files?: string[];

  /** Of a paper that was taken from the national repository: the number of the result there. */
  @IsOptional() @Matches(RESULT_CODE, fieldMessage('phải là mã kết quả trong kho dữ liệu, ví dụ KQ.G07.000122', 'must be the number of a result in the repository, such as KQ.G07.000122'))
  resultCode?: string;

  /** Of files that an earlier dossier of the applicant keeps of this very paper: its code. Of a supplement it says nothing. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(60)
  reusedFrom?: string;
}

/** As many as a form has fields, with several sources each. */
const MOST_PREFILLED = 100;

/** A field that was filled in before anything was typed: by which of its declared sources, with what, as of when. */
export class PrefilledRequest {
  /** `content.<path>` or `applicant.<name>`. */
  @IsString() @IsNotEmpty() @MaxLength(200)
  field!: string;

  /** As the form declares it, such as `earlier:applicant.address`. */
  @IsString() @IsNotEmpty() @MaxLength(200)
  source!: string;

  /** The dossier, or the entry of the register; empty for the account. */
  @IsString() @MaxLength(100)
  reference!: string;

  @IsMoment()
  asOf!: string;

  @IsFormValue()
  filled!: unknown;

  /** What the register signed. */
  @IsOptional() @IsString() @MaxLength(MOST_STATEMENT_LENGTH)
  statement?: string;
}

/** What an application says beside its papers. */
class AskedRequest {
  /** Which of the following there have to be, the procedure says: a transfer names both parties, parcel and price. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => PersonRequest)
  transferor?: PersonRequest;

  @IsOptional() @IsObject() @ValidateNested() @Type(() => PersonRequest)
  transferee?: PersonRequest;

  @IsOptional() @IsObject() @ValidateNested() @Type(() => ParcelRequest)
  parcel?: ParcelRequest;

  /** Who asks, where there is no transfer. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => PersonRequest)
  applicant?: PersonRequest;

  /** The procedure's own form: a value for each name that the procedure declares. */
  @IsOptional() @IsFormContent()
  content?: Record<string, unknown>;

  /** Integer đồng. */
  @IsOptional() @IsInt(fieldMessage('phải là số nguyên đồng, không có phần lẻ', 'must be a whole number of đồng, without a fraction'))
  @Min(1, fieldMessage('phải lớn hơn 0 đồng', 'must be more than 0 đồng'))
  @Max(Number.MAX_SAFE_INTEGER)
  contractPrice?: number;
}

export class SubmitDossierRequest extends AskedRequest {
  @Matches(PROCEDURE_CODE, fieldMessage('phải là mã thủ tục, ví dụ 1.013831', 'must be the code of a procedure, such as 1.013831'))
  procedureCode!: string;

  /** Counter, online or postal; what the requester's agency uses when not said. */
  @IsOptional() @IsIn(['counter', 'online', 'postal'])
  channel?: Channel;

  /** How a clerk knew who asks; of a citizen's own submission the account says it. */
  @IsOptional() @IsIn(IDENTIFICATIONS.filter((each) => each !== 'account'))
  identification?: Identification;

  /** When the papers arrived, if earlier than now: for what came by post. */
  @IsOptional() @IsMoment()
  submittedAt?: string;

  @IsOptional() @IsReceivingUnit()
  receivingUnit?: string;

  /** Who hands it in, if not the transferor or applicant. */
  @IsOptional() @ValidateNested() @Type(() => PersonRequest)
  submitter?: PersonRequest;

  /** What was filled in from sources that the form declares, and from where: checked here, and kept with the dossier. */
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_PREFILLED) @ArrayUnique((each: PrefilledRequest) => each.field) @ValidateNested({ each: true }) @Type(() => PrefilledRequest)
  prefilled?: PrefilledRequest[];

  @IsOptional() @IsIn(['counter', 'post'])
  returnManner?: ReturnManner;

  /** Who receives the result, if not the transferee or applicant. */
  @IsOptional() @ValidateNested() @Type(() => PersonRequest)
  recipient?: PersonRequest;

  @IsOptional() @IsArray() @ArrayMaxSize(MOST_COMPONENTS) @ArrayUnique((component: ComponentRequest) => component.code) @ValidateNested({ each: true }) @Type(() => ComponentRequest)
  components?: ComponentRequest[];
}

export class AcceptDossierRequest {
  /** When the papers were complete on the desk, if earlier than now. */
  @IsOptional() @IsMoment()
  receivedAt?: string;

  /** The transitional rule by which the form of the day of submission still holds, where the one in force asks for more. */
  @IsOptional() @IsString() @MaxLength(2_000)
  formBasis?: string;
}

class ReasonRequest {
  @IsString() @IsNotEmpty() @MaxLength(2_000)
  reason!: string;
}

export class RequestSupplementRequest extends ReasonRequest {
  /** Codes of the components to complete, or names of the fields to set right such as `parcel.mapSheet`. */
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_COMPONENTS) @ArrayUnique() @Matches(CONTENT_CODE, { each: true, ...fieldMessage('phải là mã thành phần hồ sơ', 'must be the code of a component') })
  items?: string[];
}

/** Papers, and whatever of the application is set right: a part that is not said stays as it was. */
export class SupplementDossierRequest extends AskedRequest {
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_COMPONENTS) @ArrayUnique((component: ComponentRequest) => component.code) @ValidateNested({ each: true }) @Type(() => ComponentRequest)
  components?: ComponentRequest[];

  /** Why it is set right, where the request for it does not say so. */
  @IsOptional() @IsString() @MaxLength(2_000)
  reason?: string;
}

export class RefuseDossierRequest extends ReasonRequest {
  /** The rule on which the refusal rests, as form 03 names it. */
  @IsOptional() @IsString() @MaxLength(500)
  legalBasis?: string;
}

export class NameCompetenceRequest extends ReasonRequest {
  /** Unit by agency: `{"land-registry": "H56.23"}`. */
  @IsCompetentUnits()
  competentUnits!: Readonly<Record<string, string>>;
}

export class WithdrawDossierRequest extends ReasonRequest {}

export class ReceiverRequest {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;

  @IsPersonalOrTaxNumber()
  identifier!: string;
}

export class HandOverRequest {
  @IsObject() @ValidateNested() @Type(() => ReceiverRequest)
  receiver!: ReceiverRequest;

  /** Number of the authorisation, if the receiver is no party. */
  @IsOptional() @IsString() @MaxLength(100)
  authorisation?: string;

  /** The result as files that the office has uploaded. */
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_FILES) @ArrayUnique() @IsFileHash()
  resultFiles?: string[];

  /** Number under which the result was put into the national repository. */
  @IsOptional() @Matches(RESULT_CODE, fieldMessage('phải là mã kết quả trong kho dữ liệu, ví dụ KQ.G07.000122', 'must be the number of a result in the repository, such as KQ.G07.000122'))
  sharedAs?: string;
}

export class RateServiceRequest {
  /** The nine criteria of the survey, 0 to 2 points each. */
  @IsArray() @ArrayMinSize(9) @ArrayMaxSize(9) @IsInt({ each: true }) @Min(0, { each: true }) @Max(2, { each: true })
  criteria!: number[];
}
