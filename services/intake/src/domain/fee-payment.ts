import type { Bilingual } from '@lienthong/calendar';
import type { By } from './application.js';

/** How the fees of a dossier were paid. What comes `online` is told by a gateway, never typed in by a clerk: 3.6 of QĐ 766 counts it. */
export const PAYMENT_MANNERS = {
  cash: { vi: 'Tiền mặt tại quầy', en: 'Cash at the counter' },
  transfer: { vi: 'Chuyển khoản', en: 'Bank transfer' },
  online: { vi: 'Thanh toán trực tuyến', en: 'Online' },
} as const satisfies Record<string, Bilingual>;
export type PaymentManner = keyof typeof PAYMENT_MANNERS;

/** By which gateway (DuocThanhToanTrucTuyen 1 and 2, domain §2.2). */
export const GATEWAYS = {
  'national-portal': { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Portal' },
  agency: { vi: 'Cổng thanh toán của cơ quan', en: 'Gateway of the agency' },
} as const satisfies Record<string, Bilingual>;
export type Gateway = keyof typeof GATEWAYS;

/**
 * The fees of a dossier, paid as a whole. `amount` integer đồng; `reference`: number of the receipt, transfer or transaction. `before`: what was paid
 * earlier, where a correction of the application has raised them since.
 */
export type FeePayment = Readonly<{ before?: readonly FeePayment[]; amount: number; manner: PaymentManner; gateway: Gateway | null; reference: string; paidAt: string; recordedBy: Omit<By, 'agency'> }>;

export const paidInAll = ({ amount, before = [] }: FeePayment): number => amount + before.reduce((sum, each) => sum + each.amount, 0);

/** One more payment of the same dossier. */
export function withEarlier(payment: FeePayment, earlier: FeePayment | undefined): FeePayment {
  if (earlier === undefined) return payment;
  const { before = [], ...last } = earlier;
  return { ...payment, before: [...before, last] };
}

/** As people read it. */
export function describePayment({ manner, gateway }: Pick<FeePayment, 'manner' | 'gateway'>): Bilingual {
  const [by, through] = [PAYMENT_MANNERS[manner], gateway === null ? undefined : GATEWAYS[gateway]];
  return through === undefined ? by : { vi: `${by.vi}, ${through.vi}`, en: `${by.en}, ${through.en}` };
}
