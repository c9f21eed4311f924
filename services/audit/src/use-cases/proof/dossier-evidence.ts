/** What a log has of a dossier below its verified size. `note` is null while no checkpoint of it has been verified. */
export type LogEvidence = Readonly<{
  id: number; origin: string; size: number; root: Buffer; note: string | null;
  entries: readonly Readonly<{ index: number; bytes: Buffer; type: string; cause: string | null }>[];
}>;

type Place = Readonly<{ origin: string; index: number }>;

/** All logs at one moment; the places that the facts heard of the dossier name, and where audit's own log has each of these hearings. */
export type DossierEvidence = Readonly<{ logs: readonly LogEvidence[]; heard: readonly Place[]; hearings: readonly Place[] }>;

/** A port: sizes and entries are of one moment. */
export abstract class DossierEvidenceReads {
  abstract read(ref: string): Promise<DossierEvidence>;
}

/** What opens the commitments of a dossier's events in one log. */
export type LogOpenings = Readonly<{
  code: string | null; dossierSalt: string | null;
  events: ReadonlyMap<number, Readonly<{ sealed: string | null; salt: string | null; withheld: boolean }>>;
}>;

/** One read of the dossier as the service where it happened tells it; newest first. */
export type ToldRead = Readonly<{
  service: string; index: number; at: string; type: string; what: string | null; file?: string; purpose: string | null; purposeStated: boolean;
  reader: Readonly<{ role: string; organisation: string | null; name: string | null; agency: string | null; unit: string | null }>;
  withheld: boolean; withheldUntil: string | null; ground: string | null;
}>;

/** Each service, asked at its own address for what it alone may say of a dossier. A port: undefined where it does not answer. */
export abstract class AgencyLogs {
  abstract openings(service: string, ref: string): Promise<LogOpenings | undefined>;
  abstract reads(service: string, ref: string): Promise<readonly ToldRead[] | undefined>;
}
