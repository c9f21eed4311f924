import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { throwError } from 'rxjs';
import { Log } from '../log.js';
import { preferredLanguage } from './accept-language.js';
import type { ProblemCatalogue } from './problem-catalogue.js';
import type { ProblemException } from './problem-exception.js';
import { isNotStorable, problemOfError } from './problem-of-error.js';
import { renderProblem } from './render-problem.js';

export const PROBLEM_CATALOGUE = Symbol('problem catalogue');

/** Answers every error of a request as application/problem+json. Message handlers keep their errors: the inbox judges those. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(PROBLEM_CATALOGUE) private readonly catalogue: ProblemCatalogue, private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const http = host.switchToHttp();
    return answerWithProblem(error, { catalogue: this.catalogue, log: this.log, request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() });
  }
}

type Answering = Readonly<{ catalogue: ProblemCatalogue; log: Log; request: FastifyRequest; reply: FastifyReply }>;

function answerWithProblem(error: unknown, { catalogue, log, request, reply }: Answering): unknown {
  const exception = problemOfError(error, request);
  if (exception.code === 'INTERNAL') log.error({ error, requestId: request.id, method: request.method, route: request.routeOptions.url }, 'a request failed unexpectedly');
  // Nearly always the caller's doing; should it ever be ours, it must not pass in silence.
  if (isNotStorable(error)) log.warn({ error, requestId: request.id, method: request.method, route: request.routeOptions.url }, 'a request named a value that the database cannot hold');
  return sendProblem(exception, catalogue, request, reply);
}

/** The same for routes that Fastify serves without Nest: plugins keep the error handler of the moment they were loaded in. */
export function answerProblemsIn(scope: FastifyInstance, catalogue: ProblemCatalogue, log: Log): void {
  scope.setErrorHandler((error, request, reply) => answerWithProblem(error, { catalogue, log, request, reply }));
}

/** The answer itself, where no filter is asked. */
export function sendProblem(exception: ProblemException, catalogue: ProblemCatalogue, request: FastifyRequest, reply: FastifyReply): unknown {
  // Headers are out when a stream breaks half way: only the connection can say so.
  if (reply.sent || reply.raw.headersSent) return reply.raw.destroy();
  const language = preferredLanguage(request.headers['accept-language']);
  const problem = renderProblem(exception, catalogue, language, request.id);
  return reply
    .status(problem.status)
    .headers({ ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }), ...exception.details.headers, 'cache-control': 'no-store', 'content-language': language, vary: 'Accept-Language' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
