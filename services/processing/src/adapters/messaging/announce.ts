import {
  CalendarPublishedSchema, ClockResumedSchema, ClockSuspendedSchema, DecisionEvaluatedSchema, DecisionPublishedSchema, DueDateMovedSchema, IncidentRaisedSchema, IncidentResolvedSchema, InstanceCompletedSchema,
  InstanceMigratedSchema, InstanceModifiedSchema, InstanceStartedSchema, ProcedurePublishedSchema, TacitOutcomeReachedSchema, TaskCompletedSchema, TaskDateMovedSchema, TaskKind, TaskOfferedSchema, TaskWithdrawnSchema, WarningGivenSchema,
} from '@lienthong/contracts';
import { describeWarningTime } from '@lienthong/calendar';
import type { JobKind } from '@lienthong/bpmn';
import type { JsonObject } from '@bufbuild/protobuf';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { CalendarPublished } from '@lienthong/service-host';
import { openNumbers } from '../../domain/decimals.js';
import type { DecisionModelEvent } from '../../domain/decision-model.js';
import { taskIdOf, type ChildOf, type InstanceEvent } from '../../domain/instance.js';
import type { LegalClockEvent } from '../../domain/legal-clock.js';
import type { ProcedureContent, ProcedureEvent } from '../../domain/procedure.js';

/** `KINDS[job.kind]`: total, so a new kind of job has to be given a public name before it compiles. */
const KINDS = { service: TaskKind.SERVICE, user: TaskKind.USER, receive: TaskKind.RECEIVE } as const satisfies Record<JobKind, TaskKind>;

/** The shape (schema) from which on an event's English reason is announced. */
const WITH_ENGLISH_REASON = 2;

