/** A message of the park, by what an administrator sees of it. */
export type ParkedSubject = Readonly<{ parkedId: number; source: string; key: string; messageId: string; code: string }>;

/**
 * What administrators did, or what a start found that they had done, by event type. Private events of every service's own log; a new kind
 * of act is one line here. Payloads name things and reasons; they hold no secret and nothing of a dossier but its code.
 */
export type AdministrativeActs = Readonly<{
  ParkedMessageRetried: ParkedSubject;
  ParkedMessageDiscarded: ParkedSubject & Readonly<{ reason: string }>;
  ProjectionRebuildStarted: Readonly<{ projection: string }>;
  /** Names, in the order in which they ran. */
  MigrationsRun: Readonly<{ migrations: readonly string[] }>;
  /** `fingerprints` by name of setting; see configuration-record.ts. `changed`: names that are new, gone or different. */
  ConfigurationChanged: Readonly<{ keyId: string; salt: string; fingerprints: Readonly<Record<string, string>>; changed: readonly string[]; comparable: boolean }>;
  /** Verifier keys of this log, newest first. */
  LogKeysChanged: Readonly<{ verifiers: readonly string[]; before: readonly string[] }>;
  /** A refusal to sign, as it stood, that a person took away: the witnesses are asked again. */
  SigningReviewed: Readonly<{ code: string; because: string; since: string }>;
  FactsExported: Readonly<{ after: string; types: string; subject: string; limit: string }>;
  ProofExported: Readonly<{ dossierCode: string; purpose: string }>;
}>;

export type AdministrativeAct = { readonly [Type in keyof AdministrativeActs]: Readonly<{ type: Type; data: AdministrativeActs[Type] }> }[keyof AdministrativeActs];
