import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { findRequester } from '../identity/requester.js';
import { problemOf, refuseWith } from '../problems/problem-exception.js';
import { CommandAnswer } from './command-answer.js';
import { withinCommand } from './command-scope.js';
import { fingerprintOf, IdempotencyKeys, type KeyUse, type StoredAnswer } from './idempotency-keys.js';
import { etagOf } from './position-params.js';

const COMMANDS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const KEY = /^[\x21-\x7e]{1,128}$/;

/** Gives every command its headers, and a repeated one (same Idempotency-Key) the first answer again. */
@Injectable()
export class CommandInterceptor implements NestInterceptor {
  constructor(private readonly keys: IdempotencyKeys) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!COMMANDS.has(request.method)) return next.handle();
    return from(this.run(request, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async run(request: FastifyRequest, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const use = keyUseOf(request);
    if (use === undefined) return send(reply, answerOf(await lastValueFrom(next.handle(), { defaultValue: undefined }), reply));
    const earlier = await this.firstAnswer(use);
    if (earlier !== undefined) return replay(reply, earlier);
    try {
      const scope = { claim: (answer: object) => this.keys.claim(use, answer) };
      const answer = answerOf(await withinCommand(scope, () => lastValueFrom(next.handle(), { defaultValue: undefined })), reply);
      await this.keys.complete(use, answer);
      return send(reply, answer);
    } catch (error) {
      // An equal request may have won while this one was deciding; then its answer is the answer, whatever this one ran into.
      const winner = await this.firstAnswer(use).catch(() => undefined);
      if (winner !== undefined) return replay(reply, winner);
      throw error;
    }
  }

  private async firstAnswer(use: KeyUse): Promise<StoredAnswer | undefined> {
    const found = await this.keys.find(use);
    if (found === 'reused') throw problemOf({ code: 'IDEMPOTENCY_KEY_REUSED', because: 'Expected to repeat the request of this Idempotency-Key, but address or body differ' });
    return found;
  }
}

function keyUseOf(request: FastifyRequest): KeyUse | undefined {
  const key = request.headers['idempotency-key'];
  // An upload's body passes unread, so it could not be told from another one; files are stored by their content, once anyway.
  if (key === undefined || request.headers['content-type']?.startsWith('multipart/') === true) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) refuseWith('IDEMPOTENCY_KEY_MALFORMED', 'Expected to read the Idempotency-Key, but it is empty, too long or not ASCII');
  const subject = findRequester(request)?.subject ?? 'public';
  return { subject, key, fingerprint: fingerprintOf(request.method, request.url, (request as { rawBody?: Uint8Array }).rawBody) };
}

function answerOf(result: unknown, reply: FastifyReply): StoredAnswer {
  if (!(result instanceof CommandAnswer)) return { status: reply.statusCode, headers: {}, body: result };
  const { body, position, version, location, status } = result;
  return {
    status: status ?? 200,
    headers: { position: String(position), ...(version !== null && { etag: etagOf(version) }), ...(location !== null && { location }) },
    body,
  };
}

function send(reply: FastifyReply, { status, headers, body }: StoredAnswer): unknown {
  reply.status(status).headers(headers);
  return body;
}

function replay(reply: FastifyReply, answer: StoredAnswer): unknown {
  reply.header('idempotency-replayed', 'true');
  return send(reply, answer);
}
