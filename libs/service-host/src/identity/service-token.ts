import { issuerAway, type Issuer } from './issuer.js';

const WAIT_MS = 5_000;
const RENEW_BEFORE_MS = 30_000;

/** This service's own token (client credentials), for pulling the feeds of others. Kept until shortly before it expires. */
export class ServiceToken {
  private current: Promise<Readonly<{ token: string; renewAt: number }>> | undefined;

  constructor(private readonly issuer: Issuer, private readonly clientId: string, private readonly clientSecret: string) {}

  /** `renew` after the last one was refused. Rejects with UNAVAILABLE when the issuer does not answer; the caller tries again later. */
  async get(renew = false): Promise<string> {
    if (renew || (this.current !== undefined && (await this.current).renewAt <= Date.now())) this.current = undefined;
    this.current ??= this.fetch().catch((error: unknown) => {
      this.current = undefined;
      throw issuerAway(error);
    });
    return (await this.current).token;
  }

  private async fetch(): Promise<Readonly<{ token: string; renewAt: number }>> {
    const credentials = [this.clientId, this.clientSecret].map(encodeURIComponent).join(':');
    const answer = await fetch(await this.issuer.tokenEndpoint(), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (!answer.ok) throw new Error(`it answers ${answer.status} to the client credentials of ${this.clientId}`);
    const { access_token: token, expires_in: seconds } = await answer.json() as { access_token: string; expires_in?: number };
    return { token, renewAt: Date.now() + (seconds ?? 60) * 1_000 - RENEW_BEFORE_MS };
  }
}
