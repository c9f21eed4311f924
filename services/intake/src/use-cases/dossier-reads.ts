import type { Page, Paged } from '@lienthong/service-host';
import type { Dossier, Work } from '../domain/dossier.js';
import type { NationalState } from '../domain/national-states.js';
import type { ProcedureVersion } from '../domain/procedure.js';
import type { Visibility } from '../domain/visibility.js';

/** `text`: the beginning of a dossier code, or the whole number of a party. */
export type DossierFilter = Readonly<{ state?: NationalState | undefined; procedureCode?: string | undefined; routing?: 'unclear' | undefined; text?: string | undefined }>;

export type FoundDossier = Readonly<{ dossier: Dossier; version: number }>;
export type OpenWork = Readonly<{ work: Work; dossierCode: string }>;

/** Read models. Every question about dossiers carries who asks, as a visibility. */
export abstract class DossierReads {
  abstract list(visibility: Visibility, filter: DossierFilter, page: Page): Promise<Paged<FoundDossier>>;
  abstract find(visibility: Visibility, code: string, minPosition: number | undefined): Promise<FoundDossier | undefined>;
  abstract work(visibility: Visibility, filter: Readonly<{ type?: string | undefined; dossierCode?: string | undefined }>, page: Page): Promise<Paged<OpenWork>>;
  abstract procedures(page: Page): Promise<Paged<ProcedureVersion>>;
  /** The newest dossier that a file belongs to, of those that the reader may see. */
  abstract findHolding(visibility: Visibility, hash: string, minPosition: number | undefined): Promise<string | undefined>;
}
