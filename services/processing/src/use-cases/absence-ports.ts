import type { Actor } from '@lienthong/event-store';
import type { AbsenceCommand, AbsenceRejection } from '../domain/absence.decider.js';
import type { Absence, Absences } from '../domain/absence.js';
import type { UnitOfficer } from '../domain/instance.decider.js';

/** A task of somebody who is away. */
export type LeftBehind = Readonly<{ code: string; jobKey: string; subject: string; name: string; agency: string; unit: string; reason: string; recordedBy: string; recordedByName: string }>;

export type StoredAbsence = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: AbsenceRejection }>;

/** Where absences live, and who stands in for whom by them. */
export abstract class AbsencePorts {
  abstract load(subject: string): Promise<Readonly<{ state: Absences; version: number }>>;
  abstract store(subject: string, command: AbsenceCommand, actor: Actor, answer: object): Promise<StoredAbsence>;
  /** Whose it is. */
  abstract find(id: string, minPosition?: number): Promise<Readonly<{ subject: string; unit: string }> | undefined>;
  abstract substituteOf(subject: string, at: string): Promise<UnitOfficer | undefined>;
  /** Those who are away and named the officer, at most 50. */
  abstract standsInFor(subject: string, at: string): Promise<readonly string[]>;
  abstract leftBehind(at: string, limit: number, minPosition?: number): Promise<readonly LeftBehind[]>;
}

export type { Absence };
