import { readForm, type Form, type FormField, type Variables } from '@lienthong/bpmn';
import type { Bilingual } from '@lienthong/calendar';
import type { Application, By, Content, ContentValue } from './application.js';
import { fieldName, formValues } from './form-parts.js';
import type { ProcedureVersion } from './procedure.js';

/** A field of the application as it was and as it is; `field` as a submission calls it. */
export type Correction = Readonly<{ field: string; label: Bilingual; before: ContentValue; after: ContentValue }>;

/** What somebody set right, and why: the reason they gave, or else the one for which it was asked of them. */
export type CorrectionRound = Readonly<{ at: string; by: By; reason: string; corrections: readonly Correction[] }>;

/** Only where what is said differs: a field that nobody filled in says the same as one that was not asked for. */
export function correctionsBetween(version: ProcedureVersion, before: Application, after: Application): readonly Correction[] {
  const [was, is] = [saidBy(before), saidBy(after)];
  return fieldsOf(version, { ...before.content, ...after.content }).flatMap(({ path, label }): readonly Correction[] => {
    const [from, to] = [at(was, path), at(is, path)];
    const name = path.join('.');
    return isSame(from, to) ? [] : [{ field: path[0] === 'applicant' ? name : fieldName(name), label, before: from, after: to }];
  });
}

export const saidBy = (application: Application): Content => ({ ...formValues(application), ...(application.applicant && { applicant: application.applicant }) });

/** What the form asks for; of the rest what every application says, and names of its content that the form does not have. */
function fieldsOf(version: ProcedureVersion, content: Content): readonly Labelled[] {
  const form = formOf(version);
  const asked = form === undefined ? [] : labelled(form.fields);
  const own = Object.keys(content).map((name) => ({ path: [name], label: { vi: name, en: name } }));
  return [...asked, ...[...STANDING, ...own].filter(({ path }) => !asked.some((each) => overlap(each.path, path)))];
}

export const overlap = (one: readonly string[], other: readonly string[]): boolean => one.every((step, place) => place >= other.length || other[place] === step);

const PERSON = [['name', 'họ và tên', 'name'], ['identifier', 'số định danh', 'identifier'], ['address', 'địa chỉ', 'address'], ['phone', 'điện thoại', 'phone'], ['email', 'thư điện tử', 'email']] as const;
const PARCEL = [['commune', 'mã xã, phường', 'commune'], ['mapSheet', 'tờ bản đồ', 'map sheet'], ['parcelNumber', 'thửa đất', 'parcel number'], ['certificateNumber', 'số Giấy chứng nhận', 'certificate number']] as const;
const within = (part: string, vi: string, en: string, names: typeof PERSON | typeof PARCEL): readonly Labelled[] => names.map(([name, ownVi, ownEn]) => ({ path: [part, name], label: { vi: `${vi}: ${ownVi}`, en: `${en}: ${ownEn}` } }));
export const STANDING: readonly Labelled[] = [
  ...within('applicant', 'Người nộp', 'Applicant', PERSON), ...within('transferor', 'Bên chuyển nhượng', 'Transferor', PERSON), ...within('transferee', 'Bên nhận chuyển nhượng', 'Transferee', PERSON),
  ...within('parcel', 'Thửa đất', 'Parcel', PARCEL), { path: ['contractPrice'], label: { vi: 'Giá hợp đồng (đồng)', en: 'Contract price (đồng)' } },
];

export type Labelled = Readonly<{ path: readonly string[]; label: Bilingual }>;

/** Rows of a list are compared as a whole: which of them somebody meant, nobody could say. */
function labelled(fields: readonly FormField[], inside: readonly string[] = []): readonly Labelled[] {
  return fields.flatMap((field): readonly Labelled[] => {
    const path = [...inside, ...field.path];
    return field.type === 'group' ? labelled(field.fields, path) : [{ path, label: { vi: field.label || path.join('.'), en: field.labelEn || path.join('.') } }];
  });
}

export function at(values: Readonly<Record<string, ContentValue>>, path: readonly string[]): ContentValue {
  return path.reduce<ContentValue>((value, step) => (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? ((value as Variables)[step] as ContentValue) : null), values);
}

const isBlank = (value: ContentValue): boolean => value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
const isSame = (one: ContentValue, other: ContentValue): boolean => (isBlank(one) && isBlank(other)) || JSON.stringify(one) === JSON.stringify(other);

function formOf({ applicationForm }: ProcedureVersion): Form | undefined {
  const reading = applicationForm === undefined ? undefined : readForm('application', applicationForm);
  return reading?.kind === 'form' ? reading.form : undefined;
}
