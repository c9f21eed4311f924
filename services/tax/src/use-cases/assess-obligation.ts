import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import type { Correction } from '../domain/assessment.js';
import { noticeNumber, noticeSeries } from '../domain/numbers.js';
import type { ObligationRejection } from '../domain/obligation.decider.js';
import type { Obligation } from '../domain/obligation.js';
import type { TaxPorts } from './acting.js';
import { requestOf, versionAfter } from './acting.js';
import { computeAssessment } from './rules.js';

export type AssessmentStatement = Readonly<{ electronicFiling: boolean; corrections: readonly Correction[]; reason: string }>;

export type AssessmentAnswer = Readonly<{ dossierCode: string; noticeNumber: string; amount: number; payBy: string; status: Obligation['status']; version: number }>;

/** Assessment and notice in one decision. Decides first without a number, so that none is drawn for an assessment that would be refused. */
export async function assessObligation(ports: TaxPorts, code: string, statement: AssessmentStatement, acting: ActingOfficer): Promise<AppendedTogether<AssessmentAnswer, ObligationRejection>> {
  let running: number | undefined;
  const { electronicFiling, corrections, reason } = statement;
  return appendTogether(ports.store, async (): Promise<DecidedTogether<AssessmentAnswer, ObligationRejection>> => {
    const computed = await computeAssessment(ports.tables, (await ports.obligations.state(code)).state, electronicFiling);
    const decide = (number: string) => ports.obligations.prepare(code, { type: 'AssessObligation', at: acting.at, data: { dossierCode: code, noticeNumber: number, computed, corrections, reason, by: acting.by } });
    const tried = await decide('');
    if (tried.kind === 'rejected') return tried;
    await requireVersion(ports.store, tried.append, acting.expectedVersion);
    const hasNotice = tried.append.events.length === 0;
    if (!hasNotice) running ??= await ports.drawNumber(noticeSeries(acting.at));
    const issued = running === undefined || hasNotice ? tried : await decide(noticeNumber(acting.at, running));
    if (issued.kind === 'rejected') return issued;
    const answer = answerOf(code, issued.state, versionAfter(issued.append));
    // A colleague may have issued it while the number was drawn: then it has been entered.
    const effects = issued.append.events.length === 0 ? [] : [ports.notices.enter(answer.noticeNumber, code)];
    return { kind: 'accepted', result: answer, request: requestOf(acting, { code, obligation: issued.state, streams: [issued.append], answer, effects }) };
  });
}

function answerOf(code: string, { notice, status }: Obligation, version: number): AssessmentAnswer {
  return { dossierCode: code, noticeNumber: notice?.number ?? '', amount: notice?.amount ?? 0, payBy: notice?.payBy ?? '', status, version };
}
