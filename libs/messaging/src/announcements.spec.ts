import assert from 'node:assert/strict';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { defineAnnouncements, fact } from './announcements.js';
import { sampleAnnouncements, storedEvent } from './spec-facts.js';

const ORIGIN = 'lienthong.local/tax';

describe('announcements', () => {
  it('knows which private events are facts', () => {
    assert.deepEqual([sampleAnnouncements.isFact('ObligationSettled'), sampleAnnouncements.isFact('ObligationCorrected')], [true, false]);
    assert.deepEqual(sampleAnnouncements.announcedTypes, ['ObligationSettled', 'TaskOffered', 'ProcedurePublished']);
  });

  it('renders a fact as CloudEvents with its numbers and its dossier', () => {
    assert.deepEqual(sampleAnnouncements.render(storedEvent(), ORIGIN), {
      specversion: '1.0', id: '41', source: ORIGIN, type: 'lienthong.tax.v1.ObligationSettled', subject: '000.00.17.H56-260105-0001',
      time: '2026-01-05T02:30:00.000Z', datacontenttype: 'application/json', sequence: '7', logindex: '41', dossierref: 'a1b2',
      data: { dossierCode: '000.00.17.H56-260105-0001', noticeNumber: 'TB-0001', paid: '12500000', settledAt: '2026-01-05T02:30:00.000Z' },
    });
  });

  it('keys a fact about no dossier by its stream', () => {
    const envelope = sampleAnnouncements.render(storedEvent({ type: 'ProcedurePublished', stream: 'procedure/1.013831', dossier: null, data: { code: '1.013831' } }), ORIGIN);
    assert.deepEqual([envelope.subject, 'dossierref' in envelope], ['1.013831', false]);
  });

  it('renders the same bytes in whatever order a payload was filled', () => {
    const offered = (inputs: object) => JSON.stringify(sampleAnnouncements.render(storedEvent({ type: 'TaskOffered', data: { task: 't', inputs } }), ORIGIN));
    assert.equal(offered({ parcel: '12', area: { value: '80.5', unit: 'm2' } }), offered({ area: { unit: 'm2', value: '80.5' }, parcel: '12' }));
  });

  it('keeps the place of an erased fact and says nothing of it', () => {
    const { type, sequence, logindex, data } = sampleAnnouncements.render(storedEvent({ data: null }), ORIGIN);
    assert.deepEqual({ type, sequence, logindex, data }, { type: 'lienthong.FactErased', sequence: '7', logindex: '41', data: {} });
  });

  it('tells nothing of an erased dossier, not even what another law keeps', () => {
    const { type, subject, dossierref, data } = sampleAnnouncements.render(storedEvent({ dossier: { code: null, ref: 'a1b2', version: 9 } }), ORIGIN);
    assert.deepEqual({ type, subject, dossierref, data }, { type: 'lienthong.FactErased', subject: 'a1b2', dossierref: 'a1b2', data: {} });
  });

  it('checks a table against the events of its service', () => {
    type SampleEvent = Readonly<{ type: 'ObligationSettled'; data: { paid: number } }> | Readonly<{ type: 'ObligationCorrected'; data: { by: string } }>;
    const typed = defineAnnouncements<SampleEvent>({
      ObligationSettled: ({ data }) => fact(ObligationSettledSchema, { paid: BigInt(data.paid) }),
      // @ts-expect-error -- no event of this service
      ObligationForgotten: () => fact(ObligationSettledSchema, {}),
    });
    assert.deepEqual(typed.render(storedEvent({ data: { paid: 5 } }), ORIGIN).data, { paid: '5' });
  });

  it('refuses an event that is no fact', () => {
    assert.throws(() => sampleAnnouncements.render(storedEvent({ type: 'ObligationCorrected' }), ORIGIN), /Expected to announce event 41, but ObligationCorrected is no fact/);
    assert.throws(() => sampleAnnouncements.render(storedEvent({ factNumber: null }), ORIGIN), /is no fact/);
  });
});
