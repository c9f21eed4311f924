import { rejected, type Rejection } from '@lienthong/kernel';
import { partiesOf, type Application } from '../domain/application.js';
import type { Component } from '../domain/components.js';
import type { Dossier } from '../domain/dossier.js';
import type { ProcedureVersion } from '../domain/procedure.js';
import type { Visibility } from '../domain/visibility.js';
import type { DossierPorts } from './dossier-ports.js';
import type { DossierReads } from './dossier-reads.js';

/** A paper that an earlier dossier of the applicant keeps as files: `component` is its code in the same procedure, where it means the same. */
export type KeptPaper = Readonly<{ component: string; reference: string; asOf: string; files: readonly string[] }>;
export type ReuseRejection = Rejection<'PAPER_NOT_KEPT'> & Readonly<{ codes: readonly string[]; componentCodes: string }>;

type Asking = Readonly<{ visibility: Visibility; applicant: string }>;
/** Older papers are brought anew. */
const MOST_DOSSIERS = 5;

/** Of each paper that the procedure asks for the newest that is kept. Whether it still holds, the applicant says by choosing it and the officer by accepting it. */
export async function findKeptPapers(ports: DossierPorts, reads: DossierReads, { code, components }: ProcedureVersion, { visibility, applicant }: Asking): Promise<readonly KeptPaper[]> {
  const { items } = await reads.list(visibility, { text: applicant, procedureCode: code }, { limit: MOST_DOSSIERS, cursor: undefined, minPosition: undefined });
  const found = components.flatMap((asked): readonly KeptPaper[] => items.flatMap(({ dossier }) => keptIn(dossier, asked.code, applicant)).slice(0, 1));
  const whole = await Promise.all(found.map(async ({ files }) => (await Promise.all(files.map((hash) => ports.isBeingDestroyed(hash)))).every((isGoing) => !isGoing)));
  return found.filter((_, at) => whole[at]);
}

function keptIn({ code, submittedAt, application, ending }: Dossier, component: string, applicant: string): readonly KeptPaper[] {
  if (ending?.kind === 'refused' || !partiesOf(application).some(({ identifier }) => identifier === applicant)) return [];
  const files = application.components.find((paper) => paper.code === component)?.files ?? [];
  return files.length === 0 ? [] : [{ component, reference: code, asOf: submittedAt, files }];
}

/** Naming a dossier must not be a way to somebody else's paper: only what that very dossier keeps of this paper, of this applicant, for who may read it. */
export async function refuseWrongReuse(reads: DossierReads, { procedureCode, components, applicant, submitter }: Application, visibility: Visibility): Promise<Readonly<{ kind: 'rejected'; rejection: ReuseRejection }> | undefined> {
  const asker = (applicant ?? submitter).identifier;
  const wrong = await Promise.all(reusedIn(components).map(async ({ code, files, source }) => {
    const found = await reads.find(visibility, source.dossierCode, undefined);
    const kept = found?.dossier.application.procedureCode === procedureCode ? keptIn(found.dossier, code, asker) : [];
    return files.length > 0 && files.every((hash) => kept.some((paper) => paper.files.includes(hash))) ? [] : [code];
  }));
  const codes = wrong.flat();
  if (codes.length === 0) return undefined;
  const { rejection } = rejected('PAPER_NOT_KEPT', `Expected to use papers of an earlier dossier again, but ${codes.join(', ')} is not kept there for this applicant`);
  return { kind: 'rejected', rejection: { ...rejection, codes, componentCodes: codes.join(', ') } };
}

type Reused = Component & Readonly<{ source: Extract<NonNullable<Component['source']>, { kind: 'earlier-dossier' }> }>;

const isReused = (component: Component): component is Reused => component.source?.kind === 'earlier-dossier';
export const reusedIn = (components: readonly Component[]): readonly Reused[] => components.filter(isReused);
/** What the sender has to have uploaded. */
export const broughtIn = (components: readonly Component[]): readonly Component[] => components.filter((component) => !isReused(component));
