import type { TrialField } from '../api/rules.js';

// What is typed for a decision's inputs, as text until it is sent: the server reads and judges it.

export type Draft = string | readonly Draft[] | { readonly [name: string]: Draft };
export type Drafts = Readonly<Record<string, Draft>>;
type Json = unknown;

export function blankOf(field: TrialField): Draft {
  switch (field.kind) {
    case 'group':
      return Object.fromEntries(field.fields.map((part) => [part.name, blankOf(part)]));
    case 'list':
      return [];
    case 'text':
    case 'number':
    case 'boolean':
    case 'choice':
    case 'temporal':
    case 'any':
      return '';
  }
}

/** Empty is null: not known. A number goes as its digits, so that nothing is rounded and what is none is the server's to say. */
export function written(field: TrialField, draft: Draft): Json {
  if (field.kind === 'group') return Object.fromEntries(field.fields.map((part) => [part.name, written(part, partOf(draft, part))]));
  if (field.kind === 'list') return Array.isArray(draft) ? (draft as readonly Draft[]).map((item) => written(field.item, item)) : [];
  const text = typeof draft === 'string' ? draft.trim() : '';
  if (text === '') return null;
  switch (field.kind) {
    case 'number':
      return { '@type': 'number', '@value': text };
    case 'temporal':
      return { '@type': field.type, '@value': text };
    case 'boolean':
      return text === 'true';
    case 'any':
      return parsed(text);
    case 'text':
    case 'choice':
      return text;
  }
}

/** What an example says, as it would be typed. */
export function read(field: TrialField, json: Json): Draft {
  if (field.kind === 'group') return Object.fromEntries(field.fields.map((part) => [part.name, read(part, isFields(json) ? json[part.name] : null)]));
  if (field.kind === 'list') return Array.isArray(json) ? (json as readonly Json[]).map((item) => read(field.item, item)) : [];
  if (json === null || json === undefined) return '';
  if (isFields(json) && typeof json['@value'] === 'string' && field.kind !== 'any') return json['@value'];
  return typeof json === 'string' ? json : JSON.stringify(json);
}

export const partOf = (draft: Draft, field: TrialField): Draft => (isDrafts(draft) ? draft[field.name] : undefined) ?? blankOf(field);
export const withPart = (draft: Draft, name: string, part: Draft): Drafts => ({ ...(isDrafts(draft) ? draft : {}), [name]: part });

const isDrafts = (draft: Draft): draft is Drafts => typeof draft === 'object' && !Array.isArray(draft);

const isFields = (json: Json): json is Readonly<Record<string, Json>> => typeof json === 'object' && json !== null && !Array.isArray(json);

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
