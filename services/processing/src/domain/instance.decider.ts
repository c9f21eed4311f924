import {
  fillTaskForm, findTaskForm, instanceDecider as engineFor, type Definition, type FieldFinding, type FindDecision, type InstanceCommand as EngineCommand, type InstanceEvent as EngineEvent,
  type InstanceRejectionCode, type Officer, type OpenedJob, type Resolve, type Variables,
} from '@lienthong/bpmn';
import { clockWarnings, dueDate, parseLimit, RELEASED_CALENDARS, type CalendarBook, type CalendarRefusal, type WarningPoint, type WorkingCalendar } from '@lienthong/calendar';
import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { sealNumbers } from './decimals.js';
import { nearOf, pointsOfStep } from './step-dates.js';
import { strangeFiles } from './task-files.js';
import { awaitsDecision, evolve, noInstance, type ChildEnded, type ChildStarted, type FileAttached, type Instance, type InstanceEvent, type JobOpened, type Pin } from './instance.js';

// Commands

/** Starts the procedure that is in force for the dossier. The compiled definition, the decisions that it asks and the calendars arrive in the command, like time and prices. */
export type TakeOverDossier = Command<'TakeOverDossier', { definition: Definition; resolve?: Resolve; findDecision?: FindDecision | null; calendars?: CalendarBook; pin: Pin; variables: Variables; startEvent?: string }>;
/** A message of this instance started a child dossier, or one has ended: the parent keeps count of them. */
export type NoteChild = Command<'NoteChild', ChildStarted['data']>;
export type NoteChildEnd = Command<'NoteChildEnd', ChildEnded['data']>;
/** Intake says that a file of this dossier is there: a form may name it from now on. */
export type NoteFile = Command<'NoteFile', FileAttached['data']>;
/** An officer as the engine knows them, and the organisation they act for. */
export type UnitOfficer = Officer & Readonly<{ unit: string }>;
type OfficerStep = Extract<EngineCommand, Readonly<{ data: Readonly<{ by: Officer; jobKey: string }> }>>;
type OfficerStepType = OfficerStep['type'];
/** Total over the commands that say which officer of which agency acts. */
const OFFICER_STEPS = {
  ClaimTask: true, ReleaseTask: true, CompleteTask: true, ThrowTaskError: true, AssignTask: true, DelegateTask: true, GiveBackTask: true, ScheduleTask: true, CommentTask: true,
} as const satisfies Record<OfficerStepType, true>;
type WithUnit<Step extends OfficerStep> = Step extends OfficerStep ? Readonly<{ type: Step['type']; at: string; data: Step['data'] & Readonly<{ by: UnitOfficer }> }> : never;
/** Any command of the engine but the start; an officer's with their unit. */
export type Step = Exclude<EngineCommand, { type: 'StartInstance' | OfficerStepType }> | WithUnit<OfficerStep>;
export type AdvanceInstance = Command<'AdvanceInstance', { code: string; definition: Definition; resolve?: Resolve; findDecision?: FindDecision | null; calendars?: CalendarBook; /** Of a child dossier what its case knows, for the form of a task. */ ofCase?: Variables; step: Step }>;
export type InstanceCommand = TakeOverDossier | AdvanceInstance | NoteChild | NoteChildEnd | NoteFile;

// Rejections

/** What an officer filled in is not what the task's form asks for; `fields` says where. */
export type FormRejection = Rejection<'FORM_INVALID'> & Readonly<{ fields: readonly FieldFinding[]; /** Only files are wrong, of which intake may be about to tell. */ awaitsFiles?: true }>;
export type InstanceRejection = Rejection<InstanceRejectionCode | CalendarRefusal['code'] | 'CALENDAR_UNKNOWN'> | FormRejection;
type InstanceDecision = Decision<InstanceEvent, InstanceRejection>;

const WITHDRAWN = 'lienthong.intake.v1.DossierWithdrawn';
/** Facts that end a procedure wherever it stands, unless the model itself awaits them or the result is decided. */
const ENDING_FACTS: Readonly<Record<string, string>> = {
  [WITHDRAWN]: 'withdrawn',
  'lienthong.intake.v1.DossierRefused': 'refused',
  'lienthong.land_registry.v1.TransferAbandoned': 'withdrawn',
};

// Decide

