import type { Person } from '@lienthong/bpmn';
import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveMigration, noMigration, type Migration, type MigrationEvent, type MigrationOrder } from './migration.js';

// Commands

/** The plan has been checked against both versions before. */
export type PlanDossierMigration = Command<'PlanDossierMigration', { id: string; by: Person } & MigrationOrder>;
export type StartMigrationRun = Command<'StartMigrationRun', { id: string; by: Person }>;
export type PauseMigration = Command<'PauseMigration', { id: string; by: Person }>;
export type ResumeMigration = Command<'ResumeMigration', { id: string; by: Person }>;
export type EndMigrationRun = Command<'EndMigrationRun', { id: string; run: number; moved: number; blocked: number }>;
export type MigrationCommand = PlanDossierMigration | StartMigrationRun | PauseMigration | ResumeMigration | EndMigrationRun;

// Rejections

export type MigrationRejection = Rejection<'MIGRATION_UNKNOWN' | 'MIGRATION_RUNNING' | 'MIGRATION_NOT_RUNNING' | 'MIGRATION_NOT_PAUSED'>;
type MigrationDecision = Decision<MigrationEvent, MigrationRejection>;

// Decide

export const migrationDecider: Decider<MigrationCommand, Migration, MigrationEvent, MigrationRejection> = {
  initial: noMigration,
  decide(command, migration) {
    const { data, at } = command;
    if (command.type === 'PlanDossierMigration') return plan(command, migration);
    if (migration.status === 'none') return rejected('MIGRATION_UNKNOWN', `Expected to find migration ${data.id}, but there is none`);
    switch (command.type) {
      case 'StartMigrationRun':
        return start(command, migration);
      case 'PauseMigration':
        if (migration.status === 'paused') return accepted();
        return migration.status === 'running' ? accepted({ type: 'MigrationPaused', data: { by: command.data.by, at } }) : notRunning(data.id, 'pause', migration);
      case 'ResumeMigration':
        if (migration.status === 'running') return accepted();
        if (migration.status !== 'paused') return rejected('MIGRATION_NOT_PAUSED', `Expected to resume migration ${data.id}, but it is ${migration.status}`);
        return accepted({ type: 'MigrationResumed', data: { by: command.data.by, at } });
      case 'EndMigrationRun': {
        const { run, moved, blocked } = command.data;
        if (migration.status === 'ended' || migration.run !== run) return accepted();
        return migration.status === 'running' ? accepted({ type: 'MigrationRunEnded', data: { run, moved, blocked, at } }) : notRunning(data.id, 'end', migration);
      }
      default:
        return assertNever(command);
    }
  },
  evolve: evolveMigration,
};

function plan({ data: { id: _id, ...planned }, at }: PlanDossierMigration, migration: Migration): MigrationDecision {
  return migration.status === 'none' ? accepted({ type: 'MigrationPlanned', data: { ...planned, at } }) : accepted();
}

function start({ data: { id, by }, at }: StartMigrationRun, { status, run }: Migration): MigrationDecision {
  if (status === 'paused' || status === 'running') return rejected('MIGRATION_RUNNING', `Expected to start migration ${id}, but it is ${status} already`);
  return accepted({ type: 'MigrationRunStarted', data: { run: run + 1, by, at } });
}

function notRunning(id: string, verb: string, { status }: Migration): MigrationDecision {
  return rejected('MIGRATION_NOT_RUNNING', `Expected to ${verb} migration ${id}, but it is ${status}`);
}
