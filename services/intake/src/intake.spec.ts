import { readFileSync } from 'node:fs';
import { unguardedRoutes } from '@lienthong/service-host';
import { intakeProblems } from './adapters/http/intake.problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { visibilityOf } from './domain/visibility.js';
import { IntakeModule } from './intake.module.js';
import { readRouting } from './intake.settings.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('intake', () => {
  it('admits nobody by accident', () => expect(unguardedRoutes(IntakeModule)).toEqual([]));

  it('documents every problem with its status, and no others', () => {
    const documented = [...readme.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => `${code} ${status}`);
    expect(documented.toSorted()).toEqual(Object.entries(intakeProblems).map(([code, { status }]) => `${code} ${status}`).toSorted());
  });

  it('documents the facts that it announces, and no others', () => {
    const [, section = ''] = /## Facts it announces\n([\s\S]*?)\n## /.exec(readme) ?? [];
    expect([...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, type = '']) => type).toSorted()).toEqual(announcements.announcedTypes.toSorted());
  });

  it('does not start without knowing who is competent', () => {
    expect(() => readRouting({ COMPETENT_UNITS: '["H56.23"]' })).toThrow('Expected to read COMPETENT_UNITS');
    expect(readRouting({ RECEIVING_UNIT: 'H56.17', COMPETENT_UNITS: '{"tax":"H56.T7"}' })).toEqual({ receivingUnit: 'H56.17', competentUnits: { tax: 'H56.T7' } });
  });

});

describe('visibility', () => {
  const reader = { subject: '038000000001', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] };

  it.each([
    [{ ...reader, agency: 'citizen', unit: '', roles: ['citizen'] }, { kind: 'owner', identifier: '038000000001' }],
    [reader, { kind: 'unit', unit: 'H56.17', subordinates: false }],
    [{ ...reader, roles: ['leader'] }, { kind: 'unit', unit: 'H56.17', subordinates: true }],
    [{ ...reader, agency: 'tax', unit: 'H56.T7', roles: ['officer'] }, { kind: 'competent', agency: 'tax', unit: 'H56.T7' }],
    [{ ...reader, agency: 'postal', unit: 'H56.B1' }, { kind: 'carrier', unit: 'H56.B1' }],
    [{ ...reader, agency: 'audit', roles: ['auditor'] }, { kind: 'all' }],
    [{ ...reader, unit: '' }, { kind: 'none' }],
    // A role among others does not widen what a citizen's account may see.
    [{ ...reader, agency: 'citizen', roles: ['citizen', 'auditor'] }, { kind: 'owner', identifier: '038000000001' }],
  ])('of %j', (someone, expected) => expect(visibilityOf(someone)).toEqual(expected));
});
