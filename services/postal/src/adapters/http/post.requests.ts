import { fieldMessage, IsMoment, PageQuery } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { TRACKING_CODES, type TrackingCode } from '../../domain/tracking.js';

export class AddresseeRequest {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;

  @IsString() @IsNotEmpty() @MaxLength(400)
  address!: string;

  @IsOptional() @IsString() @MaxLength(30)
  phone?: string;

  @IsOptional() @IsString() @MaxLength(200)
  email?: string;
}

class OrderRequestBody {
  /** The S10 number of a label that is stuck on already; drawn from the stock if not said. */
  @IsOptional() @IsString() @MaxLength(40)
  itemCode?: string;
}

export class DeliveryOrderRequest extends OrderRequestBody {
  /** Only to correct what the application says. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => AddresseeRequest)
  recipient?: AddresseeRequest;

  /** Fees that the carrier collects, integer đồng. */
  @IsOptional() @IsInt(fieldMessage('phải là số nguyên đồng, không có phần lẻ', 'must be a whole number of đồng, without a fraction'))
  @Min(0, fieldMessage('không được là số âm', 'must not be negative')) @Max(Number.MAX_SAFE_INTEGER)
  codAmount?: number;
}

export class CollectionOrderRequest extends OrderRequestBody {
  @IsObject() @ValidateNested() @Type(() => AddresseeRequest)
  sender!: AddresseeRequest;
}

export class TrackingRequest {
  @IsIn(TRACKING_CODES)
  event!: TrackingCode;

  /** When it was scanned; now if not said. */
  @IsOptional() @IsMoment()
  at?: string;

  @IsOptional() @IsString() @MaxLength(100)
  office?: string;

  /** Required for EMH and RETURN. */
  @IsOptional() @IsString() @MaxLength(500)
  reason?: string;

  /** Required for EMI: who took the item. */
  @IsOptional() @IsString() @MaxLength(200)
  receivedBy?: string;
}

export class S10RangeRequest {
  @Matches(/^[A-Z]{2}$/, fieldMessage('phải là hai chữ in hoa, ví dụ RR', 'must be two capitals, such as RR'))
  indicator!: string;

  @IsOptional() @Matches(/^[A-Z]{2}$/, fieldMessage('phải là mã nước hai chữ in hoa, ví dụ VN', 'must be a country of two capitals, such as VN'))
  country?: string;

  /** Serial numbers without check digit, up to eight digits. */
  @IsInt() @Min(0) @Max(99_999_999)
  first!: number;

  @IsInt() @Min(0) @Max(99_999_999)
  last!: number;
}

export class ShipmentQuery extends PageQuery {
  @IsOptional() @IsIn(['delivery', 'collection'])
  direction?: 'delivery' | 'collection';

  @IsOptional() @IsIn(['awaited', 'wanted', 'prepared', 'ordered', 'posted', 'delivered', 'returned'])
  status?: 'awaited' | 'wanted' | 'prepared' | 'ordered' | 'posted' | 'delivered' | 'returned';

  @IsOptional() @IsString() @MaxLength(60)
  dossier?: string;
}
