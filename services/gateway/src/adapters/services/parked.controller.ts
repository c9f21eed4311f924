import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Allow } from '@lienthong/service-host';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ParkedMessages, type ParkedOverview } from './parked-messages.js';

class ParkedQuery {
  @ApiPropertyOptional({ description: 'Only what is about this dossier' })
  @IsOptional() @IsString() @MaxLength(200)
  key?: string;
}

/** A dossier whose message no service could handle stands still without any agency knowing: an administrator sees all of them in one place. */
@ApiTags('operations')
@Controller('api/parked')
export class ParkedController {
  constructor(private readonly messages: ParkedMessages) {}

  @Get()
  @Allow({ roles: ['administrator'] })
  @ApiOperation({ summary: 'Messages that a service could not handle, of all services, longest parked first' })
  list(@Query() { key }: ParkedQuery, @Headers('authorization') authorization = '', @Headers('accept-language') acceptLanguage = 'vi'): Promise<ParkedOverview> {
    return this.messages.overview({ authorization, acceptLanguage }, key);
  }
}
