import { Module, type DynamicModule } from '@nestjs/common';
import Provider from 'oidc-provider';
import { IssuerMetadataController } from './adapters/browser/issuer-metadata.controller.js';
import { LocalTokenController } from './adapters/issuer/local-token.controller.js';
import { SampleAccounts } from './adapters/issuer/sample-accounts.js';
import { SignInController } from './adapters/issuer/sign-in.controller.js';

export type EmbeddedIssuer = Readonly<{ provider: Provider; accounts: SampleAccounts }>;

/** Local mode has the embedded issuer's routes; elsewhere they do not exist. */
@Module({})
export class GatewayModule {
  static with(issuer: EmbeddedIssuer | undefined): DynamicModule {
    if (issuer === undefined) return { module: GatewayModule, controllers: [IssuerMetadataController] };
    return {
      module: GatewayModule,
      controllers: [SignInController, LocalTokenController],
      providers: [{ provide: Provider, useValue: issuer.provider }, { provide: SampleAccounts, useValue: issuer.accounts }],
    };
  }
}
