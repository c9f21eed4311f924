import type { Context } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { beginSpan, endSpan, SpanKind, traceContext } from './tracing.js';

type Traced = FastifyRequest & { traceWithin?: Context };

/** One span per request, under the caller's trace; whatever the request appends carries it on. */
export function traceRequests(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request: Traced, reply, done) => {
    const given = request.headers['traceparent'];
    const { span, within } = beginSpan(request.method, SpanKind.SERVER, typeof given === 'string' ? given : undefined);
    request.traceWithin = within;
    reply.raw.once('close', () => {
      const route = request.routeOptions.url ?? 'unknown';
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({ 'http.request.method': request.method, 'http.route': route, 'http.response.status_code': reply.statusCode });
      endSpan(span, reply.statusCode >= 500 ? `answered ${reply.statusCode}` : undefined);
    });
    traceContext.with(within, done);
  });
  // The body arrives on the socket's own events, which know nothing of the request: enter its context again.
  instance.addHook('preValidation', (request: Traced, _, done) => (request.traceWithin ? traceContext.with(request.traceWithin, done) : done()));
}
