import { Module } from '@nestjs/common';
import pg from 'pg';
import { EventStore, Leases, Projections } from '@lienthong/event-store';
import { Clock, Log, PublishedCalendars, PublishedDecisions, ReadModels } from '@lienthong/service-host';
import { AbsenceRunner } from './adapters/clock/absence-runner.js';
import { MigrationRunner } from './adapters/clock/migration-runner.js';
import { DecisionFolder, RELEASED_DECISIONS } from './adapters/files/decision-folder.js';
import { ProcedureFolder, RELEASED_PROCEDURES } from './adapters/files/procedure-folder.js';
import { AbsencesController } from './adapters/http/absences.controller.js';
import { CalendarRulesController } from './adapters/http/calendar-rules.controller.js';
import { CalendarsController } from './adapters/http/calendars.controller.js';
import { ApologyController } from './adapters/http/apology.controller.js';
import { ClockController } from './adapters/http/clock.controller.js';
import { DeadlinesController } from './adapters/http/deadlines.controller.js';
import { DecisionRulesController } from './adapters/http/decision-rules.controller.js';
import { DecisionsController } from './adapters/http/decisions.controller.js';
import { DossierDecisionsController } from './adapters/http/dossier-decisions.controller.js';
import { DossiersController } from './adapters/http/dossiers.controller.js';
import { IncidentsController } from './adapters/http/incidents.controller.js';
import { JobsController } from './adapters/http/jobs.controller.js';
import { StepReportsController } from './adapters/http/step-reports.controller.js';
import { LettersController } from './adapters/http/letters.controller.js';
import { MessagesController } from './adapters/http/messages.controller.js';
import { MigrationsController } from './adapters/http/migrations.controller.js';
import { ModificationsController } from './adapters/http/modifications.controller.js';
import { PublicationChecksController } from './adapters/http/publication-checks.controller.js';
import { ProceduresController } from './adapters/http/procedures.controller.js';
import { TaskActs } from './adapters/http/task-acts.js';
import { TaskAssignmentsController } from './adapters/http/task-assignments.controller.js';
import { TaskDetailsController } from './adapters/http/task-details.controller.js';
import { TasksController } from './adapters/http/tasks.controller.js';
import { FactsController } from './adapters/messaging/facts.controller.js';
import { absenceStreams } from './adapters/postgres/absence-streams.js';
import { calendarStream } from './adapters/postgres/calendar-stream.js';
import { decisionPorts } from './adapters/postgres/decision-ports.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { JobRows } from './adapters/postgres/jobs-board.js';
import { letterStream } from './adapters/postgres/letter-stream.js';
import { LookRows } from './adapters/postgres/look-rows.js';
import { migrationStreams } from './adapters/postgres/migration-streams.js';
import { OfficerRows } from './adapters/postgres/officer-rows.js';
import { procedureStream } from './adapters/postgres/procedure-stream.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { JobDispatch } from './use-cases/activate-jobs.js';
import { AbsencePorts } from './use-cases/absence-ports.js';
import { Colleagues } from './use-cases/colleagues.js';
import { VersionComparisons } from './use-cases/compare-versions.js';
import { DeadlineLooks } from './use-cases/deadline-looks.js';
import { DossierPorts } from './use-cases/dossier-ports.js';
import { LetterPorts } from './use-cases/letters.js';
import { MigrationPorts } from './use-cases/migration-ports.js';
import { DecisionPorts } from './use-cases/publish-decision.js';
import { CalendarPorts } from './use-cases/publish-calendar.js';
import { ProcedurePorts } from './use-cases/publish-procedure.js';
import { JobBoard } from './use-cases/work-board.js';