export const instanceDecider: Decider<InstanceCommand, Instance, InstanceEvent, InstanceRejection> = {
  initial: noInstance,
  decide(command, instance) {
    switch (command.type) {
      case 'TakeOverDossier':
        return takeOver(command, instance);
      case 'AdvanceInstance':
        return advance(command, instance);
      case 'NoteChild':
        return Object.hasOwn(instance.children, command.data.childCode) ? accepted() : accepted<InstanceEvent>({ type: 'ChildStarted', data: command.data });
      case 'NoteChildEnd':
        return instance.children[command.data.childCode]?.ended === null ? accepted<InstanceEvent>({ type: 'ChildEnded', data: command.data }) : accepted();
      case 'NoteFile':
        return instance.pin === null || Object.hasOwn(instance.files ?? {}, command.data.sha256) ? accepted() : accepted<InstanceEvent>({ type: 'FileAttached', data: command.data });
      default:
        return assertNever(command);
    }
  },
  evolve,
};

function takeOver({ data: { definition, resolve, findDecision = null, calendars = RELEASED_CALENDARS, pin, variables, startEvent }, at }: TakeOverDossier, instance: Instance): InstanceDecision {
  const start = { variables: sealNumbers(variables), ...(startEvent !== undefined && { startEvent }) };
  const decision = engineFor(definition, resolve, findDecision, calendars).decide({ type: 'StartInstance', at, data: start }, instance.run);
  return decision.kind === 'rejected' ? decision : completed(decision.events, instance, { pin, calendars, points: definition.procedure?.warnings });
}

function advance({ data: { code, definition, resolve, findDecision = null, calendars = RELEASED_CALENDARS, ofCase = {}, step } }: AdvanceInstance, instance: Instance): InstanceDecision {
  if (isOfficerStep(step)) {
    const refusal = refusalOfUnit(code, step, instance);
    if (refusal !== undefined) return refusal;
  }
  const engine = engineFor(definition, resolve, findDecision, calendars);
  const decision = engine.decide(endingOf(step, instance) ?? step, instance.run);
  if (decision.kind === 'rejected' || instance.pin === null) return decision.kind === 'rejected' ? decision : accepted();
  const terms = { pin: instance.pin, calendars, points: definition.procedure?.warnings };
  if (step.type !== 'CompleteTask' || decision.events.length === 0) return completed(decision.events, instance, terms);
  const shown = findTaskForm(definition, resolve ?? (() => undefined), instance.run, step.data.jobKey, ofCase);
  const answer = fillTaskForm(shown, step.data.variables, step.at);
  if (answer.kind === 'refused') return formInvalid(step.data.jobKey, answer.fields);
  const strange = shown === undefined ? [] : strangeFiles(shown, answer.variables, instance.files);
  if (strange.length > 0) return formInvalid(step.data.jobKey, strange, strange.length);
  if (answer.variables === step.data.variables) return completed(decision.events, instance, terms);
  const filled = engine.decide({ ...step, data: { ...step.data, variables: answer.variables } }, instance.run);
  return filled.kind === 'rejected' ? filled : completed(filled.events, instance, terms);
}

/** `awaited`: so many findings are files of which intake may be about to tell. */
function formInvalid(jobKey: string, fields: readonly FieldFinding[], awaited = 0): InstanceDecision {
  const because = `Expected to complete task ${jobKey}, but ${fields.length} of its form's fields are not filled in as they should be`;
  return { kind: 'rejected', rejection: { code: 'FORM_INVALID', because, fields, ...(awaited > 0 && { awaitsFiles: true }) } };
}

function isOfficerStep(step: Step): step is Extract<Step, { type: OfficerStepType }> {
  return Object.hasOwn(OFFICER_STEPS, step.type);
}

/** Agency and role are the engine's check; which of an agency's offices has the dossier is known here only. */
function refusalOfUnit(code: string, { data }: Extract<Step, { type: OfficerStepType }>, { pin, run }: Instance): InstanceDecision | undefined {
  const { jobKey, by } = data;
  const job = run.jobs[jobKey];
  const unit = job === undefined ? undefined : pin?.units[job.agency];
  if (job === undefined || unit === undefined) return undefined;
  // Whoever is to get it has to be of the office too.
  const stranger = [by, ...('to' in data ? [data.to as UnitOfficer] : [])].find((officer) => officer.agency === job.agency && officer.unit !== unit);
  if (stranger === undefined) return undefined;
  return rejected('NOT_A_CANDIDATE', `Expected to act on task ${jobKey} of dossier ${code}, but it belongs to unit ${unit} and ${stranger.name} acts for ${stranger.unit}`);
}

/**
 * A withdrawal may cross the decision on its way. While the decision may be under way (its step is offered), the agency hears
 * of the withdrawal too and answers with what came first: the decision, or that there will be none.
 */
