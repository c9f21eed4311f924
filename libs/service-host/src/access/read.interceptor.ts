import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Actor } from '@lienthong/event-store';
import type { FastifyRequest } from 'fastify';
import { mergeMap, of, type Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import { findRequester, type Requester } from '../identity/requester.js';
import { refuse, refuseWith } from '../problems/problem-exception.js';
import { currentTraceParent } from '../tracing/tracing.js';
import { groundOf, type ReadGround } from './read-purpose.js';
import type { ReadRecorder } from './read-recorder.js';
import { readingOf, RECORDED_READ, type RecordedRoute } from './recorded-reads.js';

const ORGANISATION = /^[A-Za-z0-9.-]{1,64}$/;

/** Refuses what cannot be entered before anything is shown, and has every read that was answered entered in the log. */
export class ReadInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector, private readonly recorder: ReadRecorder, private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<RecordedRoute | undefined>(RECORDED_READ, context.getHandler());
    if (route === undefined || context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const requester = findRequester(request) ?? refuseWith('UNAUTHENTICATED', 'Expected to know who reads a dossier, but the request carries no token');
    const actor = readerOf(requester);
    const stated = groundOf(request.headers, requester.roles, () => Date.parse(this.clock.now()));
    if (stated.kind === 'rejected') refuse(stated.rejection);
    return next.handle().pipe(mergeMap((answer: unknown) => {
      const waiting = this.record(route, request, { requester, actor, ground: stated.ground });
      return waiting === undefined ? of(answer) : waiting.then(() => answer);
    }));
  }

  private record({ shows, param }: RecordedRoute, request: FastifyRequest, { requester, actor, ground }: Readonly<{ requester: Requester; actor: Actor; ground: ReadGround }>): Promise<void> | undefined {
    const named = param === null ? null : (request.params as Readonly<Record<string, string>>)[param] ?? null;
    const said = readingOf(request).dossierCodes;
    const codes: readonly (string | null)[] = said.length > 0 ? said : [shows === 'dossier' ? named : null];
    const { subject, name, agency, unit, roles } = requester;
    const waiting = codes.filter((code) => shows !== 'dossier' || code !== null).map((dossierCode) => this.recorder.record({
      shows, dossierCode, file: shows === 'file' ? named : null, what: `${request.method === 'POST' ? 'POST' : 'GET'} ${request.routeOptions.url ?? ''}`, at: this.clock.now(), traceParent: currentTraceParent(), actor, ground,
      reader: { subject, name: name.toWellFormed(), agency, unit, roles },
    })).filter((each) => each !== undefined);
    return waiting.length === 0 ? undefined : Promise.all(waiting).then(() => undefined);
  }
}

/** A reader without a unit is entered under the agency. Whoever has neither may read no dossier: it could not be said who did. */
export function readerOf(requester: Requester): Actor {
  const { subject, agency, unit, roles } = requester;
  const isOfficer = !roles.includes('citizen') && !roles.includes('service');
  return isOfficer && !ORGANISATION.test(unit) && ORGANISATION.test(agency) ? { role: 'officer', unit: agency, id: subject } : requester.actor();
}
