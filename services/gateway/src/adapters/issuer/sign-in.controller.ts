import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, refuse } from '@lienthong/service-host';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Provider from 'oidc-provider';
import { signInPage } from './pages.js';
import { SampleAccounts } from './sample-accounts.js';
import { SignInRequest } from './sign-in.requests.js';

/** Where the provider sends a browser that has to say who it is. Local mode only. */
@ApiExcludeController()
@Controller('login')
export class SignInController {
  constructor(private readonly provider: Provider, private readonly accounts: SampleAccounts) {}

  @Get(':uid') @Public()
  async show(@Param('uid') uid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { params } = await this.interaction(uid, request, reply);
    const hint = typeof params['login_hint'] === 'string' ? params['login_hint'] : undefined;
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(signInPage({ uid, hint, accounts: this.accounts.all, retry: false }));
  }

  @Post(':uid') @Public()
  async signIn(@Param('uid') uid: string, @Body() body: SignInRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.interaction(uid, request, reply);
    const account = this.accounts.find(body.account);
    if (account === undefined) {
      reply.status(422).type('text/html; charset=utf-8').send(signInPage({ uid, hint: undefined, accounts: this.accounts.all, retry: true }));
      return;
    }
    // Also sets the provider's cookies; the redirect goes back into its authorization endpoint.
    const target = await this.provider.interactionResult(request.raw, reply.raw, { login: { accountId: account.subject } });
    reply.redirect(target, 303);
  }

  private async interaction(uid: string, request: FastifyRequest, reply: FastifyReply) {
    const details = await this.provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    if (details?.uid !== uid) refuse({ code: 'SIGN_IN_EXPIRED', because: 'Expected to go on signing in, but the browser has no such sign-in under way' });
    return details;
  }
}
