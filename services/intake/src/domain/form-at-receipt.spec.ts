import { specFor } from '@lienthong/testing';
import type { Application } from './application.js';
import { dossierDecider } from './dossier.decider.js';
import type { DossierEvent } from './dossier.js';
import type { ProcedureVersion } from './procedure.js';
import { CLERK, CODE, dossierAccepted, NOW, RECEIVED_AT, submitted, supplementRequested, VERSION } from './spec-samples.js';

// The form changes on the day of receipt; the application was handed in before.

const { given } = specFor(dossierDecider);
const field = (key: string, more: object = {}): object => ({ type: 'textfield', key, label: key, ...more });
const formOf = (...components: readonly object[]): string => JSON.stringify({ components });
const version = (number: number, effectiveFrom: string, variables: readonly string[], applicationForm: string): ProcedureVersion => ({ ...VERSION, version: number, effectiveFrom, variables: [...variables, 'parcel'], applicationForm });
const OLD = version(1, '2026-01-01', ['note', 'gone'], formOf(field('note'), field('gone')));
const STRICTER = version(2, '2026-11-20', ['note', 'income'], formOf(field('note', { validate: { maxLength: 5 } }), field('income', { validate: { required: true } })));
const MILDER = version(2, '2026-11-20', ['note', 'double'], formOf(field('note'), { type: 'expression', key: 'double', expression: '=note + note' }));
const said = (content: Application['content']): DossierEvent => {
  const event = submitted(content && { content });
  return { ...event, data: { ...event.data, submittedAt: '2026-11-19T09:00:00.000+07:00', formVersion: 1 } };
};
const accept = (newer: ProcedureVersion, formBasis?: string) => ({ type: 'AcceptDossier', at: NOW, data: { by: CLERK, receivedAt: RECEIVED_AT, procedure: { versions: [OLD, newer] }, ...(formBasis !== undefined && { formBasis }) } }) as const;
const accepted = (content: NonNullable<Application['content']>, more: object = {}): DossierEvent => {
  const event = dossierAccepted({ content });
  return { ...event, data: { ...event.data, submittedAt: '2026-11-19T09:00:00.000+07:00', procedureVersion: 2, ...more } };
};
const BASIS = 'Điều 5 Nghị định mẫu: hồ sơ nộp trước ngày 20/11/2026 theo mẫu cũ';

describe('a form that changes between submission and receipt', () => {
  it('is enough where what was said is: nothing is dropped, and what the new one works out is worked out', () => {
    given(said({ note: 'ab', gone: 'cũ' })).when(accept(MILDER)).then(accepted({ note: 'ab', gone: 'cũ', double: 'abab' }, { formCheck: { submittedBy: 1, judgedBy: 2, result: 'fits', basis: '', missing: [] } }));
  });
  it('sends the dossier back where it is not, naming what lacks to the officer', () => {
    given(said({ note: 'dài quá', gone: '' })).when(accept(STRICTER)).thenRejected('FORM_CHANGED');
    const decision = dossierDecider.decide(accept(STRICTER), [said({ note: 'dài quá', gone: '' })].reduce(dossierDecider.evolve, dossierDecider.initial));
    expect(decision).toMatchObject({ kind: 'rejected', rejection: { then: 1, now: 2, inForceFrom: '20/11/2026', findings: [{ path: 'content.note' }, { path: 'content.income' }] } });
  });
  it('is what the citizen then fills in', () => {
    const supplement = { type: 'SupplementDossier', at: NOW, data: { by: CLERK, components: [], procedure: { versions: [OLD, STRICTER] }, corrected: { content: { income: '5' } } } } as const;
    const events: DossierEvent[] = [said({ note: 'ab', gone: '' }), supplementRequested('intake')];
    const supplemented = dossierDecider.decide(supplement, events.reduce(dossierDecider.evolve, dossierDecider.initial));
    expect(supplemented).toMatchObject({ kind: 'accepted', events: [{ data: { formVersion: 2, application: { content: { income: '5' } } } }] });
    const { events: more } = supplemented as Extract<typeof supplemented, { kind: 'accepted' }>;
    given(...events, ...more).when(accept(STRICTER)).then(accepted({ note: 'ab', income: '5' }));
  });
  it('leaves the old one in force where an officer names the rule that says so', () => {
    given(said({ note: 'dài quá', gone: '' })).when(accept(STRICTER, BASIS)).then(accepted({ note: 'dài quá', gone: '' }, { formCheck: { submittedBy: 1, judgedBy: 2, result: 'kept', basis: BASIS, missing: ['content.note', 'content.income'] } }));
    given(said({ note: 'dài quá', gone: '' })).when(accept(STRICTER, 'ok')).thenRejected('REASON_NOT_HUMAN');
  });
  it('asks nothing where the form stays the same, and takes the day of submission for a dossier that does not say by which it was filled in', () => {
    given(said({ note: 'dài quá', gone: '' })).when(accept({ ...OLD, version: 2, effectiveFrom: '2026-11-20' })).then(accepted({ note: 'dài quá', gone: '' }));
    const event = said({ note: 'dài quá', gone: '' }) as Extract<DossierEvent, { type: 'DossierSubmitted' }>;
    const { formVersion: _version, ...unsaid } = event.data;
    given({ ...event, data: unsaid }).when(accept(STRICTER)).thenRejected('FORM_CHANGED');
  });
  it('is kept with the dossier', () => {
    const events = [said({ note: 'ab' }), accepted({ note: 'ab', double: 'abab' }, { formCheck: { submittedBy: 1, judgedBy: 2, result: 'fits', basis: '', missing: [] } })];
    expect(events.reduce(dossierDecider.evolve, dossierDecider.initial)).toMatchObject({ code: CODE, formVersion: 1, formCheck: { result: 'fits' }, application: { content: { double: 'abab' } } });
  });
});
