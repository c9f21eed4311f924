import { Public, refuseWith } from '@lienthong/service-host';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** The policy file of this installation, to the byte; null in local mode without one. */
export class InstallationPolicyText {
  constructor(readonly text: string | null) {}
}

@ApiTags('transparency log')
@Controller('log')
export class PolicyController {
  constructor(private readonly policy: InstallationPolicyText) {}

  /** A convenience: who verifies should have the policy by another way than what it verifies. */
  @Get('policy') @Public()
  @Header('content-type', 'text/plain; charset=utf-8') @Header('cache-control', 'no-cache') @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'Keys of all logs and witnesses of this installation, as C2SP tlog-policy' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  read(): string {
    return this.policy.text ?? refuseWith('NOT_FOUND', 'Expected to show the policy of this installation, but it has none', { headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' } });
  }
}
