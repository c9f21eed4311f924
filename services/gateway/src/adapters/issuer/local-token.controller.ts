import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public, refuse, ServiceConfig } from '@lienthong/service-host';
import { importJWK, SignJWT } from 'jose';
import { claimsOf, SampleAccounts, type SampleAccount } from './sample-accounts.js';
import { sampleKeys } from './sample-keys.js';
import { TOKEN_SECONDS, WEB_CLIENT } from './sample-provider.js';
import { SignInRequest } from './sign-in.requests.js';

type TokenAnswer = Readonly<{ access_token: string; token_type: 'Bearer'; expires_in: number }>;

/** For scripts and tests, which have no browser. Local mode only: elsewhere these routes do not exist. */
@ApiTags('local mode')
@Controller()
export class LocalTokenController {
  private readonly signing;

  constructor(private readonly config: ServiceConfig, private readonly accounts: SampleAccounts) {
    this.signing = sampleKeys(config).signing;
  }

  @Get('sample-accounts') @Public()
  @ApiOkResponse({ description: 'Sample people of local mode', content: { 'application/json': { schema: { type: 'object' } } } })
  list(): { accounts: readonly SampleAccount[] } {
    return { accounts: this.accounts.all };
  }

  /** The token that signing in as this account in the browser gives, signed with the same key. */
  @Post('local/token') @Public() @HttpCode(200)
  @ApiOkResponse({ description: 'An access token', content: { 'application/json': { schema: { type: 'object', properties: { access_token: { type: 'string' }, token_type: { type: 'string' }, expires_in: { type: 'integer' } } } } } })
  async token(@Body() { account }: SignInRequest): Promise<TokenAnswer> {
    const person = this.accounts.find(account);
    if (person === undefined) refuse({ code: 'UNKNOWN_ACCOUNT', because: `Expected to sign in as ${account}, but there is no such sample account` });
    const token = await new SignJWT({ ...claimsOf(person), client_id: WEB_CLIENT, scope: '' })
      .setProtectedHeader({ alg: this.signing.alg, kid: this.signing.kid, typ: 'at+jwt' })
      .setIssuer(this.config.issuer).setAudience(this.config.audience).setSubject(person.subject).setIssuedAt().setExpirationTime(`${TOKEN_SECONDS}s`)
      .sign(await importJWK(this.signing, this.signing.alg));
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS };
  }
}
