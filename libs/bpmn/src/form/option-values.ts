import type { Json } from '../instance-events.js';

/** As form-js reads choices: plain values, or a value with its label. */
export function optionValues(options: Json): readonly Json[] {
  if (!Array.isArray(options)) return [];
  return (options as readonly Json[]).flatMap((option): readonly Json[] => {
    if (typeof option === 'string' || typeof option === 'number' || typeof option === 'boolean') return [option];
    if (typeof option !== 'object' || option === null || Array.isArray(option)) return [];
    const { value, label } = option as Readonly<Record<string, Json>>;
    if (value !== undefined && value !== null) return [value];
    return typeof label === 'string' ? [label] : [];
  });
}
