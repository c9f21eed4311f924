import { CannotHandle, type Prepared, type Reaction, type SqlEffect } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import { ServiceConfig } from '../service-config.js';
import type { ClosedStep, OfferedStep, OfferedWork } from './offered-work.js';
import type { Whereabouts } from './whereabouts.js';
import { WorkListFacts } from './work-list-facts.controller.js';

// A sample tax office that only checks; its aggregate answers with what it was told.

const [CODE, AT, NOW] = ['H56.17-261120-0001', '2026-11-23T08:00:00+07:00', '2026-11-23T08:00:01+07:00'];
const told = (type: string, data: object, events = 1): Prepared<unknown, Rejection<string>> =>
  ({ kind: 'accepted', state: {}, append: { stream: `sample/${CODE}`, expected: 0, events: Array.from({ length: events }, () => ({ type, data })) } });
const noted = (...values: readonly unknown[]): SqlEffect => ({ text: 'sample', values });
const whereabouts: Whereabouts = {
  find: async () => [],
  note: (taskId, dossierCode, place) => noted('note', taskId, dossierCode, place),
  forgetStep: (taskId) => noted('forget step', taskId),
  forgetDossier: (dossierCode) => noted('forget dossier', dossierCode),
};
const office: OfferedWork = {
  whereabouts,
  stepOf: ({ type }) => (type === 'tax.check' ? 'check' : undefined),
  offer: async (step: OfferedStep) => told('Offered', step),
  close: async (step: ClosedStep) => (step.taskId === 'refused' ? { kind: 'rejected', rejection: { code: 'NO_SUCH_STEP', because: 'sample' }, state: {} } : told('Closed', step, step.taskId === 'elsewhere' ? 0 : 1)),
  move: async (step) => told('Moved', step, step.taskId === 'elsewhere' ? 0 : 1),
  end: async (dossierCode, outcome) => (outcome === 'returned' ? [] : [{ stream: `sample/${dossierCode}`, expected: 0, events: [{ type: 'Ended', data: { outcome } }] }]),
};
const facts = new WorkListFacts(office, { service: 'tax' } as ServiceConfig, { now: () => NOW });
const dossier = { code: CODE, ref: 'ab'.repeat(32) };
const heard = (message: object, changes: object = {}) => ({ type: 'sample', message: { dossierCode: CODE, ...message }, dossier, cause: 'lienthong.local/processing#7', at: AT, ...changes }) as never;
const offered = {
  taskId: 'task', type: 'tax.check', element: 'check', name: 'Bước mẫu', nameEn: 'Sample step', agency: 'tax', unit: 'H56.T7', role: 'officer', reasonVi: 'Chờ', reasonEn: 'Waits', offeredAt: AT, dueAt: '', inputs: { share: 0.5 },
};
const meta = { actor: { role: 'service', name: 'tax' }, at: NOW, dossier, cause: 'lienthong.local/processing#7' };

describe('what processing offers', () => {
  it('is taken where it is the office’s own', async () => {
    const { taskId, element, name, nameEn, unit, role, reasonVi, reasonEn, offeredAt, dueAt } = offered;
    expect(await facts.offered(heard(offered))).toEqual({
      streams: [{ stream: `sample/${CODE}`, expected: 0, events: [{
        type: 'Offered', data: { dossierCode: CODE, dossierRef: dossier.ref, taskId, step: 'check', element, name, nameEn, unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs: '{"share":0.5}' },
      }] }], also: [], meta,
    });
  });

  it('is only noted where another agency has to do it', async () => {
    expect(await facts.offered(heard({ ...offered, type: 'postal.deliver-result', agency: 'postal', unit: 'H56.B1' }))).toEqual({
      streams: [], meta, also: [noted('note', 'task', CODE, { agency: 'postal', unit: 'H56.B1', name: 'Bước mẫu', since: AT })],
    });
  });

  it('parks where the office ought to know it, and where it is about no dossier', async () => {
    await expect(facts.offered(heard({ ...offered, type: 'tax.draw-map' }))).rejects.toThrow(new CannotHandle('UNKNOWN_STEP', `Expected to take step tax.draw-map of dossier ${CODE}, but this office does no such work`));
    await expect(facts.offered(heard(offered, { dossier: null }))).rejects.toThrow('names no dossier');
  });
});

describe('what processing takes back', () => {
  it('is closed as it says, and forgotten if it was elsewhere', async () => {
    expect(await facts.completed(heard({ taskId: 'task' }))).toMatchObject({ streams: [{ events: [{ data: { taskId: 'task', how: 'completed', reason: '' } }] }], also: [noted('forget step', 'task')] });
    expect(await facts.withdrawn(heard({ taskId: 'task', reason: 'Hết hạn' }))).toMatchObject({ streams: [{ events: [{ data: { how: 'withdrawn', reason: 'Hết hạn' } }] }] });
    expect(await facts.completed(heard({ taskId: 'elsewhere' }))).toMatchObject({ streams: [], also: [noted('forget step', 'elsewhere')] });
  });

  it('parks where the office refuses', async () => {
    await expect(facts.completed(heard({ taskId: 'refused' }))).rejects.toThrow(new CannotHandle('NO_SUCH_STEP', 'sample'));
  });
});

describe('a date that processing moves', () => {
  it('is moved where the step is the office’s own, and nothing where it is another agency’s', async () => {
    const { streams } = (await facts.dateMoved(heard({ taskId: 'task', from: AT, to: NOW }))) as Exclude<Reaction, 'nothing'>;
    expect(streams).toMatchObject([{ events: [{ type: 'Moved', data: { dossierCode: CODE, taskId: 'task', dueAt: NOW } }] }]);
    expect(await facts.dateMoved(heard({ taskId: 'elsewhere', from: AT, to: NOW }))).toBe('nothing');
  });
});

describe('the end of a procedure', () => {
  it('is the office’s to act upon, and nothing waits anywhere after it', async () => {
    expect(await facts.ended(heard({ outcome: 'refused' }))).toMatchObject({ streams: [{ events: [{ type: 'Ended', data: { outcome: 'refused' } }] }], also: [noted('forget dossier', CODE)] });
    expect(await facts.ended(heard({ outcome: 'returned' }))).toMatchObject({ streams: [], also: [noted('forget dossier', CODE)] });
  });
});
