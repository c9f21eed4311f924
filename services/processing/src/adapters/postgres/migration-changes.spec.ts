import type { StoredEvent } from '@lienthong/event-store';
import { migrationChangesOf } from './migration-changes.js';

const AT = '2026-11-25T09:00:00+07:00';
const by = { subject: 'sample-analyst', name: 'Chuyên Viên Mẫu' };
const event = (stream: string, type: string, data: object | null): StoredEvent => ({ stream, type, data }) as StoredEvent;
const started = (code: string, more: object = {}) => event(`instance/${code}`, 'InstanceStarted', { processId: 'sample', procedure: '9.000001', procedureVersion: 1, at: AT, ...more });
const migrated = (code: string, to: string) => event(`instance/${code}`, 'InstanceMigrated', { from: '1', to });
const order = { procedure: '9.000001', from: 1, to: 2, elements: {}, flows: {}, reason: 'Luật mới', dueDate: 'kept', by, at: AT };
const row = (code: string, version = 1) => ({ code, process: 'sample', procedure: '9.000001', version, started_at: AT });

describe('what a batch leaves for the list of running dossiers', () => {
  it('is what began, in the version that it came to', () => expect(migrationChangesOf([started('a'), started('b'), migrated('b', '2')]).started).toEqual([row('a'), row('b', 2)]));
  it('is nothing of a dossier that began and ended in it', () => {
    const changes = migrationChangesOf([started('a'), event('instance/a', 'InstanceCompleted', {})]);
    expect([changes.started, changes.ended]).toEqual([[], []]);
  });
  it('is the version and the end of those that were there before', () => {
    const changes = migrationChangesOf([migrated('a', '3'), migrated('b', '3'), event('instance/b', 'InstanceTerminated', {})]);
    expect([changes.versions, changes.ended]).toEqual([[{ code: 'a', version: 3 }], ['b']]);
  });
  it('counts a child dossier to the file of its case', () =>
    expect(migrationChangesOf([started('a', { procedure: '2.000001', child: { file: '3.000722' } })]).started).toEqual([{ ...row('a'), procedure: '3.000722' }]));
  it('passes over what has been erased', () => expect(migrationChangesOf([event('instance/a', 'InstanceStarted', null)]).started).toEqual([]));
});

describe('what a batch leaves for the list of migrations', () => {
  it('is a plan, with what happened to it in the same batch', () => {
    const { planned, states } = migrationChangesOf([event('migration/m', 'MigrationPlanned', order), event('migration/m', 'MigrationRunStarted', { run: 1, by, at: AT })]);
    expect([planned, states]).toMatchObject([[{ id: 'm', status: 'running', run: 1, planned_by: by.name }], []]);
  });
  it('keeps what the row knows where the events do not say it', () => {
    const { states } = migrationChangesOf([event('migration/m', 'MigrationPaused', { by, at: AT })]);
    expect(states).toEqual([{ id: 'm', status: 'paused', run: -1, changed_by: by.name, changed_at: AT }]);
    expect(migrationChangesOf([event('migration/m', 'MigrationRunEnded', { run: 2, moved: 1, blocked: 0, at: AT })]).states).toMatchObject([{ status: 'ended', changed_by: '' }]);
  });
  it('is the last outcome of each dossier', () => {
    const because = [{ code: 'ELEMENT_REMOVED', element: 'verify', text: { vi: 'x', en: 'y' } }];
    const { outcomes } = migrationChangesOf([
      event('migrated/m', 'DossierNotMigrated', { migration: 'm', run: 1, code: 'a', because, at: AT }), event('migrated/m', 'DossierNotMigrated', { migration: 'm', run: 1, code: 'b', because, at: AT }),
      event('migrated/m', 'DossierMigrated', { migration: 'm', run: 2, code: 'a', at: AT }),
    ]);
    expect(outcomes).toEqual([{ migration: 'm', code: 'a', run: 2, moved: true, because: [], at: AT }, { migration: 'm', code: 'b', run: 1, moved: false, because, at: AT }]);
  });
});
