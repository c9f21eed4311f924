import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceName } from '@lienthong/service-host';
import Provider from 'oidc-provider';
import { IssuerMetadataController } from './adapters/browser/issuer-metadata.controller.js';
import { LocalTokenController } from './adapters/issuer/local-token.controller.js';
import { SampleAccounts } from './adapters/issuer/sample-accounts.js';
import { SignInController } from './adapters/issuer/sign-in.controller.js';
import { InstallationPolicyText, PolicyController } from './adapters/services/policy.controller.js';
import { ParkedController } from './adapters/services/parked.controller.js';
import { ParkedMessages } from './adapters/services/parked-messages.js';

export type EmbeddedIssuer = Readonly<{ provider: Provider; accounts: SampleAccounts }>;

/** Local mode has the embedded issuer's routes; elsewhere they do not exist. */
@Module({})
export class GatewayModule {
  static with(issuer: EmbeddedIssuer | undefined, services: ReadonlyMap<ServiceName, string>, policy: string | null): DynamicModule {
    const providers = [{ provide: ParkedMessages, useValue: new ParkedMessages(services) }, { provide: InstallationPolicyText, useValue: new InstallationPolicyText(policy) }];
    if (issuer === undefined) return { module: GatewayModule, controllers: [IssuerMetadataController, ParkedController, PolicyController], providers };
    return {
      module: GatewayModule,
      controllers: [SignInController, LocalTokenController, ParkedController, PolicyController],
      providers: [...providers, { provide: Provider, useValue: issuer.provider }, { provide: SampleAccounts, useValue: issuer.accounts }],
    };
  }
}
