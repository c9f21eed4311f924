import { readForm, sourcedFields, type FieldSource } from '@lienthong/bpmn';
import { CITIZEN, partiesOf, type Application, type By, type ContentValue, type Person } from './application.js';
import type { Dossier } from './dossier.js';
import { fieldName, formValues, valueAt } from './form-parts.js';
import type { ProcedureVersion } from './procedure.js';

/** A field of an application that says where its value may be known from. `field` as a submission calls it: `content.<path>`, `parcel.<name>`, `applicant.<name>`. */
export type SourcedField = Readonly<{ field: string; label: Readonly<{ vi: string; en: string }>; sources: readonly FieldSource[]; isCorrectable: boolean }>;

const account = (path: 'name' | 'identifier'): FieldSource => ({ text: `account:${path}`, kind: 'account', path });
const earlier = (name: string): FieldSource => ({ text: `earlier:applicant.${name}`, kind: 'earlier', path: ['applicant', name], procedure: null });

/** Who asks is asked for by every procedure alike. */
const APPLICANT: readonly SourcedField[] = [
  { field: 'applicant.name', label: { vi: 'Họ và tên', en: 'Full name' }, sources: [account('name'), earlier('name')], isCorrectable: true },
  { field: 'applicant.identifier', label: { vi: 'Số định danh', en: 'Identification number' }, sources: [account('identifier')], isCorrectable: true },
  { field: 'applicant.address', label: { vi: 'Địa chỉ', en: 'Address' }, sources: [earlier('address')], isCorrectable: true },
  { field: 'applicant.phone', label: { vi: 'Điện thoại', en: 'Phone' }, sources: [earlier('phone')], isCorrectable: true },
];

/** All that an application by this version may be filled in with, as the schema declares it: nothing here knows a procedure. */
export function sourcesOf({ applicationForm }: Pick<ProcedureVersion, 'applicationForm'>): readonly SourcedField[] {
  const reading = applicationForm === undefined ? undefined : readForm('application', applicationForm);
  if (reading?.kind !== 'form') return APPLICANT;
  const own = sourcedFields(reading.form).map(({ path, label, labelEn, sources, isCorrectable }) => ({ field: fieldName(path.join('.')), label: { vi: label, en: labelEn }, sources, isCorrectable }));
  return [...APPLICANT, ...own];
}

/** A value that a source knows for a field. `reference`: the dossier or the entry of a register; `asOf`: RFC 3339, since when it is known so. */
export type KnownFact = Readonly<{ field: string; source: string; reference: string; asOf: string; value: ContentValue }>;

/**
 * What account and earlier dossiers know, for each field in the order of its sources; registers tell whoever asks themselves. `dossiers`: of the
 * applicant, newest first, all of which the one who asks may read.
 */
export function knownFacts(fields: readonly SourcedField[], by: By, applicant: string, dossiers: readonly Dossier[], at: string): readonly KnownFact[] {
  return fields.flatMap(({ field, sources }) => sources.flatMap((source): readonly KnownFact[] => {
    if (source.kind === 'account') return by.agency === CITIZEN && by.subject === applicant ? [{ field, source: source.text, reference: '', asOf: at, value: accountValue(source.path, by) }] : [];
    if (source.kind !== 'earlier') return [];
    const found = dossiers.find((dossier) => earlierValue(source, dossier, applicant) !== undefined);
    const value = found && earlierValue(source, found, applicant);
    return found === undefined || value === undefined ? [] : [{ field, source: source.text, reference: found.code, asOf: found.submittedAt, value }];
  }));
}

export const accountValue = (path: 'name' | 'identifier', by: By): string => (path === 'name' ? by.name : by.subject);

/** Undefined where the dossier says nothing of it, is not the applicant's own, or was refused: what was wrong then is not known now. */
export function earlierValue({ path, procedure }: Extract<FieldSource, { kind: 'earlier' }>, { application, ending }: Dossier, applicant: string): ContentValue | undefined {
  if (ending?.kind === 'refused' || (procedure !== null && application.procedureCode !== procedure)) return undefined;
  const [first = '', ...rest] = path;
  const value = first === 'applicant' ? personValue(application, applicant, rest[0] ?? '') : partiesOf(application).some(({ identifier }) => identifier === applicant) ? valueAt(formValues(application), path) : undefined;
  return value === undefined || isNothing(value) ? undefined : value;
}

function personValue({ submitter, recipient, ...application }: Application, applicant: string, name: string): string | undefined {
  const person: Person | undefined = [...partiesOf(application), submitter, recipient].find(({ identifier }) => identifier === applicant);
  return person !== undefined && Object.hasOwn(person, name) ? person[name as keyof Person] : undefined;
}

const isNothing = (value: ContentValue): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0);

