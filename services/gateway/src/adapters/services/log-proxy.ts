import httpProxy from '@fastify/http-proxy';
import { ProblemException, type ServiceName } from '@lienthong/service-host';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { passOn, type ProxyOptions } from './proxy.js';

/** What a log shows to everybody; what else a service has below /log is reached as part of its API. */
const SHOWN = /^\/(checkpoint|status|tile(?:\/(?!\.\.)[a-z0-9.]+)+)(\?|$)/;
const NOT_THERE = { headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' } };

/** Passes `/log/<service>/…` on to the log of each service, and `/witness/…` to audit, who cosigns logs of this and other installations. */
export async function proxyLogs(instance: FastifyInstance, { services, log, prepare }: ProxyOptions): Promise<void> {
  for (const [service, upstream] of services) {
    await instance.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      prepare(scope);
      await scope.register(httpProxy, {
        ...passOn(service, log), upstream, prefix: `/log/${service}`, rewritePrefix: '/log', httpMethods: ['GET', 'HEAD'],
        preHandler: (request, _reply, done) => { done(findRefusal(service, request)); },
      });
      if (service === 'audit') await scope.register(httpProxy, { ...passOn(service, log), upstream, prefix: '/witness', rewritePrefix: '/witness', httpMethods: ['GET', 'HEAD', 'POST'] });
    });
  }
}

function findRefusal(service: ServiceName, { url }: Pick<FastifyRequest, 'url'>): ProblemException | undefined {
  if (SHOWN.test(url.slice(`/log/${service}`.length))) return undefined;
  return new ProblemException('NOT_FOUND', `Expected to pass ${url.slice(0, 200)} on to ${service}, but a log shows its checkpoint, tiles and status only`, NOT_THERE);
}
