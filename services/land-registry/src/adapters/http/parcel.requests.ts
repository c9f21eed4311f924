import { fieldMessage } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsISO8601, IsObject, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

const DONG = fieldMessage('Số tiền là số nguyên đồng, từ 0 đến 1.000.000 tỷ', 'Money is a whole number of đồng, from 0 to 10^15');
const DECIMAL = fieldMessage('Số thập phân viết bằng chữ số và dấu chấm, ví dụ "120.5"', 'A decimal is written in digits and a point, such as "120.5"');
const DAY = fieldMessage('Ngày viết theo dạng năm-tháng-ngày và có trong lịch, ví dụ 2015-05-20', 'A date is written year-month-day and exists, such as 2015-05-20');
const MOST_DONG = 1_000_000_000_000_000;
/** All or none means one append, which takes 100 streams. */
const MOST_AT_ONCE = 100;

export class HolderRequest {
  @IsString()
  @Length(1, 200)
  name!: string;

  @Matches(/^(\d{10}|\d{12}|\d{13})$/, fieldMessage('Số định danh gồm 12 chữ số, mã số thuế gồm 10 hoặc 13 chữ số', 'A personal identifier has 12 digits, a tax code 10 or 13'))
  identifier!: string;
}

export class ParcelRequest {
  @Matches(/^\d{5}$/, fieldMessage('Mã xã gồm 5 chữ số', 'A commune code has 5 digits'))
  commune!: string;

  @Matches(/^[\dA-Za-z-]{1,20}$/, fieldMessage('Số tờ bản đồ chỉ gồm chữ, số và gạch nối', 'A map sheet has letters, digits and hyphens only'))
  mapSheet!: string;

  @Matches(/^[\dA-Za-z-]{1,20}$/, fieldMessage('Số thửa chỉ gồm chữ, số và gạch nối', 'A parcel number has letters, digits and hyphens only'))
  parcelNumber!: string;

  @IsString()
  @Length(1, 500)
  address!: string;

  @Matches(/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,2})?$/, DECIMAL)
  area!: string;

  @Matches(/^[A-Z]{2,5}$/, fieldMessage('Loại đất ghi bằng mã, ví dụ ONT, ODT, CLN', 'Land use is a code such as ONT, ODT, CLN'))
  landUse!: string;

  @IsInt(DONG)
  @Min(0, DONG)
  @Max(MOST_DONG, DONG)
  unitPrice!: number;

  @Matches(/^[1-9]\d{0,2}(\.\d{1,4})?$/, fieldMessage('Hệ số K là số thập phân không nhỏ hơn 1, ví dụ "1.2"', 'The coefficient is a decimal not below 1, such as "1.2"'))
  coefficient!: string;

  @IsInt(DONG)
  @Min(0, DONG)
  @Max(MOST_DONG, DONG)
  houseValue!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => HolderRequest)
  holder!: HolderRequest;

  @IsString()
  @Length(1, 40)
  certificateNumber!: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/, DAY)
  @IsISO8601({ strict: true }, DAY)
  titleIssuedOn!: string;
}

/** As JSON, for it is asked of whatever stands in the list, before that has been checked. */
function nameOf({ commune, mapSheet, parcelNumber }: ParcelRequest): string {
  return JSON.stringify([commune, mapSheet, parcelNumber]);
}

export class ParcelListRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @ArrayUnique(nameOf, fieldMessage('Mỗi thửa chỉ nêu một lần', 'Each parcel is named once'))
  @ValidateNested({ each: true })
  @Type(() => ParcelRequest)
  parcels!: ParcelRequest[];
}
