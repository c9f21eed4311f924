import type { Whereabouts } from '@lienthong/service-host';
import type { TaxPorts } from './acting.js';
import type { BankInbox } from './bank-inbox.js';

/** All that the office's doors (HTTP, bank, facts) need; put together in the module. */
export type TaxOffice = TaxPorts & Readonly<{ whereabouts: Whereabouts; bankInbox: BankInbox; head(): Promise<number> }>;

export const TAX_OFFICE = Symbol('tax office');
