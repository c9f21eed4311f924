import { complaintAboutForm, type FormRejection } from './application-form.js';
import type { Money } from '@lienthong/kernel';
import type { Application, Content, Parcel, Person } from './application.js';
import { correctionsBetween, type Correction } from './correction.js';
import { sourcesOf } from './declared-sources.js';
import type { Dossier } from './dossier.js';
import { filledIn, type FilledFormRejection } from './filled-form.js';
import { standing } from './prefilled.js';
import type { ProcedureVersion } from './procedure.js';

/** What is said anew; what is left out stays as it was. */
export type Corrected = Readonly<{ transferor?: Partial<Person>; transferee?: Partial<Person>; applicant?: Partial<Person>; parcel?: Partial<Parcel>; contractPrice?: Money; content?: Content }>;

type Revision = Readonly<{ kind: 'revised'; application: Application; corrections: readonly Correction[] }> | Readonly<{ kind: 'rejected'; rejection: FormRejection | FilledFormRejection }>;

/**
 * The application with what was set right, held against the form of the version by which the dossier is judged as a submission is. Persons who hand in
 * or receive stay who they are: where they are a party, they are so under the corrected name.
 */
export function revisedBy({ application, prefilled = [] }: Dossier, version: ProcedureVersion, corrected: Corrected, at: string): Revision {
  const given = withSaid(application, corrected);
  const fixed = standing(sourcesOf(version), prefilled.map((claim) => ({ ...claim, isVerified: claim.verified })));
  const filled = filledIn(version, given, at, fixed);
  if (filled.kind === 'rejected') return filled;
  const revised = withParties(filled.application, application);
  const complaint = complaintAboutForm(version, revised);
  return complaint ?? { kind: 'revised', application: revised, corrections: correctionsBetween(version, application, revised) };
}

const NOBODY: Person = { name: '', identifier: '', address: '', phone: '', email: '' };
const NOWHERE: Parcel = { mapSheet: '', parcelNumber: '', commune: '', certificateNumber: '' };

function withSaid(application: Application, { transferor, transferee, applicant, parcel, contractPrice, content }: Corrected): Application {
  return {
    ...application,
    ...(transferor && { transferor: { ...NOBODY, ...application.transferor, ...transferor } }), ...(transferee && { transferee: { ...NOBODY, ...application.transferee, ...transferee } }),
    ...(applicant && { applicant: { ...NOBODY, ...application.applicant, ...applicant } }), ...(parcel && { parcel: { ...NOWHERE, ...application.parcel, ...parcel } }),
    ...(contractPrice !== undefined && { contractPrice }), ...(content && { content: { ...application.content, ...content } }),
  };
}

function withParties(revised: Application, before: Application): Application {
  const sameAs = (person: Person): Person => {
    const role = (['transferor', 'transferee', 'applicant'] as const).find((each) => before[each]?.identifier === person.identifier);
    return (role && revised[role]) ?? person;
  };
  return { ...revised, submitter: sameAs(before.submitter), recipient: sameAs(before.recipient) };
}
