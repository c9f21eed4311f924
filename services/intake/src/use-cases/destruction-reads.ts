import type { Page, Paged } from '@lienthong/service-host';
import type { KnownList } from '../domain/destruction-list.js';
import type { Dossier } from '../domain/dossier.js';
import type { Visibility } from '../domain/visibility.js';

export type FoundList = Readonly<{ list: KnownList; version: number; codes: ReadonlyMap<string, string> }>;

/** Lists of destruction, and dossiers that have ended. `unit`: only lists of this unit and those below it; null: all. */
export abstract class DestructionReads {
  abstract list(unit: string | null, status: KnownList['status'] | undefined, page: Page): Promise<Paged<Readonly<{ list: KnownList; version: number }>>>;
  abstract find(unit: string | null, number: string, minPosition: number | undefined): Promise<FoundList | undefined>;
  /** Ended dossiers on no list, those that ended first in front. */
  abstract ended(visibility: Visibility, page: Page): Promise<Paged<Dossier>>;
}
