import type { Json } from '../instance-events.js';

/** As form-js reads choices: plain values, or a value with its label. A label alone is no choice; an object needs one. */
export function optionValues(options: Json): readonly Json[] {
  if (!Array.isArray(options)) return [];
  return (options as readonly Json[]).flatMap((option): readonly Json[] => {
    if (isPlain(option)) return [option];
    if (typeof option !== 'object' || option === null || Array.isArray(option)) return [];
    const { value = null, label = null } = option as Readonly<Record<string, Json>>;
    return isPlain(value) || (typeof label === 'string' && label !== '' && typeof value === 'object' && value !== null && Object.keys(value).length > 0) ? [value] : [];
  });
}

const isPlain = (value: Json): boolean => (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
