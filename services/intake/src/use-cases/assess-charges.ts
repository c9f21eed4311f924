import { isMoney, rejected, type Rejection } from '@lienthong/kernel';
import type { Application } from '../domain/application.js';
import { fixedCharge, type Charge } from '../domain/charge.js';
import type { ProcedureFee, ProcedureVersion } from '../domain/procedure.js';
import { ruleInputOf, type RulesInForce } from './rules-in-force.js';

export type FeeRejection = Rejection<'FEE_UNDECIDED'> & Readonly<{ feeVi: string; feeEn: string }>;
export type Assessed = Readonly<{ kind: 'assessed'; charges: readonly Charge[] }> | Readonly<{ kind: 'rejected'; rejection: FeeRejection }>;

/** Every fee of the version on the day of valid receipt: by its own amount or by the table in force. A table that says nothing is asked again, never guessed. */
export async function assessCharges(rules: RulesInForce, version: ProcedureVersion, application: Application, receivedAt: string): Promise<Assessed> {
  const day = receivedAt.slice(0, 10);
  const charges: Charge[] = [];
  for (const fee of version.fees) {
    if (fee.decision === undefined) {
      charges.push(fixedCharge(fee, version));
      continue;
    }
    const ruling = await rules.ask(fee.decision, day, ruleInputOf(application, day));
    if (ruling.kind === 'unknown') return undecided(fee, `no table ${fee.decision} is in force on ${day}`);
    if (ruling.kind === 'failed') return undecided(fee, `table ${fee.decision} could not say it: ${ruling.because}`);
    if (typeof ruling.value !== 'number' || !isMoney(ruling.value)) return undecided(fee, `table ${fee.decision} says ${JSON.stringify(ruling.value)}, which is no amount of đồng`);
    charges.push({ code: fee.code, name: fee.name, amount: ruling.value, lines: ruling.lines });
  }
  return { kind: 'assessed', charges };
}

function undecided({ code, name }: ProcedureFee, fact: string): Assessed {
  const { rejection } = rejected('FEE_UNDECIDED', `Expected to charge fee ${code}, but ${fact}`);
  return { kind: 'rejected', rejection: { ...rejection, feeVi: name.vi, feeEn: name.en } };
}