/** Private events to public facts. An event of any release renders to the same bytes for ever: add, never change. */
export const announcements = defineAnnouncements<InstanceEvent | LegalClockEvent | ProcedureEvent | CalendarPublished | DecisionModelEvent>({
  ProcedurePublished: ({ data }) =>
    fact(ProcedurePublishedSchema, {
      code: data.code, version: data.version, nameVi: data.name.vi, nameEn: data.name.en, effectiveFrom: data.effectiveFrom,
      limit: { duration: data.limit, unit: data.counting?.days ?? 'working' }, ...termsOf(data), calendar: data.calendar, modelSha256: data.modelSha256, publishedAt: data.publishedAt,
      components: data.components.map(({ name, ...component }) => ({ ...component, nameVi: name.vi, nameEn: name.en })),
      fees: data.fees.map(({ name, code, amount, decision }) => ({ code, nameVi: name.vi, nameEn: name.en, amount: BigInt(amount), ...(decision !== undefined && { decision }) })),
      steps: data.steps.map((step) => ({ ...step })), variables: [...data.variables], agencies: [...(data.agencies ?? [])], ...(data.limitBasis && { limitBasisVi: data.limitBasis.vi, limitBasisEn: data.limitBasis.en }), ...(data.publicity && { publicity: { ...data.publicity, channels: [...data.publicity.channels], subjects: [...data.publicity.subjects] } }), ...(data.applicationForm !== undefined && { applicationForm: data.applicationForm }),
    }),
  DecisionPublished: ({ data }) =>
    fact(DecisionPublishedSchema, {
      id: data.id, version: data.version, nameVi: data.name.vi, nameEn: data.name.en, effectiveFrom: data.effectiveFrom, model: data.model, modelSha256: data.modelSha256,
      publishedAt: data.publishedAt, decisions: data.decisions.map(({ id, name }) => ({ id, name })), namespace: data.namespace, imports: [...data.imports],
    }),
  // Of what the dossier says of its people nothing leaves: not what was asked, nor the row that fired.
  DecisionEvaluated: ({ data, ...event }) =>
    fact(DecisionEvaluatedSchema, {
      dossierCode: codeOf(event), element: data.element, decisionId: data.decision, decisionName: data.decisionName, modelId: data.model, modelVersion: data.version, evaluatedAt: data.at,
    }),
  CalendarPublished: ({ data: { calendar, publishedAt } }) =>
    fact(CalendarPublishedSchema, {
      id: calendar.id, version: calendar.version, titleVi: calendar.title.vi, titleEn: calendar.title.en, inherits: calendar.inherits ?? '', content: JSON.stringify(calendar), publishedAt,
    }),
  InstanceStarted: ({ data, ...event }) =>
    fact(InstanceStartedSchema, { dossierCode: codeOf(event), procedureCode: data.procedure, procedureVersion: data.procedureVersion, startedAt: data.at, dueAt: data.dueAt, ...(data.child && startedBy(data.child)) }),
  JobOpened: ({ data, ...event }) =>
    fact(TaskOfferedSchema, {
      taskId: taskIdOf(codeOf(event), data.jobKey), dossierCode: codeOf(event), element: data.element, name: data.name, nameEn: data.nameEn, kind: KINDS[data.kind],
      type: data.kind === 'service' ? data.type : '', agency: data.agency, unit: data.unit, role: data.role ?? '',
      reasonVi: data.reason.vi, reasonEn: data.reason.en, inputs: openNumbers(data.inputs) as JsonObject, offeredAt: data.openedAt, dueAt: data.dueAt,
      dossierState: data.dossierState ?? 0, completedBy: [...data.completedBy],
    }),
  JobCompleted: ({ data, ...event }) =>
    fact(TaskCompletedSchema, { taskId: taskIdOf(codeOf(event), data.jobKey), dossierCode: codeOf(event), element: data.element, completedAt: data.at, agency: data.agency }),
  JobCancelled: ({ data, ...event }) =>
    fact(TaskWithdrawnSchema, { taskId: taskIdOf(codeOf(event), data.jobKey), dossierCode: codeOf(event), element: data.element, withdrawnAt: data.at, reason: data.because }),
  IncidentRaised: ({ data, ...event }) =>
    fact(IncidentRaisedSchema, {
      incidentId: taskIdOf(codeOf(event), data.incidentKey), dossierCode: codeOf(event), element: data.element, code: data.code, reason: data.text.vi, agency: data.owner, raisedAt: data.at,
      reasonEn: event.schema < WITH_ENGLISH_REASON ? '' : data.text.en,
    }),
  IncidentResolved: ({ data, ...event }) =>
    fact(IncidentResolvedSchema, { incidentId: taskIdOf(codeOf(event), data.incidentKey), dossierCode: codeOf(event), resolvedAt: data.at }),
  InstanceMigrated: ({ data, ...event }) =>
    fact(InstanceMigratedSchema, { dossierCode: codeOf(event), fromVersion: Number(data.from), toVersion: Number(data.to), by: data.by.name, reason: data.reason, migratedAt: data.at }),
  InstanceModified: ({ data, ...event }) =>
    fact(InstanceModifiedSchema, { dossierCode: codeOf(event), what: data.what, element: data.element, by: data.by.name, reason: data.reason, modifiedAt: data.at }),
  InstanceCompleted: ({ data, ...event }) =>
    fact(InstanceCompletedSchema, { dossierCode: codeOf(event), outcome: data.outcome, completedAt: data.at, dossierState: data.dossierState ?? 0, ...(data.parent !== undefined && { parentDossierCode: data.parent, outcomeName: data.name }) }),
  InstanceTerminated: ({ data, ...event }) =>
    fact(InstanceCompletedSchema, { dossierCode: codeOf(event), outcome: data.reason, completedAt: data.at, dossierState: 0, ...(data.parent !== undefined && { parentDossierCode: data.parent }) }),
  ClockSuspended: ({ data, ...event }) =>
    fact(ClockSuspendedSchema, { dossierCode: codeOf(event), ground: data.ground, legalBasis: data.legalBasis, suspendedAt: data.at }),
  ClockResumed: ({ data, ...event }) =>
    fact(ClockResumedSchema, { dossierCode: codeOf(event), ground: data.ground, resumedAt: data.at, waitedWorkingMinutes: data.waitedWorkingMinutes }),
  TacitOutcomeReached: ({ data, ...event }) =>
    fact(TacitOutcomeReachedSchema, { dossierCode: codeOf(event), outcome: data.outcome, reachedAt: data.at, recordedAt: data.recordedAt }),
  StepDateMoved: ({ data, ...event }) =>
    fact(TaskDateMovedSchema, { taskId: taskIdOf(codeOf(event), data.jobKey), dossierCode: codeOf(event), element: data.element, from: data.from, to: data.to, movedAt: data.at }),
  WarningGiven: ({ data, ...event }) => {
    const reason = describeWarningTime(data.when);
    return fact(WarningGivenSchema, {
      dossierCode: codeOf(event), taskId: data.step === undefined ? '' : taskIdOf(codeOf(event), data.step.jobKey), element: data.step?.element ?? '', point: data.code, reasonVi: reason.vi, reasonEn: reason.en,
      receivers: [...data.to], dueAt: data.dueAt, givenAt: data.at, recordedAt: data.recordedAt,
    });
  },
  DueDateMoved: ({ data, ...event }) =>
    fact(DueDateMovedSchema, { dossierCode: codeOf(event), from: data.from, to: data.to, reason: data.reason.vi, reasonEn: event.schema < WITH_ENGLISH_REASON ? '' : data.reason.en, movedAt: data.at, ground: data.ground ?? '' }),
});

/** Said of children only, so that what was announced before there were any reads as it did. */
function startedBy({ parent, name, agency, unit }: ChildOf): object {
  return { parentDossierCode: parent, name: name.vi, nameEn: name.en, agency, unit };
}

/** Instance and clock streams are named `<category>/<dossier code>`. */
function codeOf({ stream }: Readonly<{ stream: string }>): string {
  return stream.slice(stream.indexOf('/') + 1);
}

/** Empty text where the procedure says nothing, as in what was announced before it could. */
function termsOf({ counting, tacit }: ProcedureContent): object {
  return {
    limitOnline: counting?.online ?? '', limitCounter: counting?.counter ?? '', limitPostal: counting?.postal ?? '',
    cutOff: counting?.cutOff ?? '', rollForward: counting?.rollForward ?? '', tacitOutcome: tacit ?? '',
  };
}
