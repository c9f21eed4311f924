import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';

type RawRoute = Readonly<{ rawBytes?: number }>;

/**
 * A route that reads bytes of any media type but JSON, at most so many: `@Body() body: Buffer | undefined`, undefined where there are none.
 * For protocols of others, which say what their bodies are and not what they are called.
 */
export function RawBody(mostBytes: number): MethodDecorator & ClassDecorator {
  return RouteConfig({ rawBytes: mostBytes } satisfies RawRoute);
}

/** What is not JSON is read for such routes alone; everywhere else it is refused before a byte of it is read. */
export function acceptRawBodies(instance: FastifyInstance): void {
  instance.addContentTypeParser('*', (request, payload, done) => {
    const { rawBytes } = request.routeOptions.config as RawRoute;
    if (rawBytes === undefined) return done(unsupported(request));
    readBytes(payload, rawBytes).then((bytes) => done(null, bytes), (error: unknown) => done(error as Error));
  });
}

async function readBytes(payload: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of payload) {
    bytes += part.length;
    if (bytes > mostBytes) throw new ProblemException('BODY_TOO_LARGE', `Expected to read a body of at most ${mostBytes} bytes, but it is larger`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function unsupported({ headers }: FastifyRequest): ProblemException {
  return new ProblemException('UNSUPPORTED_MEDIA_TYPE', `Expected to read the body as application/json, but it is ${(headers['content-type'] ?? 'of no media type').slice(0, 100)}`);
}
