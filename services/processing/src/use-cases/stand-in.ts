import { presentFor } from '../domain/absence.js';
import type { UnitOfficer } from '../domain/instance.decider.js';
import type { AbsencePorts } from './absence-ports.js';

/** As many as the domain asks in turn. */
const MOST_HOPS = 6;

/** Who is there now in place of the officer; undefined where nobody is. */
export async function findPresent(absences: Pick<AbsencePorts, 'substituteOf'>, officer: UnitOfficer, at: string): Promise<UnitOfficer | undefined> {
  const substitutes = new Map<string, UnitOfficer>();
  let subject = officer.subject;
  for (let hop = 0; hop < MOST_HOPS && !substitutes.has(subject); hop += 1) {
    const substitute = await absences.substituteOf(subject, at);
    if (substitute === undefined) break;
    substitutes.set(subject, substitute);
    subject = substitute.subject;
  }
  return presentFor(officer, at, (asked) => substitutes.get(asked));
}
