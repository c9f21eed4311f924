import type { Corrections, Json, Variables } from '@lienthong/bpmn';
import { INTAKE } from '../../domain/supplement-corrections.js';

/**
 * What of a dossier's variables a supplement sets right: whole variables, by the names under which its acceptance told them. Of the rest, which the fact has
 * as empty, nothing. Null where only papers came.
 */
export function correctedVariables({ corrected, reason, content, recipient, ...parts }: Variables): Corrections | null {
  const fields = (corrected as readonly string[]).map((field) => field.split('.'));
  if (fields.length === 0) return null;
  const own = fields.flatMap(([first = '', second = '']) => (first === 'content' ? [[second, itemOf(content ?? null, second)] as const] : [[first, parts[first] ?? null] as const]));
  return { variables: { ...Object.fromEntries(own), ...(isSaid(recipient) && { recipient }) }, by: INTAKE, reason: typeof reason === 'string' ? reason : '' };
}

/** Of a message that a fact leaves out nothing is said. */
const isSaid = (part: Json | undefined): part is Variables => typeof part === 'object' && part !== null;

const itemOf = (content: Json, name: string): Json => (typeof content === 'object' && content !== null && !Array.isArray(content) ? ((content as Variables)[name] ?? null) : null);
