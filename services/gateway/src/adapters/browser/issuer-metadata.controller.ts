import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, refuseWith, ServiceConfig } from '@lienthong/service-host';

const WAIT_MS = 5_000;
const KEPT_MS = 300_000;

/** Outside local mode: tells the web app where the province's own OpenID issuer is, at the address where the embedded one would be. */
@ApiExcludeController()
@Controller('oidc')
export class IssuerMetadataController {
  private kept: Readonly<{ metadata: object; until: number }> | undefined;

  constructor(private readonly config: ServiceConfig) {}

  @Get('.well-known/openid-configuration') @Public()
  async read(): Promise<object> {
    if (this.kept === undefined || this.kept.until <= Date.now()) this.kept = { metadata: await this.fetch(), until: Date.now() + KEPT_MS };
    return this.kept.metadata;
  }

  private async fetch(): Promise<object> {
    const answer = await fetch(`${this.config.issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(WAIT_MS) }).catch(() => undefined);
    if (answer?.ok !== true) refuseWith('UNAVAILABLE', 'Expected to ask the OpenID issuer, but it does not answer', { headers: { 'retry-after': '5' } });
    return await answer.json() as object;
  }
}
