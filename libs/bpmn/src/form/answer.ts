import type { Expression } from '@lienthong/feel';
import type { Json, Text, Variables } from '../instance-events.js';
import type { Figure, Named } from './form.js';

/** What was filled in, and how to work out what the field's rules say. */
export type Answer = Readonly<{ value: Json; now: string; valueOf(expression: Expression, more?: Variables): Json; choicesIn(name: string): Json }>;
export type Checked = Readonly<{ value: Json; problems: readonly Text[] }>;

export const said = (vi: string, en: string): Text => ({ vi, en });

export const wrong = (value: Json, { label, labelEn }: Named, vi: string, en: string): Checked => ({ value, problems: [said(`“${label}” ${vi}`, `"${labelEn}" ${en}`)] });

/** A figure that cannot be worked out bounds nothing, as in form-js. */
export function figureOf(figure: Figure | null, { valueOf }: Answer): number | null {
  if (figure === null || typeof figure === 'number') return figure;
  const value = valueOf(figure);
  return typeof value === 'number' ? value : null;
}
