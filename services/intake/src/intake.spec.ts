import { describeService } from '@lienthong/service-host/specs';
import { definition } from './definition.js';
import { visibilityOf } from './domain/visibility.js';
import { readRouting } from './intake.settings.js';

describeService(definition, new URL('../README.md', import.meta.url), 'Problems');

describe('intake', () => {
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
