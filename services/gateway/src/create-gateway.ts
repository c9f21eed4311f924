import {
  answerProblemsIn, closeFront, createFront, createLog, genericProblems, Issuer, Metrics, openFront, Readiness, startTracing, SystemClock, TokenVerifier, Undo, type Log, type ServiceConfig,
} from '@lienthong/service-host';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { secureHeaders } from './adapters/browser/security-headers.js';
import { serveWebApp } from './adapters/browser/web-app.js';
import { mountProvider } from './adapters/issuer/mount-provider.js';
import { readSampleAccounts } from './adapters/issuer/sample-accounts.js';
import { createSampleProvider } from './adapters/issuer/sample-provider.js';
import { limitBodies } from './adapters/limits/body-limit.js';
import { KnownCallers } from './adapters/limits/known-caller.js';
import { limitRates } from './adapters/limits/rate-limit.js';
import { MergedApi } from './adapters/services/merged-api.js';
import { proxyLogs } from './adapters/services/log-proxy.js';
import { proxyServices } from './adapters/services/proxy.js';
import { GatewayModule, type EmbeddedIssuer } from './gateway.module.js';
import { gatewayProblems } from './gateway.problems.js';
import { readGatewaySettings, type GatewaySettings } from './gateway-settings.js';

export type RunningGateway = Readonly<{ app: NestFastifyApplication; url: string; close(): Promise<void> }>;

const API = /^\/(api|live)(\/|\?|$)/;
/** Everything that costs more than reading a file; not the issuer's metadata and keys, which every service asks for at its start. */
const COSTLY = /^\/(api|live|local|login|log|witness|oidc(?!\/(?:\.well-known|jwks)))(\/|\?|$)/;
const FORM_LIMIT_BYTES = 4_096;

/** Starts the one door in this process. Rejects, with everything closed again, if any part does not start. */
export async function createGateway(config: ServiceConfig, log: Log = createLog(config)): Promise<RunningGateway> {
  const settings = readGatewaySettings(config);
  const undo = new Undo((error) => log.error({ error }, 'a part did not stop cleanly'));
  try {
    const tracing = await startTracing(config);
    undo.add(() => tracing.stop());
    const readiness = new Readiness(null);
    const tokens = new TokenVerifier(new Issuer(config.issuer), config.audience);
    const issuer = embeddedIssuer(config, settings);
    const api = new MergedApi(settings.services);
    const app = await createFront({
      config, log, readiness, tokens, metrics: new Metrics(), clock: new SystemClock(), keys: null,
      problems: gatewayProblems, module: GatewayModule.with(issuer, settings.services, config.policy?.text ?? null), trustProxy: settings.trustProxy, describe: (own) => api.describe(own),
    });
    undo.add(() => closeFront(app, { readiness }));
    await furnish(app.getHttpAdapter().getInstance(), { config, settings, log, tokens, issuer });
    await app.init();
    return { app, url: await openFront(app, { config, readiness }), close: () => undo.run() };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

function embeddedIssuer(config: ServiceConfig, { publicUrl, sampleAccounts }: GatewaySettings): EmbeddedIssuer | undefined {
  if (config.mode !== 'local') return undefined;
  const accounts = readSampleAccounts(sampleAccounts);
  return { accounts, provider: createSampleProvider({ config, publicUrl, accounts }) };
}

type Furniture = Readonly<{ config: ServiceConfig; settings: GatewaySettings; log: Log; tokens: TokenVerifier; issuer: EmbeddedIssuer | undefined }>;

/** The order matters: who asks is known before they are counted, and counted before anything is done for them. */
async function furnish(instance: FastifyInstance, { config, settings, log, tokens, issuer }: Furniture): Promise<void> {
  new KnownCallers(tokens).watch(instance, (path) => API.test(path));
  await secureHeaders(instance, { issuer: config.issuer, publicUrl: settings.publicUrl });
  await limitRates(instance, settings.requestsPerMinute, (path) => COSTLY.test(path));
  const answerProblems = (scope: FastifyInstance) => answerProblemsIn(scope, { ...genericProblems, ...gatewayProblems }, log);
  const onward = { services: settings.services, log, prepare: (scope: FastifyInstance) => { answerProblems(scope); limitBodies(scope); } };
  await proxyServices(instance, onward);
  await proxyLogs(instance, onward);
  if (issuer !== undefined) {
    acceptForms(instance);
    await mountProvider(instance, issuer.provider, answerProblems);
  }
  await serveWebApp(instance, settings.webFolder, log);
}

/** The sign-in page works without a script, so it sends a form. */
function acceptForms(instance: FastifyInstance): void {
  instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_LIMIT_BYTES }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
}
