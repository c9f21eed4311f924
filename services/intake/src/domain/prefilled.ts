import type { Variables } from '@lienthong/bpmn';
import { rejected, type ExplanationLine, type Rejection } from '@lienthong/kernel';
import type { Application, ContentValue, Person } from './application.js';
import { formValues, valueAt } from './form-parts.js';

type Words = Readonly<{ vi: string; en: string }>;
/** As a form declares it (`declared-sources.ts`). */
type SourcedField = Readonly<{ field: string; label: Words; sources: readonly Readonly<{ text: string }>[]; isCorrectable: boolean }>;

/** What the one who applies was shown in a field before anything was typed: `filled`, by which of its declared sources, as of when. */
export type Claim = Readonly<{ field: string; source: string; reference: string; asOf: string; filled: ContentValue }>;
/** `isVerified`: intake has found that the source does say so; of a source that it cannot ask, the claim stands as one. */
export type CheckedClaim = Claim & Readonly<{ isVerified: boolean }>;

/** As the dossier keeps it. `corrected`: the application says something else now. `label`: what people call the field. `account`: all of it in words. */
export type Prefilled = Claim & Readonly<{ label: Words; verified: boolean; corrected: boolean; account: Pick<ExplanationLine, 'step' | 'text' | 'arithmetic' | 'source'> }>;

export type SourceRejection = Rejection<'SOURCE_NOT_DECLARED'> & Readonly<{ fields: readonly string[]; fieldNames: string }>;

/** A field that its form fills in from nowhere, or from elsewhere, cannot have been filled in so. */
export function undeclaredSources(declared: readonly SourcedField[], claims: readonly Claim[]): Readonly<{ kind: 'rejected'; rejection: SourceRejection }> | undefined {
  const strange = claims.filter(({ field, source }) => !declared.some((each) => each.field === field && each.sources.some(({ text }) => text === source))).map(({ field }) => field);
  if (strange.length === 0) return undefined;
  const { rejection } = rejected('SOURCE_NOT_DECLARED', `Expected to keep where fields of an application were filled in from, but the form does not declare it of ${strange.join(', ')}`);
  return { kind: 'rejected', rejection: { ...rejection, fields: strange, fieldNames: strange.join(', ') } };
}

/** What the form was shown with and nobody corrects, as `fillForm` takes it: only what intake has verified stands. */
export function standing(declared: readonly SourcedField[], claims: readonly CheckedClaim[]): Variables {
  const fixed = claims.filter(({ field, isVerified }) => isVerified && declared.some((each) => each.field === field && !each.isCorrectable));
  return fixed.reduce<Variables>((context, { field, filled }) => placed(context, pathOf(field), filled as Variables[string]), {});
}

function placed(holder: Variables, [step = '', ...rest]: readonly string[], value: Variables[string]): Variables {
  const inner = holder[step];
  return { ...holder, [step]: rest.length === 0 ? value : placed(typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Variables) : {}, rest, value) };
}

/** What was hidden in the end, or belongs to nothing that was handed in, is not kept. */
export function prefilledOf(declared: readonly SourcedField[], claims: readonly CheckedClaim[], application: Application): readonly Prefilled[] {
  return claims.flatMap(({ isVerified, ...claim }): readonly Prefilled[] => {
    const label = declared.find(({ field }) => field === claim.field)?.label ?? { vi: claim.field, en: claim.field };
    const said = saidIn(application, claim.field);
    return said === undefined || said === null ? [] : [judged({ ...claim, label, verified: isVerified }, said)];
  });
}

/** The same after the application was set right: what somebody corrects at the counter is corrected too. */
export function rejudged(prefilled: readonly Prefilled[], application: Application): readonly Prefilled[] {
  return prefilled.map((each) => judged(each, saidIn(application, each.field) ?? null));
}

function judged(each: Claim & Pick<Prefilled, 'label' | 'verified'>, said: ContentValue): Prefilled {
  const corrected = !isSame(said, each.filled);
  return { ...each, corrected, account: accountOf(each, each.label, each.verified, corrected) };
}

function saidIn(application: Application, field: string): ContentValue | undefined {
  const path = pathOf(field);
  return path[0] === 'applicant' ? application.applicant?.[path[1] as keyof Person] : valueAt(formValues(application), path);
}

/** Of the form: what a submission calls `content.street` is its `street`. */
const pathOf = (field: string): readonly string[] => field.replace(/^content\./, '').split('.');

/** A register says in text what a form may hold as a number. */
export function isSame(one: ContentValue, other: ContentValue): boolean {
  return plain(one) === plain(other);
}

function plain(value: ContentValue): string {
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (typeof value !== 'object' || value === null) return String(value);
  const digits = '@value' in value ? value['@value'] : null;
  return typeof digits === 'string' ? digits : JSON.stringify(value);
}

function accountOf({ source, reference, asOf }: Claim, label: Words, isVerified: boolean, corrected: boolean): Prefilled['account'] {
  const { vi, en } = sourceWords(source, reference, asOf);
  const text = {
    vi: `“${label.vi}” điền sẵn từ ${vi}; ${corrected ? 'người nộp đã sửa' : 'giữ nguyên'}${isVerified ? '' : '; hệ thống chưa đối chiếu được với nguồn'}`,
    en: `"${label.en}" was filled in from ${en}; ${corrected ? 'corrected by the applicant' : 'kept as it was'}${isVerified ? '' : '; not verified against the source'}`,
  };
  return { step: 'prefilled', text, arithmetic: '', source: { vi: '', en: '' } };
}

/** The source in words; the day is that of the place where the dossier is. */
export function sourceWords(source: string, reference: string, asOf: string): Words {
  const day = asOf.slice(0, 10).split('-').reverse().join('/');
  if (source.startsWith('account:')) return { vi: 'tài khoản định danh của người nộp', en: 'the identity account of the applicant' };
  if (source.startsWith('earlier:')) return { vi: `hồ sơ ${reference} nộp ngày ${day}`, en: `dossier ${reference} handed in on ${day}` };
  return { vi: `sổ địa chính, thửa ${reference}, tra ngày ${day}`, en: `the land register, parcel ${reference}, looked up on ${day}` };
}
