import type { Expression } from '@lienthong/feel';
import type { Json, Text, Variables } from '../instance-events.js';
import type { Figure, Named } from './form.js';

/** What was filled in, and how to work out what the field's rules say. */
export type Answer = Readonly<{ value: Json; now: string; valueOf(expression: Expression, more?: Variables): Json; choicesIn(name: string): Json }>;
export type Checked = Readonly<{ value: Json; problems: readonly Text[] }>;

export const said = (vi: string, en: string): Text => ({ vi, en });

export const wrong = (value: Json, { label, labelEn }: Named, vi: string, en: string): Checked => ({ value, problems: [said(`“${label}” ${vi}`, `"${labelEn}" ${en}`)] });

/** A number or its digits, also as a text or with the tag of what JSON cannot hold; null where it is neither. */
export function digitsOf(value: Json): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim();
  const digits = typeof value === 'object' && value !== null && '@value' in value ? value['@value'] : null;
  return typeof digits === 'string' ? digits : null;
}

/** A figure that cannot be worked out bounds nothing, as in form-js. */
export function figureOf(figure: Figure | null, answer: Answer): number | null {
  const digits = figureDigits(figure, answer);
  return digits === null || digits === '' || Number.isNaN(Number(digits)) ? null : Number(digits);
}

export const figureDigits = (figure: Figure | null, { valueOf }: Answer): string | null =>
  figure === null ? null : digitsOf(typeof figure === 'number' ? figure : valueOf(figure));
