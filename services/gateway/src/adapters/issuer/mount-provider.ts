import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';

export const ISSUER_PATH = '/oidc';

/** Puts the provider (a Koa application, which reads requests itself) under its path of the gateway. */
export async function mountProvider(instance: FastifyInstance, provider: Provider, prepare: (scope: FastifyInstance) => void): Promise<void> {
  const handle = provider.callback();
  await instance.register(async (scope) => {
    prepare(scope);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${ISSUER_PATH}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
      const raw = request.raw as typeof request.raw & { originalUrl?: string };
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      // The provider learns its mount path from the difference between the two.
      raw.originalUrl = raw.url ?? '';
      raw.url = raw.originalUrl.slice(ISSUER_PATH.length);
      await handle(raw, reply.raw);
    });
  });
}
