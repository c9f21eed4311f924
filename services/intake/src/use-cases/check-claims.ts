import { ownersOf, CITIZEN, type Application, type By } from '../domain/application.js';
import { accountValue, earlierValue, sourcesOf } from '../domain/declared-sources.js';
import { isSame, type CheckedClaim, type Claim } from '../domain/prefilled.js';
import type { ProcedureVersion } from '../domain/procedure.js';
import type { Visibility } from '../domain/visibility.js';
import type { DossierReads } from './dossier-reads.js';
import type { RegisterStatements } from './known-sources.js';

/** A browser's word, with the note of the register that it carries where there is one. */
export type CarriedClaim = Claim & Readonly<{ statement?: string | undefined }>;

/** Long enough to fill in a form with papers to be fetched, and short enough for what a register says to be still so. */
const STATEMENT_IS_GOOD_FOR_MS = 24 * 3_600_000;

export type ClaimSources = Readonly<{ reads: DossierReads; statements: RegisterStatements }>;
type Submitting = Readonly<{ version: ProcedureVersion; application: Application; by: By; visibility: Visibility; at: string }>;

/** Nothing that the browser says of a source is believed: what intake can find for itself it finds, what a register said it has in writing. */
export async function checkClaims(sources: ClaimSources, claims: readonly CarriedClaim[], submitting: Submitting): Promise<readonly CheckedClaim[]> {
  return Promise.all(claims.map(async ({ statement, ...claim }) => ({ ...claim, isVerified: await isSaid(sources, { ...claim, statement }, submitting) })));
}

async function isSaid({ reads, statements }: ClaimSources, { field, source: text, reference, asOf, filled, statement }: CarriedClaim, { version, application, by, visibility, at }: Submitting): Promise<boolean> {
  const source = sourcesOf(version).find((each) => each.field === field)?.sources.find((each) => each.text === text);
  const applicant = application.applicant?.identifier ?? application.submitter.identifier;
  switch (source?.kind) {
    case 'account':
      return by.agency === CITIZEN && by.subject === applicant && isSame(accountValue(source.path, by), filled);
    case 'earlier': {
      const found = await reads.find(visibility, reference, undefined);
      const value = found === undefined ? undefined : earlierValue(source, found.dossier, applicant);
      return value !== undefined && isSame(value, filled) && found?.dossier.submittedAt === asOf;
    }
    case 'register': {
      const said = statement === undefined ? undefined : statements.open(source.register, statement);
      if (said === undefined || said.register !== source.register || said.entry !== reference || said.askedBy !== by.subject || said.asOf !== asOf) return false;
      const age = Date.parse(at) - Date.parse(said.asOf);
      return ownersOf(application).includes(said.holder) && age >= 0 && age <= STATEMENT_IS_GOOD_FOR_MS && isSame(said.facts[source.field] ?? null, filled);
    }
    default:
      return false;
  }
}
