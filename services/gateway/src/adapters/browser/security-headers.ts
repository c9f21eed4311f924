import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

export type SecurityOptions = Readonly<{ issuer: string; publicUrl: string }>;

/** What a browser may load and whom it may ask, for the web app and the sign-in page. Only styles may stand in a page itself. */
export async function secureHeaders(instance: FastifyInstance, { issuer, publicUrl }: SecurityOptions): Promise<void> {
  const isEncrypted = publicUrl.startsWith('https:');
  const issuerOrigin = new URL(issuer).origin;
  await instance.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"],
        connectSrc: ["'self'", issuerOrigin], objectSrc: ["'none'"], baseUri: ["'self'"], frameAncestors: ["'none'"], formAction: ["'self'", issuerOrigin],
        ...(isEncrypted && { upgradeInsecureRequests: [] }),
      },
    },
    // A promise to come by https only makes sense where there is https.
    hsts: isEncrypted ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}
