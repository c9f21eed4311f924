import type { JsonObject } from '@bufbuild/protobuf';
import { factSchemas } from '@lienthong/contracts';
import { custodyChanges, custodyChangesIn, custodyFactTypes } from './custody-change.js';
import { FACT_TITLES, tellFact } from './fact-titles.js';

/** Facts about a dossier; parts of messages and facts about procedures or logs tell nothing in a dossier's history. */
const ABOUT_DOSSIERS = [...factSchemas.values()].filter(({ fields, typeName }) => !typeName.startsWith('lienthong.audit.')
  && (fields.some(({ name }) => name === 'dossier_code') || (typeName.startsWith('lienthong.intake.') && fields[0]?.name === 'code' && !typeName.endsWith('.Component'))));

describe('what audit makes of facts', () => {
  it('has a title for every fact about a dossier, and for nothing else', () => {
    expect(Object.keys(FACT_TITLES).toSorted()).toEqual(ABOUT_DOSSIERS.map(({ typeName }) => typeName).toSorted());
  });
  it('reads only fields that the contract has', () => {
    for (const type of custodyFactTypes) {
      const schema = factSchemas.get(type);
      expect(schema?.typeName).toBe(type);
      const read = new Set<string>();
      custodyChanges(type, new Proxy({}, { get: (_, name) => { if (typeof name === 'string') read.add(name); return undefined; } }));
      for (const name of read) expect(schema!.fields.map(({ jsonName }) => jsonName)).toContain(name);
    }
  });
  it('takes a procedure that was ended from outside for stopped, and leaves the hand-over to intake', () => {
    const ended = (data: object) => custodyChanges('lienthong.processing.v1.InstanceCompleted', { completedAt: 'x', ...data }).map((change) => change.type === 'StateReached' && change.state);
    expect([ended({ outcome: 'stopped', dossierState: 8 }), ended({ outcome: 'withdrawn' }), ended({ outcome: 'refused' }), ended({ outcome: 'returned' })]).toEqual([[8], [8], [8], []]);
  });
  it('shows of a child dossier who works on it, and leaves the case its own state, clock and end', () => {
    const of = (type: string, data: object) => custodyChangesIn('CASE', `lienthong.processing.v1.${type}`, { dossierCode: 'CHILD', ...data }).map((change) => change.type);
    expect(custodyChangesIn('CASE', 'lienthong.processing.v1.TaskOffered', { dossierCode: 'CHILD', dossierState: 9, agency: 'police' })).toMatchObject([{ type: 'Offered', dossierState: 0, task: { agency: 'police' } }]);
    expect([of('TaskCompleted', {}), of('IncidentRaised', {}), of('DueDateMoved', { to: 'x' }), of('InstanceCompleted', { outcome: 'refused' }), of('ClockSuspended', {})]).toEqual([['TaskEnded'], ['IncidentRaised'], [], [], []]);
    expect(custodyChangesIn('CASE', 'lienthong.processing.v1.InstanceCompleted', { dossierCode: 'CASE', outcome: 'refused', completedAt: 'x' })).toHaveLength(1);
  });
  it('tells amounts as people write them', () => {
    expect(tellFact('lienthong.tax.v1.PaymentReceived', { amount: '25000000' }).detail).toEqual({ vi: '25.000.000 đ', en: '25.000.000 đ' });
  });
  it('tells in English what has English, and otherwise what there is', () => {
    const detail = (type: string, data: JsonObject) => tellFact(`lienthong.processing.v1.${type}`, data).detail;
    expect(detail('TaskOffered', { name: 'Ký', nameEn: 'Sign', reasonVi: 'Chờ ký', reasonEn: 'Waiting' })).toEqual({ vi: 'Ký: Chờ ký', en: 'Sign: Waiting' });
    expect(detail('TaskOffered', { name: 'Ký', reasonEn: 'Waiting' })).toEqual({ vi: 'Ký', en: 'Ký: Waiting' });
    expect(detail('DueDateMoved', { reason: 'Dời', reasonEn: 'Moved' })).toEqual({ vi: 'Dời', en: 'Moved' });
    expect(detail('IncidentRaised', { reason: 'Sự cố' })).toEqual({ vi: 'Sự cố', en: 'Sự cố' });
    expect(detail('TaskWithdrawn', { reason: 'retried' })?.vi).toBe('Giao lại sau khi khắc phục sự cố');
    expect(detail('ClockSuspended', { ground: 'supplement', legalBasis: 'Điều 9' })).toEqual({ vi: 'Điều 9', en: 'Waiting for the citizen to supplement the dossier' });
  });
  it('names a fact it does not know', () => expect(tellFact('lienthong.new.v1.Thing', {}).title.vi).toBe('lienthong.new.v1.Thing'));
});
