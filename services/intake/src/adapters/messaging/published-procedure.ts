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
    ...(message.limitBasisVi !== '' && { limitBasis: { vi: message.limitBasisVi, en: message.limitBasisEn } }),
    ...termsOf(message),
    ...(isTacit(message.tacitOutcome) && { tacit: message.tacitOutcome }),
    components: message.components.map((component) => ({
      code: component.code, name: { vi: component.nameVi, en: component.nameEn }, mandatory: component.mandatory,
      originals: component.originals, copies: component.copies, form: component.form,
    })),
    fees: message.fees.map((fee) => ({ code: fee.code, name: { vi: fee.nameVi, en: fee.nameEn }, amount: Number(fee.amount), ...(fee.decision !== '' && { decision: fee.decision }) })),
    ...(message.publishedAt !== '' && { publishedAt: message.publishedAt }), ...(message.steps.length > 0 && { steps: message.steps.length }),
    ...(message.publicity && { publicity: publicityOf(message.publicity) }),
    ...(message.agencies.length > 0 && { agencies: message.agencies }),
    ...(message.variables.length > 0 && { variables: message.variables }),
    ...(message.applicationForm !== '' && { applicationForm: message.applicationForm }),
  };
}

type Terms = NonNullable<ProcedureVersion['terms']>;

/** Nothing where the procedure says nothing. What cannot be read is refused when a receipt is asked for: a date is never guessed. */
function termsOf({ limitOnline, limitCounter, limitPostal, cutOff, rollForward }: ProcedurePublished): Pick<ProcedureVersion, 'terms'> {
  const terms: Terms = {
    ...(limitOnline !== '' && { online: limitOnline }), ...(limitCounter !== '' && { counter: limitCounter }), ...(limitPostal !== '' && { postal: limitPostal }),
    ...(cutOff !== '' && { cutOff }), ...(rollForward !== '' && { rollForward: rollForward as NonNullable<Terms['rollForward']> }),
  };
  return Object.keys(terms).length === 0 ? {} : { terms };
}

/** What is none of the known words says nothing. */
function publicityOf({ announcedOn, level, online, channels, subjects, yieldsDocument }: NonNullable<ProcedurePublished['publicity']>): NonNullable<ProcedureVersion['publicity']> {
  return {
    announcedOn, channels, subjects, yieldsDocument,
    level: level === 'ministry' || level === 'province' ? level : '', online: online === 'full' || online === 'partial' || online === 'none' ? online : '',
  };
}

const isTacit = (text: string): text is 'approval' | 'refusal' => text === 'approval' || text === 'refusal';
