import { Transform } from 'node:stream';
import { BODY_LIMIT_BYTES, ProblemException } from '@lienthong/service-host';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';

/** Files are larger than anything else; intake bounds each one again. */
const UPLOAD_LIMIT_BYTES = 32 * BODY_LIMIT_BYTES;
const UPLOADS = /^\/api\/intake\/files\/?(?:\?|$)/;

/** Bodies pass through unread, so they are counted as they pass. */
export function limitBodies(scope: FastifyInstance): void {
  scope.addHook('preParsing', async (request, _reply, payload) => {
    const limit = UPLOADS.test(request.url) ? UPLOAD_LIMIT_BYTES : BODY_LIMIT_BYTES;
    const announced = Number(request.headers['content-length']);
    if (announced > limit) throw tooLarge(limit);
    return Number.isFinite(announced) || request.headers['transfer-encoding'] === undefined ? payload : counted(request, payload, limit);
  });
}

/** Only a chunked body can turn out longer than it said. */
function counted(request: FastifyRequest, payload: RequestPayload, limit: number): RequestPayload {
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
  request.raw.once('error', (error) => counter.destroy(error));
  return payload.pipe(counter);
}

function tooLarge(limit: number): ProblemException {
  return new ProblemException('BODY_TOO_LARGE', `Expected a body of at most ${limit} bytes, but it is larger`);
}
