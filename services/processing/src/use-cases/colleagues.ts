import type { UnitOfficer } from '../domain/instance.decider.js';

/** Officers as their tokens last said. Somebody who has never opened the list of tasks is not known here. */
export abstract class Colleagues {
  /** Takes note of who asks. */
  abstract seen(officer: UnitOfficer, at: string): Promise<void>;
  abstract find(subject: string): Promise<UnitOfficer | undefined>;
  /** Of one unit by name, at most `limit`; `part` of a name narrows them. */
  abstract list(agency: string, unit: string, part: string, limit: number): Promise<readonly UnitOfficer[]>;
}
