import { AGENCIES, BODIES } from '../agencies/agencies.js';
import { NATIONAL_STATES } from '../agencies/states.js';
import type { DossierFilter } from '../api/audit.js';

// The filter lives in the page's address, so that it can be sent to a colleague and survives the way back.

export function filterOf(address: URLSearchParams): DossierFilter {
  const state = NATIONAL_STATES.find((known) => String(known) === address.get('state'));
  const agency = [...AGENCIES, ...Object.keys(BODIES)].find((known) => known === address.get('agency'));
  const q = address.get('q')?.trim();
  return { ...(state && { state }), ...(agency && { agency }), ...(address.get('late') === 'true' && { late: true }), ...(q && { q }) };
}

export function addressOf({ state, agency, late, q }: DossierFilter): URLSearchParams {
  const address = new URLSearchParams();
  if (q !== undefined) address.set('q', q);
  if (state !== undefined) address.set('state', String(state));
  if (agency !== undefined) address.set('agency', agency);
  if (late === true) address.set('late', 'true');
  return address;
}

export type FilterName = keyof DossierFilter;

/** The filter with one thing chosen, or with `''` no longer asked for. */
export function withChoice(filter: DossierFilter, name: FilterName, value: string): DossierFilter {
  const address = addressOf(filter);
  address.set(name, value);
  return filterOf(address);
}

export const listAddress = (filter: DossierFilter): string => `/dossiers?${addressOf(filter)}`;

export const dossierAddress = (code: string): string => `/dossiers/${encodeURIComponent(code)}`;

export function filters(filter: DossierFilter): boolean {
  return Object.keys(filter).length > 0;
}
