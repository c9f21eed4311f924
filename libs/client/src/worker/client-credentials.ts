/** Renewed when less of its time is left. */
const EARLY_MS = 30_000;
const ANSWER_WITHIN_MS = 15_000;

export type ClientCredentials = Readonly<{
  /** The OpenID issuer; the token endpoint is read from its discovery document. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}>;

type Token = Readonly<{ access_token: string; expires_in?: number }>;

/** Access tokens of a machine, one at a time, kept until shortly before they end. For `token` of a worker or a feed consumer. */
export function clientCredentials(credentials: ClientCredentials): (renew: boolean) => Promise<string> {
  let current: Promise<Readonly<{ token: string; until: number }>> | undefined;
  return async (renew) => {
    const known = renew ? undefined : await current?.catch(() => undefined);
    if (known !== undefined && known.until > Date.now()) return known.token;
    current = fetchToken(credentials);
    return (await current).token;
  };
}

async function fetchToken({ issuer, clientId, clientSecret }: ClientCredentials): Promise<Readonly<{ token: string; until: number }>> {
  const discovery = await answerOf<{ token_endpoint: string }>(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  const { access_token, expires_in = 60 } = await answerOf<Token>(discovery.token_endpoint, {
    method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}` },
  });
  return { token: access_token, until: Date.now() + Math.max(1_000, expires_in * 1_000 - EARLY_MS) };
}

async function answerOf<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`Expected a token from ${new URL(url).origin}, but it answered ${response.status}`);
  return (await response.json()) as Answer;
}