function endingOf(step: Step, instance: Instance): EngineCommand | undefined {
  const { run, decidedAt } = instance;
  if (step.type !== 'CorrelateFact' || run.status !== 'open' || decidedAt !== null) return undefined;
  const reason = ENDING_FACTS[step.data.fact];
  const awaited = Object.values(run.jobs).some((job) => job.completedBy.includes(step.data.fact));
  if (reason === undefined || awaited || (step.data.fact === WITHDRAWN && awaitsDecision(instance))) return undefined;
  return { type: 'TerminateInstance', at: step.at, data: { reason, by: { subject: 'intake', name: 'Bộ phận Một cửa' } } };
}

/** What the engine does not know: `points` are the warning points of the procedure, where it says any. */
type Terms = Readonly<{ pin: Pin; calendars: CalendarBook; points: readonly WarningPoint[] | undefined }>;

/** Adds it event by event, since a run may complete a job that it opened itself. */
function completed(events: readonly EngineEvent[], before: Instance, terms: Terms): InstanceDecision {
  const enriched: InstanceEvent[] = [];
  let instance = before;
  for (const event of events) {
    const addition = complete(sealNumbers(event), instance, terms);
    if (addition.kind === 'rejected') return addition;
    enriched.push(...addition.events);
    instance = addition.events.reduce(evolve, instance);
  }
  return accepted(...enriched);
}

function complete(event: EngineEvent, instance: Instance, terms: Terms): InstanceDecision {
  const { pin } = terms;
  switch (event.type) {
    case 'InstanceStarted':
      return accepted<InstanceEvent>({ type: 'InstanceStarted', data: { ...event.data, ...pin } });
    case 'JobCompleted':
      return accepted<InstanceEvent>({ type: 'JobCompleted', data: { ...event.data, agency: instance.run.jobs[event.data.jobKey]?.agency ?? '' } });
    case 'JobOpened':
      return opened(event.data, terms);
    case 'InstanceCompleted':
      return accepted<InstanceEvent>({ type: 'InstanceCompleted', data: { ...event.data, ...(pin.child && { parent: pin.child.parent }) } });
    case 'InstanceTerminated':
      return accepted<InstanceEvent>({ type: 'InstanceTerminated', data: { ...event.data, ...(pin.child && { parent: pin.child.parent }) } });
    default:
      return accepted<InstanceEvent>(event);
  }
}

/** Every open step has a due date. One that the calendar cannot give is refused: it must be extended first. */
function opened(job: OpenedJob, { pin, calendars, points }: Terms): InstanceDecision {
  const calendar = calendars.find(pin.calendar);
  if (calendar === undefined) return rejected('CALENDAR_UNKNOWN', `Expected to open step ${job.element}, but calendar ${pin.calendar} is not known here`);
  const reading = parseLimit(job.limit);
  if (reading.kind === 'refused') return { kind: 'rejected', rejection: reading.rejection };
  const due = clockWarnings(calendar, { calendar: pin.calendar, receivedAt: job.openedAt, limit: reading.limit, moves: [] }, pointsOfStep(job, points));
  if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
  const nearAt = nearOf(due.warnings, due.dueAt);
  // Those of the version by which it opened, also after a migration.
  const warnings = job.warnings ?? (job.suspendsClock === null ? points : undefined);
  const escalations = escalationsOf(job, calendar);
  if (escalations.kind === 'rejected') return escalations;
  return accepted<InstanceEvent>({
    type: 'JobOpened',
    data: { ...job, ...(warnings && { warnings }), unit: pin.units[job.agency] ?? '', dueAt: due.dueAt, ...(nearAt !== undefined && { nearAt }), ...(escalations.at.length > 0 && { escalatesAt: escalations.at }) },
  });
}

type EscalationTimes = Readonly<{ kind: 'times'; at: NonNullable<JobOpened['data']['escalatesAt']> }> | Extract<InstanceDecision, { kind: 'rejected' }>;

/** When a task that lies too long is handed up, in working time. */
function escalationsOf({ task, openedAt }: OpenedJob, calendar: WorkingCalendar): EscalationTimes {
  const at: Readonly<{ at: string; toRole: string }>[] = [];
  for (const { after, toRole } of task?.escalations ?? []) {
    const reading = parseLimit(after);
    if (reading.kind === 'refused') return { kind: 'rejected', rejection: reading.rejection };
    const due = dueDate(calendar, openedAt, reading.limit);
    if (due.kind === 'refused') return { kind: 'rejected', rejection: due.rejection };
    at.push({ at: due.dueAt, toRole });
  }
  return { kind: 'times', at };
}
