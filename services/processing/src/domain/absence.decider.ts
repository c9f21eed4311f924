import type { Person } from '@lienthong/bpmn';
import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveAbsences, isBefore, noAbsences, type Absence, type AbsenceEvent, type Absences } from './absence.js';
import type { UnitOfficer } from './instance.decider.js';

// Commands

/** By the person, or by a leader of their unit. All times have Việt Nam's offset. */
export type RecordAbsence = Command<'RecordAbsence', { absence: Absence; by: UnitOfficer }>;
export type EndAbsence = Command<'EndAbsence', { id: string; subject: string; unit: string; by: UnitOfficer }>;
export type AbsenceCommand = RecordAbsence | EndAbsence;

// Rejections

export type AbsenceRejection = Rejection<'ABSENCE_NOT_YOURS' | 'ABSENCE_TIME_INVALID' | 'ABSENCE_OVERLAPS' | 'ABSENCE_UNKNOWN' | 'SUBSTITUTE_UNFIT'>;
type AbsenceDecision = Decision<AbsenceEvent, AbsenceRejection>;

/** Longer than that somebody has left, and their work is given out anew. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

// Decide

export const absenceDecider: Decider<AbsenceCommand, Absences, AbsenceEvent, AbsenceRejection> = {
  initial: noAbsences,
  decide(command, absences) {
    switch (command.type) {
      case 'RecordAbsence':
        return record(command, absences);
      case 'EndAbsence':
        return end(command, absences);
      default:
        return assertNever(command);
    }
  },
  evolve: evolveAbsences,
};

function record({ data: { absence, by }, at }: RecordAbsence, { recorded }: Absences): AbsenceDecision {
  const { id, person, substitute, from, to } = absence;
  if (recorded.some((known) => known.id === id)) return accepted();
  const expected = `Expected to record the absence of ${person.name} from ${from} to ${to}`;
  if (!mayRecord(person.subject, person.unit, by)) return rejected('ABSENCE_NOT_YOURS', `${expected}, but ${by.name} is neither they nor a leader of unit ${person.unit}`);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (!isBefore(from, to) || !isBefore(at, to) || days > LONGEST_DAYS) return rejected('ABSENCE_TIME_INVALID', `${expected}, but that is past, ends before it begins or is longer than ${LONGEST_DAYS} days`);
  if (substitute.subject === person.subject || substitute.unit !== person.unit || substitute.agency !== person.agency)
    return rejected('SUBSTITUTE_UNFIT', `${expected}, but ${substitute.name} is not somebody else of unit ${person.unit}`);
  const other = recorded.find((known) => isBefore(from, known.to) && isBefore(known.from, to));
  if (other !== undefined) return rejected('ABSENCE_OVERLAPS', `${expected}, but they are away from ${other.from} to ${other.to} already`);
  return accepted({ type: 'AbsenceRecorded', data: { ...absence, by: personOf(by), at } });
}

function end({ data: { id, subject, unit, by }, at }: EndAbsence, { recorded }: Absences): AbsenceDecision {
  if (!mayRecord(subject, unit, by)) return rejected('ABSENCE_NOT_YOURS', `Expected to end absence ${id}, but ${by.name} is neither the person nor a leader of unit ${unit}`);
  if (!recorded.some((known) => known.id === id)) return rejected('ABSENCE_UNKNOWN', `Expected to end absence ${id}, but it is ended or there is none`);
  return accepted({ type: 'AbsenceEnded', data: { id, by: personOf(by), at } });
}

const mayRecord = (subject: string, unit: string, by: UnitOfficer): boolean => by.subject === subject || (by.roles.includes('leader') && by.unit === unit);
const personOf = ({ subject, name }: Person): Person => ({ subject, name });
