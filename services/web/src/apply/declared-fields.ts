import { readSource, type FieldSource } from '@lienthong/bpmn/sources';
import type { FormSchema } from '../api/tasks.js';
import type { Bilingual } from '../language/bilingual.js';
import { fieldName } from './form-parts.js';

/** A field of the form that declares where it is known from. `field`: as a submission calls it. `isNumber`: it holds a number, where registers say text. */
export type DeclaredField = Readonly<{ field: string; path: readonly string[]; label: Bilingual; sources: readonly FieldSource[]; isFixed: boolean; isNumber: boolean }>;

/** As the schema has them; it was read at publication, so what is no source here was none there. */
export function declaredFields(schema: FormSchema, within: readonly string[] = []): readonly DeclaredField[] {
  const { components } = schema;
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: FormSchema): readonly DeclaredField[] => {
    const { type, path, key, label, properties } = component as Readonly<Record<string, string>> & Readonly<{ properties?: Readonly<Record<string, string>> }>;
    if (type === 'dynamiclist') return [];
    if (Array.isArray(component['components'])) return declaredFields(component, [...within, ...stepsOf(path)]);
    const place = [...within, ...stepsOf(key)];
    if (properties?.['source'] === undefined || place.length === 0) return [];
    const sources = properties['source'].trim().split(/\s+/).map((text) => readSource(text.normalize('NFC'))).filter((each) => 'kind' in each);
    const said = { vi: label ?? key ?? '', en: properties['labelEn'] ?? label ?? key ?? '' };
    return [{ field: fieldName(place), path: place, label: said, sources, isFixed: properties['correctable'] === 'no', isNumber: type === 'number' && component['serializeToString'] !== true }];
  });
}

const stepsOf = (path: string | undefined): readonly string[] => (path === undefined || path === '' ? [] : path.split('.'));
