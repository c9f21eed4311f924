import { noInstance, type Instance } from './instance.js';
import { maySee } from './visibility.js';

const pin = { procedure: '9.000001', procedureVersion: 1, calendar: 'vn-h56-2026', dueAt: '2026-12-04T15:30:00+07:00', units: { 'land-registry': 'H56.23' }, parties: ['038000000001'] };
const dossier: Instance = { ...noInstance, pin };
const openAt = (agency: string) => ({ ...dossier, run: { ...dossier.run, jobs: { 'step#1': { agency } } } }) as unknown as Instance;
const officer = { subject: 'officer-1', agency: 'land-registry', unit: 'H56.23', roles: ['officer'] };
const citizen = { subject: '038000000001', agency: 'citizen', unit: '', roles: ['citizen'] };

describe('a dossier', () => {
  it('is seen by the office that acts for its agency, and by no other of it', () => {
    expect(maySee(dossier, officer)).toBe(true);
    expect(maySee(dossier, { ...officer, unit: 'H56.24' })).toBe(false);
  });
  it('is seen by any office of an agency for which it names none, once a step is open there', () => {
    const post = { ...officer, agency: 'postal', unit: 'H56.B1' };
    expect([maySee(dossier, post), maySee(openAt('tax'), post), maySee(openAt('postal'), post)]).toEqual([false, false, true]);
  });
  it('is seen by its parties, whatever else their account may do, and by those who see all', () => {
    expect(maySee(dossier, citizen)).toBe(true);
    expect(maySee(dossier, { ...citizen, subject: '038000000009', roles: ['citizen', 'auditor'] })).toBe(false);
    expect(maySee({ ...dossier, pin: { ...pin, parties: [] } }, citizen)).toBe(false);
    expect(maySee(dossier, { ...officer, agency: 'audit', unit: 'H56', roles: ['auditor'] })).toBe(true);
  });
  it('that never came here is seen by nobody', () => expect(maySee(noInstance, { ...officer, roles: ['administrator'] })).toBe(false));
});
