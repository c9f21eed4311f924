import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actingOfficer, Allow, Clock, commandAnswer, etagOf, IfMatch, isOfferedTo, located, ReadsDossier, refuse, refuseWith, Requester, type CommandAnswer } from '@lienthong/service-host';
import type { TransferRejection } from '../../domain/transfer.decider.js';
import { issueTransferSlip } from '../../use-cases/issue-transfer-slip.js';
import { LAND_OFFICE, type LandOffice } from '../../use-cases/land-office.js';
import { registerTransfer } from '../../use-cases/register-transfer.js';
import { viewTransfer } from '../../use-cases/transfer-view.js';
import { verifyParcel, type VerificationResult } from '../../use-cases/verify-parcel.js';
import { TransferSlipRequest, VerificationRequest } from './transfer.requests.js';

const OFFICER = { agency: 'land-registry', roles: ['officer'] };
const NOT_HERE: readonly TransferRejection['code'][] = ['STEP_NOT_OFFERED', 'DOSSIER_UNKNOWN'];

/** All that is needed of the web framework's answer. */
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

@ApiTags('land-registry')
@Controller('dossiers/:code')
export class TransfersController {
  constructor(@Inject(LAND_OFFICE) private readonly office: LandOffice, private readonly clock: Clock) {}

  @Get()
  @ReadsDossier('code')
  @Allow({ agency: 'land-registry' })
  @ApiOperation({ summary: 'The dossier as this office sees it, with what the register proposes' })
  async view(@Param('code') code: string, @Requester() { unit }: Requester, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const { version, transfer, proposal, elsewhere } = await viewTransfer(this.office, code);
    if (!isOfferedTo(unit, transfer.steps)) await this.refuseLocated(code, { code: 'DOSSIER_UNKNOWN', because: `Expected to show dossier ${code}, but none of its steps was offered to ${unit}` });
    reply.header('etag', etagOf(version));
    const { status, papers, supplementedAt, steps, verification, slipNumber, certificateNumber, closed } = transfer;
    return { dossierCode: code, status, papers, supplementedAt, steps, verification, slipNumber, certificateNumber, closed, proposal, elsewhere };
  }

  @Post('verification')
  @HttpCode(200)
  @Allow(OFFICER)
  @ApiOperation({ summary: 'Confirm that the parcel is as the dossier says, or fail it with a remedy and a reason' })
  async verify(@Param('code') code: string, @Body() body: VerificationRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const answer = await verifyParcel(this.office, code, resultOf(body), actingOfficer(requester, this.clock, expectedVersion));
    return answer.kind === 'rejected' ? this.refuseLocated(code, answer.rejection) : answered(answer);
  }

  @Post('transfer-slip')
  @HttpCode(200)
  @Allow(OFFICER)
  @ApiOperation({ summary: 'Pass on to tax what the financial obligation is computed from' })
  async issueSlip(@Param('code') code: string, @Body() body: TransferSlipRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const { relation = '', onlyHome = false, transferKind = 'sale' } = body;
    const answer = await issueTransferSlip(this.office, code, { relation, onlyHome, transferKind }, actingOfficer(requester, this.clock, expectedVersion));
    return answer.kind === 'rejected' ? this.refuseLocated(code, answer.rejection) : answered(answer);
  }

  @Post('registration')
  @HttpCode(200)
  @Allow(OFFICER)
  @ApiOperation({ summary: 'End the old right, begin the new one and issue its certificate' })
  async register(@Param('code') code: string, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const answer = await registerTransfer(this.office, code, actingOfficer(requester, this.clock, expectedVersion));
    return answer.kind === 'rejected' ? this.refuseLocated(code, answer.rejection) : answered(answer);
  }

  /** Whoever reaches for a dossier that is not here is told where it is. */
  private async refuseLocated(code: string, rejection: Readonly<{ code: string; because: string }>): Promise<never> {
    return refuse(await located(rejection, code, this.office.whereabouts, NOT_HERE));
  }
}

function answered({ result, position }: Readonly<{ result: Readonly<{ version: number }>; position: number }>): CommandAnswer {
  const { version, ...body } = result;
  return commandAnswer({ position, version, body: { ...body, position } });
}

/** The class has checked that a failure names its remedy; that it gives a reason is the domain's to say. */
function resultOf({ outcome, certificateNumber, remedy, reason = '' }: VerificationRequest): VerificationResult {
  if (outcome === 'verified') return { outcome, certificateNumber };
  return remedy === undefined ? refuseWith('VALIDATION_FAILED', 'Expected to fail a verification, but no remedy is named') : { outcome, remedy, reason };
}
