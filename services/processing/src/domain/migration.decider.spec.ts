import { specFor } from '@lienthong/testing';
import type { MigrationEvent } from './migration.js';
import { migrationDecider, type MigrationCommand } from './migration.decider.js';

const { given } = specFor(migrationDecider);
const AT = '2026-11-25T09:00:00+07:00';
const by = { subject: 'sample-analyst', name: 'Chuyên Viên Mẫu' };
const order = { procedure: '9.000001', from: 1, to: 2, elements: { verify: 'check' }, flows: {}, reason: 'Luật mới có hiệu lực', dueDate: 'kept' } as const;

const planned: MigrationEvent = { type: 'MigrationPlanned', data: { ...order, by, at: AT } };
const started = (run: number): MigrationEvent => ({ type: 'MigrationRunStarted', data: { run, by, at: AT } });
const paused: MigrationEvent = { type: 'MigrationPaused', data: { by, at: AT } };
const resumed: MigrationEvent = { type: 'MigrationResumed', data: { by, at: AT } };
const ended = (run: number): MigrationEvent => ({ type: 'MigrationRunEnded', data: { run, moved: 3, blocked: 1, at: AT } });
const command = (type: 'StartMigrationRun' | 'PauseMigration' | 'ResumeMigration'): MigrationCommand => ({ type, at: AT, data: { id: 'm', by } });
const plan: MigrationCommand = { type: 'PlanDossierMigration', at: AT, data: { id: 'm', by, ...order } };
const end = (run: number): MigrationCommand => ({ type: 'EndMigrationRun', at: AT, data: { id: 'm', run, moved: 3, blocked: 1 } });

describe('a migration', () => {
  it('is planned once', () => {
    given().when(plan).then(planned);
    given(planned).when(plan).thenNothing();
  });
  it('is started, and again for those that were blocked', () => {
    given(planned).when(command('StartMigrationRun')).then(started(1));
    given(planned, started(1), ended(1)).when(command('StartMigrationRun')).then(started(2));
  });
  it('is not started twice at a time', () => {
    given(planned, started(1)).when(command('StartMigrationRun')).thenRejected('MIGRATION_RUNNING');
    given(planned, started(1), paused).when(command('StartMigrationRun')).thenRejected('MIGRATION_RUNNING');
  });
  it('is paused and resumed; a repetition adds nothing', () => {
    given(planned, started(1)).when(command('PauseMigration')).then(paused);
    given(planned, started(1), paused).when(command('PauseMigration')).thenNothing();
    given(planned, started(1), paused).when(command('ResumeMigration')).then(resumed);
    given(planned, started(1), paused, resumed).when(command('ResumeMigration')).thenNothing();
  });
  it('cannot be paused before it runs or after it has ended, nor resumed without a pause', () => {
    given(planned).when(command('PauseMigration')).thenRejected('MIGRATION_NOT_RUNNING');
    given(planned, started(1), ended(1)).when(command('PauseMigration')).thenRejected('MIGRATION_NOT_RUNNING');
    given(planned).when(command('ResumeMigration')).thenRejected('MIGRATION_NOT_PAUSED');
  });
  it('ends with what became of the dossiers, once and only the run that is meant', () => {
    given(planned, started(1)).when(end(1)).then(ended(1));
    given(planned, started(1), ended(1)).when(end(1)).thenNothing();
    given(planned, started(1), ended(1), started(2)).when(end(1)).thenNothing();
    given(planned, started(1), paused).when(end(1)).thenRejected('MIGRATION_NOT_RUNNING');
  });
  it('that nobody planned is not there', () => {
    given().when(command('StartMigrationRun')).thenRejected('MIGRATION_UNKNOWN');
    given().when(command('PauseMigration')).thenRejected('MIGRATION_UNKNOWN');
    given().when(command('ResumeMigration')).thenRejected('MIGRATION_UNKNOWN');
    given().when(end(1)).thenRejected('MIGRATION_UNKNOWN');
  });
});
