import { isMoney, rejected, type Rejection } from '@lienthong/kernel';
import type { Application } from './application.js';
import type { ProcedureVersion } from './procedure.js';

export type FormRejection = Rejection<'PRICE_NOT_MONEY'> | (Rejection<'FIELD_MISSING' | 'FIELD_UNKNOWN'> & Readonly<{ fields: readonly string[]; fieldNames: string }>);

/** What every dossier says by itself, whether its procedure asks for it or not. */
const ALWAYS_THERE: readonly string[] = ['code', 'procedureCode', 'channel', 'submittedAt', 'receivedAt', 'dueAt', 'receivingUnit', 'returnManner', 'recipient', 'components', 'competentUnits', 'applicant'];
/** What only a transfer between two parties says. */
const TRANSFER: readonly (keyof Application)[] = ['transferor', 'transferee', 'parcel', 'contractPrice'];

/**
 * The application says what the procedure asks for, and nothing that it does not know: what nobody needs is not kept of a citizen. The
 * names are the procedure's own (`lienthong:variable`), so a new procedure needs no change here.
 */
export function complaintAboutForm(version: ProcedureVersion, application: Application): Readonly<{ kind: 'rejected'; rejection: FormRejection }> | undefined {
  const { variables = TRANSFER } = version;
  const isTransfer = variables.some((name) => (TRANSFER as readonly string[]).includes(name));
  const fields = isTransfer ? TRANSFER : (['applicant'] as const);
  const own = variables.filter((name) => ![...ALWAYS_THERE, ...TRANSFER].includes(name));
  const content = application.content ?? {};
  const missing = [...fields.filter((name) => application[name] === undefined), ...own.filter((name) => !Object.hasOwn(content, name)).map((name) => `content.${name}`)];
  if (missing.length > 0) return aboutFields('FIELD_MISSING', missing, `Expected an application for procedure ${version.code}, but it does not say ${missing.join(', ')}`);
  const strange = [
    ...Object.keys(content).filter((name) => !own.includes(name)).map((name) => `content.${name}`),
    ...(isTransfer ? [] : TRANSFER.filter((name) => application[name] !== undefined)),
  ];
  if (strange.length > 0) return aboutFields('FIELD_UNKNOWN', strange, `Expected an application for procedure ${version.code}, but that does not ask for ${strange.join(', ')}`);
  if (!isTransfer || (isMoney(application.contractPrice) && application.contractPrice > 0)) return undefined;
  return rejected('PRICE_NOT_MONEY', 'Expected to submit a dossier, but the contract price is not a whole number of đồng above zero');
}

function aboutFields(code: 'FIELD_MISSING' | 'FIELD_UNKNOWN', fields: readonly string[], because: string): Readonly<{ kind: 'rejected'; rejection: FormRejection }> {
  return { kind: 'rejected', rejection: { code, because, fields, fieldNames: fields.join(', ') } };
}
