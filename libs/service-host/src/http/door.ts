import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.js';
import type { Metrics } from '../operations/metrics.js';
import { genericProblems } from '../problems/generic-problems.js';
import { ProblemException } from '../problems/problem-exception.js';
import { sendProblem } from '../problems/problem.filter.js';
import { traceRequests } from '../tracing/request-spans.js';
import { acceptBoundedJson } from './bounded-json.js';
import { acceptRawBodies } from './raw-body.js';

export const BODY_LIMIT_BYTES = 1_048_576;
const MAX_PARAM_LENGTH = 200;
const REQUEST_ID = /^[\w.~-]{8,64}$/;

export type DoorOptions = Readonly<{ log: Log; metrics: Metrics; uploads?: Readonly<{ maxFileBytes: number; maxFiles: number }> | undefined; trustProxy?: boolean }>;

/** Fastify with the limits of this platform: body, depth, media type, header time; with a span, a figure and a log line per request. */
export function createDoor({ log, metrics, uploads, trustProxy = false }: DoorOptions): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // A file over a village's line takes its time; a request that sends nothing is ended by Node's own limit on headers.
    requestTimeout: 120_000,
    trustProxy,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true },
    // Of an address that the router cannot read neither Nest nor a hook ever hears.
    frameworkErrors: refuseAddress,
    multipart: uploads ? { limits: { fileSize: uploads.maxFileBytes, files: uploads.maxFiles, fields: 20, fieldSize: 65_536, parts: uploads.maxFiles + 20 } } : false,
  });
  const instance = adapter.getInstance<FastifyInstance>();
  traceRequests(instance);
  metrics.measureRequests(instance);
  acceptBoundedJson(instance);
  acceptRawBodies(instance);
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // No address of ours holds NUL, and PostgreSQL holds none in a text.
    done(request.url.includes('%00') ? new ProblemException('BAD_REQUEST', 'Expected to read the address, but it holds NUL') : undefined);
  });
  instance.addHook('onResponse', async (request, reply) => {
    // The route, not the address: addresses hold dossier codes and search texts.
    const level = reply.statusCode >= 500 ? 'warn' : 'debug';
    log[level]({ requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  return adapter;
}

function refuseAddress({ code }: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const fact = code === 'FST_ERR_MAX_PARAM_LENGTH' ? `a part of it is longer than ${MAX_PARAM_LENGTH} characters` : 'it is no address';
  sendProblem(new ProblemException('BAD_REQUEST', `Expected to read the address, but ${fact}`), genericProblems, request, reply.header('x-request-id', request.id));
}

/** The caller's id, so that one request is found in every service it passed; ours where there is none. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
