import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { refuseWith, type Log } from '@lienthong/service-host';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const YEAR_S = 31_536_000;
/** Vite puts a hash of the content into the names of these, so a name never changes its content. */
const HASHED = /\/assets\//;

/** Serves the built web app. Addresses that are no file are pages of the app, which knows them. */
export async function serveWebApp(instance: FastifyInstance, folder: string, log: Log): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    log.warn({ folder }, 'the web app is not built; only the API is served');
    return;
  }
  await instance.register(fastifyStatic, {
    root: folder, wildcard: false, index: ['index.html'], preCompressed: true, cacheControl: false,
    setHeaders: (reply, path) => { reply.setHeader('cache-control', HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache'); },
  });
  instance.get('/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    if (!wantsPage || isNotAPage(request.url)) refuseWith('NOT_FOUND', `Expected to find ${request.url.split('?', 1)[0]?.slice(0, 200)}, but there is nothing at this address`);
    return reply.sendFile('index.html');
  });
}

/** A mistyped API address or file must not be answered with the app's page. */
function isNotAPage(url: string): boolean {
  return /^\/(api|oidc|assets|local|login|log|witness)(\/|$)/.test(url);
}
