import { describeTerms, RELEASED_CALENDARS, type Bilingual, type CalendarBook, type DerivationLine } from '@lienthong/calendar';
import type { Channel, Person, ReturnManner } from './application.js';
import { appointmentFor } from './appointment.js';
import { feeBalanceOf } from './fee-ledger.js';
import { describePayment } from './fee-payment.js';
import type { Dossier } from './dossier.js';
import type { ProcedureVersion } from './procedure.js';

/** Form 01 of TT 03/2025/TT-VPCP: the receipt with the appointment (domain §1.3). */
export type ReceiptForm = Readonly<{
  form: '01';
  title: string;
  receivingUnit: string;
  dossierCode: string;
  submitter: Person;
  content: Bilingual;
  components: readonly Readonly<{ code: string; name: Bilingual; originals: number; copies: number; files: number }>[];
  sets: number;
  processingTime: Bilingual;
  fees: readonly Readonly<{ code: string; name: Bilingual; amount: number }>[];
  /** Null until they are paid. `refunded`: what of it went back. */
  paid: Readonly<{ amount: number; how: Bilingual; reference: string; paidAt: string; refunded: number }> | null;
  receivedAt: string;
  dueAt: string;
  /** How the due date comes about, line by line. */
  derivation: readonly DerivationLine[];
  channel: Bilingual;
  resultBy: Bilingual;
  receivedBy: string;
  note: Bilingual;
}>;

export const CHANNEL_NAMES = {
  counter: { vi: 'Trực tiếp', en: 'At the counter' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  postal: { vi: 'Bưu chính công ích', en: 'By post' },
} as const satisfies Record<Channel, Bilingual>;

export const RETURN_NAMES = {
  counter: { vi: 'Tại Bộ phận Một cửa', en: 'At the one-stop counter' },
  post: { vi: 'Qua bưu chính công ích', en: 'By post' },
} as const satisfies Record<ReturnManner, Bilingual>;

const AUTHORISATION: Bilingual = {
  vi: 'Khi nhận kết quả, người nhận mang theo giấy này và giấy tờ tùy thân; người được ủy quyền mang thêm văn bản ủy quyền.',
  en: 'To collect the result, bring this paper and proof of identity; whoever collects for another brings an authorisation as well.',
};

/** `version` is the one that the receipt names, as `calendars` have the calendar that it names. Undefined before valid receipt. */
export function receiptForm(dossier: Dossier, version: ProcedureVersion, calendars: CalendarBook = RELEASED_CALENDARS): ReceiptForm | undefined {
  const { receipt, application } = dossier;
  if (receipt === null) return undefined;
  const appointment = appointmentFor(version, receipt.receivedAt, application.channel, calendars.find(receipt.calendar));
  const nameOf = (code: string): Bilingual => version.components.find((component) => component.code === code)?.name ?? { vi: code, en: code };
  return {
    form: '01',
    title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    receivingUnit: application.receivingUnit,
    dossierCode: dossier.code,
    submitter: application.submitter,
    content: version.name,
    components: application.components.map(({ code, originals, copies, files }) => ({ code, name: nameOf(code), originals, copies, files: files.length })),
    sets: 1,
    processingTime: processingTime(version, application.channel),
    fees: (dossier.charges ?? []).map(({ code, name, amount }) => ({ code, name, amount })),
    paid: paidBy(dossier),
    receivedAt: receipt.receivedAt,
    dueAt: receipt.dueAt,
    derivation: appointment.kind === 'appointed' ? appointment.derivation : [],
    channel: CHANNEL_NAMES[application.channel],
    resultBy: RETURN_NAMES[application.returnManner],
    receivedBy: receipt.acceptedBy.name,
    note: AUTHORISATION,
  };
}

function paidBy(dossier: Dossier): ReceiptForm['paid'] {
  const { payment } = dossier;
  const { paid, refunded } = feeBalanceOf(dossier);
  return payment === undefined ? null : { amount: paid, refunded, how: describePayment(payment), reference: payment.reference, paidAt: payment.paidAt };
}

function processingTime({ limit, terms }: ProcedureVersion, channel: Channel): Bilingual {
  return describeTerms({ limit: limit.duration, days: limit.unit, ...terms }, channel) ?? { vi: limit.duration, en: limit.duration };
}
