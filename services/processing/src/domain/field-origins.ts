import type { TaskForm, Text, Variables } from '@lienthong/bpmn';
import { keyedFields } from '@lienthong/bpmn';
import { ofCase, type Origin, type Origins } from './variable-origins.js';

/** Of a field of a task's form that is shown with something: from where, as of when, and whether the officer can correct it. */
export type FieldOrigin = Readonly<{ field: string; kind: Origin['kind']; words: Text; at: string; isCorrectable: boolean }>;
export type OriginsAtHand = Readonly<{ own: Origins; parent: Readonly<{ code: string; origins: Origins; variables: Variables }> | null }>;

/** What a mapping made of several variables comes from all of them; only those are told whose beginning is known. */
export function fieldOrigins({ form, data, reads }: TaskForm, given: Variables, { own, parent }: OriginsAtHand): readonly FieldOrigin[] {
  return keyedFields(form.fields).flatMap(({ path, field }): readonly FieldOrigin[] => {
    if (isNothing(valueAt(data, path))) return [];
    const found = isNothing(valueAt(given, path)) ? knownOrigins(field.known?.sources ?? []) : (reads[path[0] ?? ''] ?? []).flatMap((name) => own[name] ?? []);
    const [first] = found;
    if (first === undefined) return [];
    const words = found.map((origin) => origin.words);
    const latest = found.reduce((at, origin) => (origin.at > at ? origin.at : at), first.at);
    const isCorrectable = field.isReadonly !== true && field.known?.isCorrectable !== false;
    return [{ field: path.join('.'), kind: first.kind, words: { vi: joined(words.map(({ vi }) => vi)), en: joined(words.map(({ en }) => en)) }, at: latest, isCorrectable }];
  });

  /** As the form was filled in: of the case first, then of the dossier itself. */
  function knownOrigins(sources: NonNullable<ReturnType<typeof keyedFields>[number]['field']['known']>['sources']): readonly Origin[] {
    for (const source of sources) {
      if (source.kind !== 'case') continue;
      const [name = ''] = source.path;
      if (parent !== null && !isNothing(valueAt(parent.variables, source.path))) return [ofCase(parent.code, parent.origins[name], parent.origins[name]?.at ?? '')];
      const origin = own[name];
      if (origin !== undefined) return [origin];
    }
    return [];
  }
}

const joined = (words: readonly string[]): string => [...new Set(words)].join('; ');
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';
const valueAt = (holder: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[step] : undefined), holder);
