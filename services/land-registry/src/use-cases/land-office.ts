import type { Whereabouts } from '@lienthong/service-host';
import type { RegistryPorts } from './acting.js';

/** All that the office's doors (HTTP, facts) need; put together in the module. */
export type LandOffice = RegistryPorts & Readonly<{ whereabouts: Whereabouts }>;

export const LAND_OFFICE = Symbol('land office');
