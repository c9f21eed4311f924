import { LogSigner } from '@lienthong/service-host';
import { eventually, startUnderTest, type Answer } from '@lienthong/service-host/specs';
import type { TokenClaims } from '@lienthong/testing';
import { definition } from './definition.js';

export type { Answer };

export type SpecService = Awaited<ReturnType<typeof startSpecService>>;

/** The service as its callers meet it. */
export async function startSpecService() {
  const { call, token, facts, rebuild, stop, feedOf, service } = await startUnderTest(definition);
  return {
    call, eventually, facts, rebuild, stop,
    token: (claims: TokenClaims) => token({ agency: 'land-registry', unit: 'H56.23', roles: ['officer'], ...claims }),
    signer: service.app.get(LogSigner), intake: feedOf('intake'), processing: feedOf('processing'),
  };
}
