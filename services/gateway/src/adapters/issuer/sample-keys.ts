import type { ServiceConfig } from '@lienthong/service-host';

/**
 * SAMPLE. Published with the source, so everyone has it: tokens signed with it prove nothing. It exists so that a trial on one machine
 * keeps its sessions when it is started again. Reached only through `sampleKeys`, which refuses outside local mode.
 */
const SAMPLE_SIGNING_KEY = {
  kid: 'sample-key-of-local-mode', kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig',
  x: 'L2_pnYr-d7kWW-NXzjIo5NdWAsHlGskLDouls7s1mLU', y: '2EBK28LOfeq4OyDnBAKW3zjGTck__0eKPbzBE_8uhVQ', d: '7DIWu_kYs6ivpM4ng10fvVrWPEeu1IG_H7awMwoH5Mg',
} as const;

const SAMPLE_COOKIE_KEY = 'sample-cookie-key-of-local-mode';

export type IssuerKeys = Readonly<{ signing: typeof SAMPLE_SIGNING_KEY; cookie: string }>;

/** Throws outside local mode. */
export function sampleKeys({ mode }: Pick<ServiceConfig, 'mode'>): IssuerKeys {
  if (mode !== 'local') throw new Error(`Expected to sign tokens with the sample key, but the mode is ${mode}: name a real ISSUER and leave the embedded one to local mode`);
  return { signing: SAMPLE_SIGNING_KEY, cookie: SAMPLE_COOKIE_KEY };
}
