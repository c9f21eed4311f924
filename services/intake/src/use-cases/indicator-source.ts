import type { AsOf, DossierRecord } from '../domain/indicators/dossier-facts.js';
import type { Period } from '../domain/indicators/indicator.js';
import type { PetitionRecord } from '../domain/indicators/petition-facts.js';
import type { ProcedureFacts } from '../domain/indicators/procedure-facts.js';
import type { Visibility } from '../domain/visibility.js';

/** Which dossiers a report is about. `agency`: the unit that took them in or is competent for them, with the units below it. */
export type Scope = Readonly<{ visibility: Visibility; period: Period; agency: string | undefined; procedureCode: string | undefined; asOf: AsOf }>;

/** What indicators are counted from, as the log told it. */
export abstract class IndicatorSource {
  /** Resolves when everything up to this position can be read. */
  abstract reach(position: number): Promise<void>;
  abstract procedures(): Promise<readonly ProcedureFacts[]>;
  abstract countDossiers(scope: Scope): Promise<number>;
  /** Every dossier of the scope once, from one moment of the database, in pages that fit into memory. */
  abstract scanDossiers(scope: Scope, onPage: (page: readonly DossierRecord[]) => void): Promise<void>;
  /** Those behind a code, in the order of codes. */
  abstract dossiersAfter(scope: Scope, code: string, limit: number): Promise<readonly DossierRecord[]>;
  /** Procedures for which somebody applied online in the period. */
  abstract appliedOnline(scope: Scope): Promise<ReadonlySet<string>>;
  /** Procedures of which a gateway has reported a fee: by the end of the period, and in the period. */
  abstract paidOnline(scope: Scope): Promise<Readonly<{ ever: ReadonlySet<string>; now: ReadonlySet<string> }>>;
  /** Whether a connector of the National Portal had reported anything by the end of the period. */
  abstract isPortalConnected(scope: Scope): Promise<boolean>;
  /** References of dossiers about which feedback or a reflection came in, to whatever unit. */
  abstract petitioned(scope: Scope): Promise<ReadonlySet<string>>;
  /** Those received in the period by the units of the scope. */
  abstract petitions(scope: Scope): Promise<readonly PetitionRecord[]>;
}
