import type { FormSchema } from '../api/tasks.js';
import type { Language } from '../language/bilingual.js';

/** Names of a component that people read; `properties.labelEn` has the English of `label`, and so on; a choice has its English the same way. */
const SPOKEN = ['label', 'description', 'text', 'dateLabel', 'timeLabel'] as const;

/** A schema is written in Vietnamese; what its author has also said in English is shown in it. */
export function spokenSchema(schema: FormSchema, language: Language): FormSchema {
  if (language === 'vi') return schema;
  return spoken(schema);
}

function spoken(component: FormSchema): FormSchema {
  const properties = objectOf(component['properties']);
  const changed = SPOKEN.flatMap((name) => {
    const text = properties[`${name}En`];
    return typeof text === 'string' && text !== '' ? [[name, text] as const] : [];
  });
  const parts = (['components', 'values'] as const).flatMap((name) => {
    const list = component[name];
    return Array.isArray(list) ? [[name, list.map((each) => spoken(objectOf(each)))] as const] : [];
  });
  const message = properties['patternErrorMessageEn'];
  const rules = typeof message === 'string' && message !== '' ? { validate: { ...objectOf(component['validate']), patternErrorMessage: message } } : {};
  return { ...component, ...rules, ...Object.fromEntries<unknown>([...changed, ...parts]) };
}

const objectOf = (value: unknown): FormSchema => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormSchema) : {});
