import type { ProcedurePublished } from '@lienthong/contracts';
import { CannotHandle } from '@lienthong/event-store';
import type { ProcedureVersion } from '../../domain/procedure.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Keeps what intake reads of a published version. One that it could not print a receipt for is parked, not half understood. */
export function versionOf(message: ProcedurePublished): ProcedureVersion {
  const { code, version, effectiveFrom, limit, calendar } = message;
  if (limit === undefined || (limit.unit !== 'working' && limit.unit !== 'calendar') || !DAY.test(effectiveFrom)) {
    throw new CannotHandle('PROCEDURE_UNREADABLE', `Expected to learn procedure ${code} version ${version}, but it has no usable time limit or effective date`);
  }
  return {
    code, version, effectiveFrom, calendar,
    name: { vi: message.nameVi, en: message.nameEn },
    limit: { duration: limit.duration, unit: limit.unit },
    components: message.components.map((component) => ({
      code: component.code, name: { vi: component.nameVi, en: component.nameEn }, mandatory: component.mandatory,
      originals: component.originals, copies: component.copies, form: component.form,
    })),
    fees: message.fees.map((fee) => ({ code: fee.code, name: { vi: fee.nameVi, en: fee.nameEn }, amount: Number(fee.amount), ...(fee.decision !== '' && { decision: fee.decision }) })),
    ...(message.variables.length > 0 && { variables: message.variables }),
  };
}
