import { createHash } from 'node:crypto';
import { bearerTokenOf, type TokenVerifier } from '@lienthong/service-host';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const MOST_REMEMBERED = 10_000;
const REMEMBERED_MS = 60_000;

type Known = Readonly<{ subject: string; until: number }>;
type WithCaller = FastifyRequest & { callerSubject?: string };

/**
 * Checks a token at the door, before anything is limited, read or passed on: a bad one goes no further. A request without one passes:
 * some routes are open (signed messages of a bank), and every service decides that for itself, as it checks every token again.
 */
export class KnownCallers {
  /** Checked tokens by hash, for a minute: a page that opens ten views is checked once. */
  private readonly known = new Map<string, Known>();

  constructor(private readonly tokens: TokenVerifier) {}

  watch(instance: FastifyInstance, isGuarded: (path: string) => boolean): void {
    instance.addHook('onRequest', async (request) => {
      if (request.headers.authorization === undefined || !isGuarded(request.url)) return;
      (request as WithCaller).callerSubject = await this.subjectOf(bearerTokenOf(request));
    });
  }

  private async subjectOf(token: string): Promise<string> {
    const key = createHash('sha256').update(token).digest('base64url');
    const known = this.known.get(key);
    if (known !== undefined && known.until > Date.now()) return known.subject;
    this.known.delete(key);
    const { sub } = await this.tokens.verify(token);
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST_REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    this.known.set(key, { subject: sub, until: Date.now() + REMEMBERED_MS });
    return sub;
  }
}

/** One person, wherever they sit; else one address. */
export function callerOf(request: FastifyRequest): string {
  const { callerSubject } = request as WithCaller;
  return callerSubject === undefined ? `address ${request.ip}` : `person ${callerSubject}`;
}
