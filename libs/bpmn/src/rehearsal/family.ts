import type { Variables } from '../instance-state.js';
import type { Actor, Letter, Stage } from './cast.js';

// What the platform does for procedures (and not for drawings): a dossier knows its own code, a child dossier its parent's, and the end of
// a child is a message to its parent.

export const codeOf = (number: number): string => `case-${number}`;

/** A child gets what its procedure declares and nothing else of what the message carried. */
export function variablesOfDossier(stage: Stage, process: string, given: Variables, number: number, parent: Actor | null): Variables {
  const procedure = stage.drawing.model.processes[process]?.procedure ?? null;
  if (procedure === null) return given;
  const own = { code: codeOf(number), ...(parent !== null && { parentCode: parent.code }) };
  const known: Variables = parent === null ? { ...own, ...given } : { ...given, ...own };
  const names = parent === null ? [...Object.keys(given), ...procedure.variables] : procedure.variables;
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(known, name) ? [[name, known[name] ?? null] as const] : [])));
}

/** Only procedures have dossiers, and only those have children. */
export function parentOf({ drawing: { model }, open }: Stage, process: string, sender: number | null): Actor | null {
  const parent = open.find(({ number }) => number === sender) ?? null;
  const hasDossier = (id: string | undefined): boolean => id !== undefined && (model.processes[id]?.procedure ?? null) !== null;
  return hasDossier(process) && hasDossier(parent?.process) ? parent : null;
}

export function newsOfEnd({ process, number, code, parent }: Actor, end: Readonly<{ outcome: string; name: string }>): (Pick<Letter, 'name' | 'correlationKey' | 'variables' | 'sender'>) | null {
  if (parent === null) return null;
  return { name: `${process}-ended`, correlationKey: parent.code, sender: number, variables: { outcome: end.outcome, outcomeName: end.name, childCode: code } };
}
