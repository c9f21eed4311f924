import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actingOfficer, Allow, Clock, commandAnswer, etagOf, IfMatch, isOfferedTo, located, ReadsDossier, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import type { AssessmentResult } from '../../domain/assessment.js';
import { creditOf, outstandingOf } from '../../domain/ledger.js';
import type { Explanation } from '@lienthong/kernel';
import { mayHearOf } from '../../domain/hearing.js';
import { explainTax } from '../../domain/explain-tax.js';
import type { ObligationRejection } from '../../domain/obligation.decider.js';
import { assessObligation } from '../../use-cases/assess-obligation.js';
import { computeAssessment } from '../../use-cases/rules.js';
import { refundPayment } from '../../use-cases/refund-payment.js';
import { TAX_OFFICE, type TaxOffice } from '../../use-cases/tax-office.js';
import { AssessmentRequest, RefundRequest } from './obligation.requests.js';

const TAX = 'tax';
const OFFICER = { agency: TAX, roles: ['officer'] };
const NOT_HERE: readonly ObligationRejection['code'][] = ['STEP_NOT_OFFERED', 'DOSSIER_UNKNOWN'];

/** All that is needed of the web framework's answer. */
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

@ApiTags('tax')
@Controller()
export class ObligationsController {
  constructor(@Inject(TAX_OFFICE) private readonly office: TaxOffice, private readonly clock: Clock) {}

  /** Read from the log itself, so that an officer never decides on a figure that lags behind. */
  @Get('obligations/:code')
  @ReadsDossier('code')
  @Allow({ agency: 'tax' })
  @ApiOperation({ summary: 'What is owed on a dossier, by which derivation, and what has been paid' })
  async view(
    @Param('code') code: string, @Query('electronicFiling') electronicFiling: string | undefined, @Requester() { unit }: Requester, @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { state, version } = await this.shownTo(unit, code);
    reply.header('etag', etagOf(version));
    const proposed = state.assessed === null ? (await computeAssessment(this.office.tables, state, electronicFiling === 'true'))?.result : undefined;
    const { status, papers, slip, steps, assessed, notice, payments, settled, balances } = state;
    return {
      dossierCode: code, status, papers, slip, steps, assessed, notice, payments, settled, outstanding: outstandingOf(balances, code), credit: creditOf(balances, code), elsewhere: await this.office.whereabouts.find(code),
      proposal: proposed?.kind === 'assessed' ? proposed.assessment : null, notAssessable: becauseOf(proposed),
    };
  }

  /** Of what was assessed, or else, for the office itself, of what would be. */
  @Get('obligations/:code/explain')
  @ReadsDossier('code')
  @Allow({})
  @ApiOperation({ summary: 'How the amount owed came about: line by line, with rule, law and arithmetic' })
  async explain(@Param('code') code: string, @Query('electronicFiling') electronicFiling: string | undefined, @Requester() requester: Requester): Promise<Explanation> {
    const { state } = requester.agency === TAX ? await this.shownTo(requester.unit, code) : await this.heardBy(requester, code);
    if (state.assessed !== null) return explainTax(code, state.assessed, 'assessed');
    const proposed = requester.agency === TAX ? (await computeAssessment(this.office.tables, state, electronicFiling === 'true'))?.result : undefined;
    if (proposed?.kind === 'assessed') return explainTax(code, proposed.assessment, 'proposed');
    return refuse({ code: 'NOT_ASSESSED', because: `Expected to explain the obligation of dossier ${code}, but ${becauseOf(proposed) ?? 'the tax office has not assessed it yet'}` });
  }

  @Post('dossiers/:code/assessment')
  @HttpCode(200)
  @Allow(OFFICER)
  @ApiOperation({ summary: 'Confirm the computed obligation, or correct it with a reason, and issue the notice' })
  async assess(@Param('code') code: string, @Body() body: AssessmentRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const { electronicFiling = false, corrections = [], reason = '' } = body;
    const statement = { electronicFiling, corrections: corrections.map(({ kind, amount }) => ({ kind, amount })), reason };
    const answer = await assessObligation(this.office, code, statement, actingOfficer(requester, this.clock, expectedVersion));
    return answer.kind === 'rejected' ? this.refuseLocated(code, answer.rejection) : answered(answer);
  }

  @Post('obligations/:code/refunds')
  @HttpCode(200)
  @Allow(OFFICER)
  @ApiOperation({ summary: 'Return what was paid beyond the obligation' })
  async refund(@Param('code') code: string, @Body() body: RefundRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const { bankReference, amount, reason } = body;
    const answer = await refundPayment(this.office, code, { bankReference, amount, reason }, actingOfficer(requester, this.clock, expectedVersion));
    return answer.kind === 'rejected' ? refuse(answer.rejection) : answered(answer);
  }

  private async shownTo(unit: string, code: string) {
    const found = await this.office.obligations.state(code);
    if (isOfferedTo(unit, found.state.steps)) return found;
    return this.refuseLocated(code, { code: 'DOSSIER_UNKNOWN', because: `Expected to show the obligation of dossier ${code}, but none of its steps was offered to ${unit}` });
  }

  /** Who has no part in the dossier learns nothing of it, not even where it is. */
  private async heardBy(requester: Requester, code: string) {
    const found = await this.office.obligations.state(code);
    return mayHearOf(found.state, requester) ? found : refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to explain the obligation of dossier ${code.slice(0, 60)}, but there is none that the requester may see` });
  }

  /** Whoever reaches for a dossier that is not here is told where it is. */
  private async refuseLocated(code: string, rejection: Readonly<{ code: string; because: string }>): Promise<never> {
    return refuse(await located(rejection, code, this.office.whereabouts, NOT_HERE));
  }
}

function becauseOf(proposed: AssessmentResult | undefined): string | null {
  if (proposed?.kind === 'no-rules') return `no published table ${proposed.decision} is in force on ${proposed.day}`;
  return proposed?.kind === 'not-assessable' ? proposed.because : null;
}

function answered({ result, position }: Readonly<{ result: Readonly<{ version: number }>; position: number }>): CommandAnswer {
  const { version, ...body } = result;
  return commandAnswer({ position, version, body: { ...body, position } });
}
