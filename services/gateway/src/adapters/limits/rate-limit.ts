import rateLimit from '@fastify/rate-limit';
import { ProblemException } from '@lienthong/service-host';
import type { FastifyInstance } from 'fastify';
import { callerOf } from './known-caller.js';

const WINDOW_MS = 60_000;
const MOST_CALLERS = 20_000;
/** A tile is read once and kept for ever; who copies a log of a million events asks for eight thousand of them. */
const LOG_FACTOR = 10;
const LOGS = /^\/(log|witness)(\/|\?|$)/;

/** Counts per person or address, reading of logs apart, and refuses beyond the limit, with the seconds to wait. Per replica: a province's sum is limit × replicas. */
export async function limitRates(instance: FastifyInstance, perMinute: number, isLimited: (path: string) => boolean): Promise<void> {
  await instance.register(rateLimit, {
    global: true, max: (request) => (LOGS.test(request.url) ? perMinute * LOG_FACTOR : perMinute), timeWindow: WINDOW_MS, cache: MOST_CALLERS, hook: 'onRequest',
    keyGenerator: (request) => (LOGS.test(request.url) ? `${callerOf(request)} at the logs` : callerOf(request)),
    allowList: (request) => !isLimited(request.url),
    errorResponseBuilder: (_, { max, ttl }) => {
      const retryAfter = Math.max(1, Math.ceil(ttl / 1_000));
      return new ProblemException('RATE_LIMITED', `Expected at most ${max} requests in a minute, but there were more`, { facts: { retryAfter }, headers: { 'retry-after': String(retryAfter) } });
    },
  });
}
