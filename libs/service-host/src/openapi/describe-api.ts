import type { INestApplication } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiDefaultResponse, ApiHeader, DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { ServiceName } from '../service-names.js';
import { routesOf, type ControllerClass, type ListedRoute } from '../identity/route-listing.js';
import { describeRequestClass } from './schema-of-rules.js';

const PROBLEM_SCHEMA = {
  type: 'object', description: 'RFC 9457', required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'whatToDo'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, instance: { type: 'string' },
    code: { type: 'string', description: 'A code of the catalogue' }, whatToDo: { type: 'string', description: 'In the language of Accept-Language (vi, en)' },
    facts: { type: 'object', additionalProperties: true },
    errors: { type: 'array', items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } } },
    since: { type: 'array', items: { type: 'object' }, description: 'What was changed since the version seen, by whom and when' },
  },
} as const;

const described = new WeakSet<object>();

/** The OpenAPI 3.1 document of one service, from its routes and the rules of its request classes. */
export function describeApi(app: INestApplication, service: ServiceName, controllers: readonly ControllerClass[]): OpenAPIObject {
  for (const route of controllers.flatMap(routesOf)) describeRoute(route);
  const head = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle(`Liên Thông: ${service}`).setVersion('1').addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }).build();
  const document = SwaggerModule.createDocument(app, head, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}` });
  return { ...document, components: { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as object } } };
}

/** Once per class, since decorators add up. */
function describeRoute({ controller, method, isPublic }: ListedRoute): void {
  const prototype = controller.prototype as Record<string, object>;
  const handler = prototype[method]!;
  if (described.has(handler)) return;
  described.add(handler);
  for (const type of (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as unknown[]) {
    if (typeof type === 'function') describeRequestClass(type as Type<object>);
  }
  const isCommand = Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET;
  const decorators = [
    ApiDefaultResponse({ description: 'A problem of the catalogue', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }),
    ...(isPublic ? [] : [ApiBearerAuth()]),
    ...(isCommand ? [
      ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Same key and same body: the first answer again', schema: { type: 'string', maxLength: 128 } }),
      ApiHeader({ name: 'If-Match', required: false, description: 'The ETag seen; answered 412 if it is no longer the newest', schema: { type: 'string' } }),
    ] : [ApiHeader({ name: 'min-position', required: false, description: 'Position of a command whose effect the answer must show', schema: { type: 'integer', minimum: 0 } })]),
  ];
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method) ?? { value: handler };
  for (const decorate of decorators) decorate(prototype, method, descriptor);
}
