import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '../identity/allow.js';

export const API_DESCRIPTION = Symbol('API description');

/** Filled once the application exists, which is when its routes are known. */
export type ApiDescription = { describe: () => OpenAPIObject | Promise<OpenAPIObject> };

@ApiExcludeController()
@Controller()
export class OpenApiController {
  constructor(@Inject(API_DESCRIPTION) private readonly description: ApiDescription) {}

  @Get('openapi.json') @Public()
  read(): OpenAPIObject | Promise<OpenAPIObject> {
    return this.description.describe();
  }
}
