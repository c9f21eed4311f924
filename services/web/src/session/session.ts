import { useSyncExternalStore } from 'react';
import type { Tokens } from './identity.js';

/** Who is signed in, by the claims of the token. For showing only: what the person may do is decided by the services. */
export type Person = Readonly<{ subject: string; name: string; agency: string; unit: string; roles: readonly string[] }>;

export type Session =
  | Readonly<{ status: 'signed-in'; tokens: Tokens; person: Person }>
  | Readonly<{ status: 'signed-out'; because: 'nobody-yet' | 'expired' | 'left' }>;

const STORED_AS = 'lienthong.session';
/** Renewed a little early, so that a request under way does not meet the end of its token. */
const RENEW_BEFORE_MS = 20_000;

let session: Session = restore();
let renewing: Promise<Tokens | undefined> | undefined;
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(listen, () => session);
}

export function startSession(tokens: Tokens): void {
  // This tab only: gone with it, and no other page of the origin runs scripts that could read it.
  sessionStorage.setItem(STORED_AS, JSON.stringify(tokens));
  change({ status: 'signed-in', tokens, person: personOf(tokens) });
}

export function endSession(because: 'expired' | 'left'): void {
  sessionStorage.removeItem(STORED_AS);
  if (session.status === 'signed-in') change({ status: 'signed-out', because });
}

/** The token to send, renewed when it is about to end or was refused; undefined when nobody is signed in or nothing renews it. */
export async function bearer({ renew = false } = {}): Promise<string | undefined> {
  if (session.status !== 'signed-in') return undefined;
  const { tokens } = session;
  const ending = tokens.expiresAt !== null && tokens.expiresAt - RENEW_BEFORE_MS < Date.now();
  if (!renew && !ending) return tokens.accessToken;
  const renewed = await renewOnce(tokens);
  if (renewed !== undefined) return renewed.accessToken;
  return renew ? undefined : tokens.accessToken;
}

/** Ends the session here, then at the issuer, which leads back to this page. */
export async function signOut(): Promise<void> {
  if (session.status !== 'signed-in') return;
  const { tokens } = session;
  const { signOutAddress } = await import('./identity.js');
  const address = await signOutAddress(tokens).catch(() => undefined);
  endSession('left');
  if (address !== undefined) location.assign(address);
}

/** Many requests may find the token ended at once; an issuer that rotates refresh tokens would take the second renewal for a theft. */
function renewOnce(tokens: Tokens): Promise<Tokens | undefined> {
  renewing ??= import('./identity.js')
    .then(({ renewTokens }) => renewTokens(tokens))
    .then((renewed) => {
      if (renewed !== undefined && session.status === 'signed-in') startSession(renewed);
      return renewed;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

function restore(): Session {
  const stored = sessionStorage.getItem(STORED_AS);
  if (stored === null) return { status: 'signed-out', because: 'nobody-yet' };
  try {
    const tokens = JSON.parse(stored) as Tokens;
    return { status: 'signed-in', tokens, person: personOf(tokens) };
  } catch {
    // What an older version of the page may have left is no reason to show nothing.
    return { status: 'signed-out', because: 'nobody-yet' };
  }
}

function personOf({ accessToken, idToken }: Tokens): Person {
  const claims = { ...claimsOf(idToken), ...claimsOf(accessToken) };
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name] : '');
  const roles = Array.isArray(claims['roles']) ? claims['roles'].filter((role) => typeof role === 'string') : [];
  return { subject: text('sub'), name: text('name') || text('sub'), agency: text('agency'), unit: text('unit'), roles };
}

/** Claims of a JWT, unchecked; nothing for a token of another kind. */
function claimsOf(jwt: string | null): Record<string, unknown> {
  const payload = jwt?.split('.')[1];
  if (payload === undefined) return {};
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
