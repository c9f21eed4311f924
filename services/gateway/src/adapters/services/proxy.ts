import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { currentTraceParent, ProblemException, type Log, type ServiceName } from '@lienthong/service-host';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** A feed may wait 30 seconds for its first fact; a live stream says nothing for as long as nothing happens. */
const FIRST_BYTE_WITHIN_MS = 45_000;
const MOST_CONNECTIONS = 128;
/** Workers wait for jobs with open requests: as many as the service lets wait and stream at once, beside the connections that people's requests take. */
const MOST_WAITING_WORKERS = 700;
/** What a service tells whoever runs it, without asking who they are: for its neighbours, not for the internet. */
const FOR_OPERATORS: readonly string[] = ['health', 'metrics'];

/** `prepare` sets limits and the answers to errors before a service's routes exist. */
export type ProxyOptions = Readonly<{ services: ReadonlyMap<ServiceName, string>; log: Log; prepare(scope: FastifyInstance): void }>;

/** Passes `/api/<service>/…` on to each service, and `/live` to audit's live events. Bodies pass unread, so signatures hold. */
export async function proxyServices(instance: FastifyInstance, { services, log, prepare }: ProxyOptions): Promise<void> {
  for (const [service, upstream] of services) {
    await instance.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      prepare(scope);
      await scope.register(httpProxy, {
        ...passOn(service, log), upstream, prefix: `/api/${service}`, rewritePrefix: '/',
        preHandler: (request, _reply, done) => { done(findRefusal(service, request)); },
      });
      if (service === 'processing') {
        await scope.register(httpProxy, { ...passOn(service, log, MOST_WAITING_WORKERS), upstream, prefix: '/api/processing/jobs', rewritePrefix: '/jobs' });
      }
      if (service === 'audit') await scope.register(httpProxy, { ...passOn(service, log), upstream, prefix: '/live', rewritePrefix: '/live', httpMethods: ['GET'] });
    });
  }
}

function findRefusal(service: ServiceName, { url }: Pick<FastifyRequest, 'url'>): ProblemException | undefined {
  if (!isForOperators(url.slice(`/api/${service}`.length))) return undefined;
  return new ProblemException('NOT_FOUND', `Expected to pass ${url.slice(0, 200)} on to ${service}, but health and figures of a service are not told outside`);
}

/** As the service would read it: dots resolved, then decoded. */
function isForOperators(path: string): boolean {
  const [, first = ''] = new URL(`http://service/${path.replace(/^\/+/, '')}`).pathname.split('/');
  try {
    return FOR_OPERATORS.includes(decodeURIComponent(first).split('/')[0] ?? '');
  } catch {
    return false; // no path of anything: the service answers 400
  }
}

export function passOn(service: ServiceName, log: Log, connections = MOST_CONNECTIONS): Pick<FastifyHttpProxyOptions, 'disableRequestLogging' | 'undici' | 'replyOptions'> {
  return {
    disableRequestLogging: true,
    undici: { connections, pipelining: 1, headersTimeout: FIRST_BYTE_WITHIN_MS, bodyTimeout: 0 },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => onwardHeaders(request, headers),
      onError: (reply, { error }) => { reply.send(problemOf(service, error, log)); },
      // A service that says 503 has said so to the caller: repeating is the caller's decision.
      retryDelay: () => null,
    },
  };
}

function onwardHeaders({ id, ip }: Readonly<{ id: string; ip: string }>, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const traceParent = currentTraceParent();
  return { ...headers, 'x-request-id': id, 'x-forwarded-for': ip, ...(traceParent !== undefined && { traceparent: traceParent }) };
}

/** The caller's mistakes keep their problem, however far they got; everything else is a service that is away. */
function problemOf(service: ServiceName, error: Error, log: Log): ProblemException {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) if (cause instanceof ProblemException) return cause;
  log.warn({ error, upstream: service }, 'a service did not answer');
  return new ProblemException('UNAVAILABLE', `Expected to reach ${service}, but it does not answer`, { headers: { 'retry-after': '5' } });
}
