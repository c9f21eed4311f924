import type { RegisterName } from '@lienthong/bpmn';
import type { By } from '../domain/application.js';
import { knownFacts, sourcesOf, type KnownFact } from '../domain/declared-sources.js';
import type { Dossier } from '../domain/dossier.js';
import type { ProcedureVersion } from '../domain/procedure.js';
import type { Visibility } from '../domain/visibility.js';
import type { DossierReads } from './dossier-reads.js';

/** What a register said to somebody who carried it here: whose entry it is, to whom it was said and when, and what. */
export type Statement = Readonly<{ register: string; entry: string; holder: string; askedBy: string; asOf: string; facts: Readonly<Record<string, string>> }>;

/** Opens what registers have signed. An abstract class so that Nest can inject it. */
export abstract class RegisterStatements {
  /** Undefined where the register did not sign it, or nobody here knows by which key it would. */
  abstract open(register: RegisterName, note: string): Statement | undefined;
}

/** Older dossiers than these say little of how things are. */
const MOST_DOSSIERS = 20;
/** Of a procedure that a source names. */
const MOST_OF_ONE = 5;

/** What the account and the applicant's earlier dossiers know, of those that the one who asks may read. */
export async function findKnownFacts(reads: DossierReads, version: ProcedureVersion, { by, visibility, applicant, at }: Readonly<{ by: By; visibility: Visibility; applicant: string; at: string }>): Promise<readonly KnownFact[]> {
  const fields = sourcesOf(version);
  const named = new Set(fields.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'earlier' && source.procedure !== null ? [source.procedure] : []))));
  const page = (limit: number) => ({ limit, cursor: undefined, minPosition: undefined });
  const lists = await Promise.all([reads.list(visibility, { text: applicant }, page(MOST_DOSSIERS)), ...[...named].map((procedureCode) => reads.list(visibility, { text: applicant, procedureCode }, page(MOST_OF_ONE)))]);
  const found = new Map<string, Dossier>(lists.flatMap(({ items }) => items.map(({ dossier }) => [dossier.code, dossier] as const)));
  const newestFirst = [...found.values()].toSorted((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1));
  return knownFacts(fields, by, applicant, newestFirst, at);
}
