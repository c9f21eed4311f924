import { createLog, readConfig, runUntilSignalled, USUAL_PORTS } from '@lienthong/service-host';
import { createGateway } from './create-gateway.js';
import { gatewaySettings } from './gateway-settings.js';

await runUntilSignalled('gateway', async () => {
  const config = readConfig(process.env, { service: 'gateway', usualPort: USUAL_PORTS.gateway, needsDatabase: false, settings: gatewaySettings });
  const log = createLog(config);
  return { log, running: await createGateway(config, log) };
});
