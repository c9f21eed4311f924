import { deepFreeze } from '@lienthong/testing';
import { absenceDecider, type AbsenceCommand } from './absence.decider.js';
import { noAbsences, presentFor, type Absence, type Absences } from './absence.js';
import type { UnitOfficer } from './instance.decider.js';

const officer = (name: string, change: Partial<UnitOfficer> = {}): UnitOfficer => ({ subject: name.toLowerCase(), name, agency: 'land-registry', unit: 'H56.23', roles: ['officer'], ...change });
const [LAN, MINH] = [officer('Lan'), officer('Minh')];
const LEADER = officer('Hoa', { roles: ['leader'] });
const NOW = '2026-11-20T09:00:00+07:00';
const absence = (change: Partial<Absence> = {}): Absence => ({
  id: 'a1', person: { subject: 'lan', name: 'Lan', agency: 'land-registry', unit: 'H56.23' }, substitute: MINH,
  from: '2026-11-23T00:00:00+07:00', to: '2026-11-28T00:00:00+07:00', reason: 'Nghỉ phép', ...change,
});
const record = (by: UnitOfficer, change: Partial<Absence> = {}): AbsenceCommand => ({ type: 'RecordAbsence', at: NOW, data: { absence: absence(change), by } });
const decide = (command: AbsenceCommand, state: Absences = noAbsences) => absenceDecider.decide(deepFreeze(command), deepFreeze(state));
const outcome = (command: AbsenceCommand, state?: Absences): string => {
  const decision = decide(command, state);
  return decision.kind === 'rejected' ? decision.rejection.code : decision.events.map(({ type }) => type).join();
};
const away: Absences = { recorded: [absence()] };

describe('an absence', () => {
  it('is recorded by the person or a leader of the unit, and by nobody else', () => {
    expect(decide(record(LAN))).toEqual({ kind: 'accepted', events: [{ type: 'AbsenceRecorded', data: { ...absence(), by: { subject: 'lan', name: 'Lan' }, at: NOW } }] });
    expect(outcome(record(LEADER))).toBe('AbsenceRecorded');
    expect(outcome(record(MINH))).toBe('ABSENCE_NOT_YOURS');
    expect(outcome(record({ ...LEADER, unit: 'H56.24' }))).toBe('ABSENCE_NOT_YOURS');
  });
  it('has a time that makes sense', () => {
    for (const change of [{ to: '2026-11-23T00:00:00+07:00' }, { from: '2026-11-01T00:00:00+07:00', to: '2026-11-19T00:00:00+07:00' }, { to: '2028-01-01T00:00:00+07:00' }])
      expect(outcome(record(LAN, change))).toBe('ABSENCE_TIME_INVALID');
    expect(outcome(record(LAN, { from: '2026-11-19T00:00:00+07:00' }))).toBe('AbsenceRecorded');
  });
  it('has somebody else of the same unit for it', () => {
    for (const substitute of [LAN, officer('Tú', { unit: 'H56.24' }), officer('Tú', { agency: 'tax' })]) expect(outcome(record(LAN, { substitute }))).toBe('SUBSTITUTE_UNFIT');
  });
  it('does not overlap with another, which may follow at once', () => {
    expect(outcome(record(LAN, { id: 'a2', from: '2026-11-27T00:00:00+07:00', to: '2026-11-30T00:00:00+07:00' }), away)).toBe('ABSENCE_OVERLAPS');
    expect(outcome(record(LAN, { id: 'a2', from: '2026-11-28T00:00:00+07:00', to: '2026-11-30T00:00:00+07:00' }), away)).toBe('AbsenceRecorded');
    expect(outcome(record(LAN), away)).toBe('');
  });
  it('is ended by the same people, once', () => {
    const end = (by: UnitOfficer): AbsenceCommand => ({ type: 'EndAbsence', at: NOW, data: { id: 'a1', subject: 'lan', unit: 'H56.23', by } });
    expect(outcome(end(MINH), away)).toBe('ABSENCE_NOT_YOURS');
    expect(outcome(end(LEADER), away)).toBe('AbsenceEnded');
    expect(outcome(end(LAN), noAbsences)).toBe('ABSENCE_UNKNOWN');
  });
  it('is forgotten when it is past and another is recorded', () => {
    const later = absenceDecider.evolve(away, { type: 'AbsenceRecorded', data: { ...absence({ id: 'a2', from: '2027-01-01T00:00:00+07:00', to: '2027-01-02T00:00:00+07:00' }), by: LAN, at: '2026-12-01T00:00:00+07:00' } });
    expect(later.recorded.map(({ id }) => id)).toEqual(['a2']);
  });
});

describe('who is there for somebody', () => {
  const chain = (substitutes: Readonly<Record<string, UnitOfficer>>) => presentFor(LAN, NOW, (subject) => substitutes[subject])?.name;
  it('is they, their substitute, or the substitute’s', () => {
    expect(chain({})).toBe('Lan');
    expect(chain({ lan: MINH })).toBe('Minh');
    expect(chain({ lan: MINH, minh: LEADER })).toBe('Hoa');
  });
  it('is nobody where they stand in for each other, or the row is too long', () => {
    expect(chain({ lan: MINH, minh: LAN })).toBeUndefined();
    expect(chain({ lan: MINH, minh: LEADER, hoa: MINH })).toBeUndefined();
  });
});
