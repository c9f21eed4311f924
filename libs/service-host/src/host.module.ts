import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Clock } from './clock.js';
import { CommandInterceptor } from './http/command.interceptor.js';
import { IdempotencyKeys } from './http/idempotency-keys.js';
import { createValidationPipe } from './http/validation.js';
import { IdentityGuard } from './identity/identity.guard.js';
import { TokenVerifier } from './identity/token-verifier.js';
import { Log } from './log.js';
import { API_DESCRIPTION, OpenApiController, type ApiDescription } from './openapi/openapi.controller.js';
import { HealthController } from './operations/health.controller.js';
import { Metrics } from './operations/metrics.js';
import { Readiness } from './operations/readiness.js';
import { genericProblems } from './problems/generic-problems.js';
import type { ProblemCatalogue } from './problems/problem-catalogue.js';
import { PROBLEM_CATALOGUE, ProblemFilter } from './problems/problem.filter.js';
import { ServiceConfig } from './service-config.js';
import { FactInterceptor } from './tracing/fact.interceptor.js';

export type DoorParts = Readonly<{
  config: ServiceConfig;
  log: Log;
  clock: Clock;
  metrics: Metrics;
  readiness: Readiness;
  tokens: TokenVerifier;
  keys: IdempotencyKeys | null;
  problems: ProblemCatalogue;
  apiDescription: ApiDescription;
}>;

/** What every process has at its HTTP door, with a log behind it or not. Global: its providers are injectable everywhere. */
@Module({})
export class HostModule {
  static with(parts: DoorParts, behind: Readonly<{ providers: Provider[]; controllers: NonNullable<DynamicModule['controllers']> }>): DynamicModule {
    const offered: Provider[] = [
      { provide: ServiceConfig, useValue: parts.config },
      { provide: Log, useValue: parts.log },
      { provide: Clock, useValue: parts.clock },
      { provide: Metrics, useValue: parts.metrics },
      { provide: Readiness, useValue: parts.readiness },
      { provide: TokenVerifier, useValue: parts.tokens },
      { provide: PROBLEM_CATALOGUE, useValue: Object.freeze({ ...genericProblems, ...parts.problems }) },
      { provide: API_DESCRIPTION, useValue: parts.apiDescription },
      ...behind.providers,
    ];
    return {
      module: HostModule,
      global: true,
      controllers: [HealthController, OpenApiController, ...behind.controllers],
      providers: [
        ...offered,
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: createValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: FactInterceptor },
        ...(parts.keys ? [{ provide: APP_INTERCEPTOR, useValue: new CommandInterceptor(parts.keys) }] : []),
      ],
      exports: offered.map((provider) => (typeof provider === 'function' ? provider : provider.provide)),
    };
  }
}
