import { keyedFields, type FieldSource, type TaskForm, type Text, type Variables } from '@lienthong/bpmn';
import type { PrefilledField } from './instance.js';
import { ofCase, type Origin, type Origins } from './variable-origins.js';

/** Of a field of a task's form that is shown with something: from where, as of when, and whether the officer can correct it. */
export type FieldOrigin = Readonly<{ field: string; kind: Origin['kind']; words: Text; at: string; isCorrectable: boolean }>;
/** `prefilled`: of the application of the dossier, or of the case it belongs to. */
export type OriginsAtHand = Readonly<{ own: Origins; prefilled: readonly PrefilledField[]; parent: Readonly<{ code: string; origins: Origins; variables: Variables }> | null }>;

/** A variable, or a part of it, that a field was filled in with. */
type Found = Readonly<{ origin: Origin; path: readonly string[]; isApplied: boolean }>;

/** What a mapping made of several variables comes from all of them; only those are told whose beginning is known. */
export function fieldOrigins({ form, data, reads }: TaskForm, given: Variables, at: OriginsAtHand): readonly FieldOrigin[] {
  return keyedFields(form.fields).flatMap(({ path, field }): readonly FieldOrigin[] => {
    if (isNothing(valueAt(data, path))) return [];
    const [name = '', ...rest] = path;
    const found = isNothing(valueAt(given, path)) ? knownFrom(field.known?.sources ?? [], at) : (reads[name] ?? []).flatMap((read) => ownOf([read, ...rest], at));
    const [first] = found;
    if (first === undefined) return [];
    const words = found.map((each) => wordsOf(each, at.prefilled));
    const latest = found.reduce((newest, { origin }) => (origin.at > newest ? origin.at : newest), first.origin.at);
    const isCorrectable = field.isReadonly !== true && field.known?.isCorrectable !== false;
    return [{ field: path.join('.'), kind: first.origin.kind, words: { vi: joined(words.map(({ vi }) => vi)), en: joined(words.map(({ en }) => en)) }, at: latest, isCorrectable }];
  });
}

/** As the form was filled in: of the case first, then of the dossier itself. */
function knownFrom(sources: readonly FieldSource[], at: OriginsAtHand): readonly Found[] {
  for (const source of sources) {
    if (source.kind !== 'case') continue;
    const { parent } = at;
    if (parent !== null && !isNothing(valueAt(parent.variables, source.path))) {
      const origin = originIn(parent.origins, source.path);
      return [{ origin: ofCase(parent.code, origin, ''), path: source.path, isApplied: origin?.kind === 'application' }];
    }
    const own = ownOf(source.path, at);
    if (own.length > 0) return own;
  }
  return [];
}

/** A child's own variables that began with its case's application are the applicant's too. */
function ownOf(path: readonly string[], { own, parent }: OriginsAtHand): readonly Found[] {
  const origin = originIn(own, path);
  if (origin === undefined) return [];
  return [{ origin, path, isApplied: origin.kind === 'application' || (origin.kind === 'case' && parent !== null && originIn(parent.origins, path)?.kind === 'application') }];
}

/** What the applicant did not type has its source said too. */
function wordsOf({ origin: { words }, path, isApplied }: Found, prefilled: readonly PrefilledField[]): Text {
  const name = path.join('.');
  const filled = isApplied ? prefilled.find(({ field }) => field === name || field === `content.${name}`) : undefined;
  return filled === undefined ? words : { vi: `${words.vi}: ${filled.words.vi}`, en: `${words.en}: ${filled.words.en}` };
}

const originIn = (origins: Origins, [name = '']: readonly string[]): Origin | undefined => (Object.hasOwn(origins, name) ? origins[name] : undefined);
const joined = (words: readonly string[]): string => [...new Set(words)].join('; ');
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';
const valueAt = (holder: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[step] : undefined), holder);
