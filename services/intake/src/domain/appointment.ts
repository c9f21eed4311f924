import { dueDate, RELEASED_CALENDARS, type Channel, type DerivationLine, type WorkingCalendar } from '@lienthong/calendar';
import { rejected, type Rejection } from '@lienthong/kernel';
import { limitFor, type ProcedureVersion } from './procedure.js';

export type Appointment = Readonly<{ kind: 'appointed'; calendar: string; dueAt: string; derivation: readonly DerivationLine[] }>;
export type NoAppointment = Readonly<{ kind: 'rejected'; rejection: Rejection<'NO_DUE_DATE'> }>;

/** The due date printed on the receipt, by the limit of the procedure's version and the newest version of its calendar, or the one that a receipt names (domain §1.4). */
export function appointmentFor(
  procedure: ProcedureVersion, receivedAt: string, channel: Channel, calendar: WorkingCalendar | undefined = RELEASED_CALENDARS.latest(procedure.calendar),
): Appointment | NoAppointment {
  if (calendar === undefined) return none(procedure, `calendar ${procedure.calendar} is not known here`);
  const reading = limitFor(procedure, channel);
  if (reading.kind === 'refused') return none(procedure, reading.rejection.because);
  const due = dueDate(calendar, receivedAt, reading.limit, reading.rules);
  if (due.kind === 'refused') return none(procedure, due.rejection.because);
  return { kind: 'appointed', calendar: calendar.id, dueAt: due.dueAt, derivation: due.derivation };
}

function none(procedure: ProcedureVersion, fact: string): NoAppointment {
  return rejected('NO_DUE_DATE', `Expected to compute the due date of procedure ${procedure.code} version ${procedure.version}, but ${fact}`);
}