@Module({
  controllers: [TasksController, TaskAssignmentsController, TaskDetailsController, AbsencesController, IncidentsController, JobsController, ProceduresController, DecisionsController, DecisionRulesController, CalendarRulesController, PublicationChecksController, MigrationsController, DossiersController, DossierDecisionsController, ClockController, DeadlinesController, ApologyController, CalendarsController, StepReportsController, LettersController, MessagesController, ModificationsController, FactsController],
  providers: [
    { provide: PublishedCalendars, inject: [EventStore], useFactory: (store: EventStore) => new PublishedCalendars(store) },
    { provide: CalendarPorts, inject: [EventStore, PublishedCalendars], useFactory: calendarStream },
    {
      provide: PublishedProcedures,
      inject: [EventStore, ReadModels, PublishedCalendars],
      useFactory: (store: EventStore, readModels: ReadModels, calendars: PublishedCalendars) => new PublishedProcedures(store, readModels, calendars),
    },
    { provide: DossierPorts, inject: [EventStore, PublishedProcedures, PublishedCalendars, PublishedDecisions], useFactory: dossierStreams },
    { provide: ProcedurePorts, inject: [EventStore, PublishedCalendars, PublishedDecisions], useFactory: procedureStream },
    { provide: AbsencePorts, inject: [EventStore, ReadModels], useFactory: absenceStreams },
    { provide: Colleagues, inject: [pg.Pool], useFactory: (pool: pg.Pool) => new OfficerRows(pool) },
    { provide: DeadlineLooks, inject: [pg.Pool], useFactory: (pool: pg.Pool) => new LookRows(pool) },
    {
      provide: TaskActs,
      inject: [DossierPorts, AbsencePorts, Colleagues, Clock],
      useFactory: (ports: DossierPorts, absences: AbsencePorts, colleagues: Colleagues, clock: Clock) => new TaskActs(ports, absences, colleagues, clock),
    },
    {
      provide: AbsenceRunner,
      inject: [EventStore, Leases, DossierPorts, AbsencePorts, Clock, Log],
      useFactory: (store: EventStore, leases: Leases, dossiers: DossierPorts, absences: AbsencePorts, clock: Clock, log: Log) =>
        new AbsenceRunner({ store, leases, ports: { dossiers, absences }, clock, log }),
    },
    { provide: JobBoard, inject: [pg.Pool, Projections, ReadModels], useFactory: (pool: pg.Pool, projections: Projections, readModels: ReadModels) => new JobRows(pool, projections, readModels) },
    { provide: JobDispatch, inject: [JobBoard], useFactory: (board: JobBoard) => new JobDispatch(board) },
    { provide: LetterPorts, inject: [EventStore], useFactory: letterStream },
    { provide: VersionComparisons, inject: [DossierPorts], useFactory: (ports: DossierPorts) => new VersionComparisons(ports) },
    { provide: MigrationPorts, inject: [EventStore, ReadModels], useFactory: migrationStreams },
    {
      provide: MigrationRunner,
      inject: [EventStore, Leases, DossierPorts, MigrationPorts, Clock, Log],
      useFactory: (store: EventStore, leases: Leases, dossiers: DossierPorts, migrations: MigrationPorts, clock: Clock, log: Log) =>
        new MigrationRunner({ store, leases, dossiers, migrations, clock, log }),
    },
    { provide: PublishedDecisions, inject: [EventStore], useFactory: (store: EventStore) => new PublishedDecisions(store) },
    { provide: DecisionPorts, inject: [EventStore, PublishedDecisions], useFactory: decisionPorts },
    {
      provide: DecisionFolder,
      inject: [DecisionPorts, Clock, Log],
      useFactory: (ports: DecisionPorts, clock: Clock, log: Log) => new DecisionFolder(RELEASED_DECISIONS, ports, clock, log),
    },
    {
      provide: ProcedureFolder,
      inject: [ProcedurePorts, Clock, Log, DecisionFolder],
      useFactory: (ports: ProcedurePorts, clock: Clock, log: Log, decisions: DecisionFolder) => new ProcedureFolder(RELEASED_PROCEDURES, ports, clock, log, [decisions]),
    },
  ],
})
export class ProcessingModule {}
