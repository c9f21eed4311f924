import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StoredEvent } from '@lienthong/event-store';
import { findTaskForm, resolverOf, type Definition, type Model, type Variables } from '@lienthong/bpmn';
import { explainDueDate } from '@lienthong/calendar';
import type { Explanation } from '@lienthong/kernel';
import { Allow, AsReading, Clock, decodeCursor, paged, pageLimit, Reading, ReadsDossier, refuse, Requester } from '@lienthong/service-host';
import { openNumbers } from '../../domain/decimals.js';
import { fieldOrigins, type OriginsAtHand } from '../../domain/field-origins.js';
import { caseOf, fileOf, readTaskId, type Instance, type InstanceEvent, type JobOpened } from '../../domain/instance.js';
import { findSuspension } from '../../domain/legal-clock.js';
import { correctionsIn, shownCorrections, type CorrectionShown } from '../../domain/supplement-corrections.js';
import { originsOf } from '../../domain/variable-origins.js';
import { deadlineOfStep, deriveStepDate, factsOfStep } from '../../domain/step-dates.js';
import { maySeeTask, openTaskOf } from '../../domain/task-sight.js';
import { variablesOfCase } from '../../use-cases/advance-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { historyOf, type HistoryEntry } from './task-history.js';
import { OFFICERS } from './tasks.controller.js';

type Found = Readonly<{ code: string; key: string; opened: JobOpened['data']; instance: Instance; events: readonly InstanceEvent[] }>;

/** One task, from the dossier's stream itself: what a command has just done shows at once, and what is done shows still. */
@ApiTags('tasks')
@Controller('tasks')
@Allow({ roles: OFFICERS })
export class TaskDetailsController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** Where the task stands, and its form with the data that the model's input mappings give it. */
  @Get(':id')
  @ReadsDossier()
  async task(@Param('id') id: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const { code, key, opened, instance, events } = await this.find(id, requester, reading);
    const open = openTaskOf(instance, key);
    const closed = instance.run.closedJobs[key];
    const given = givenTo(events, opened);
    return {
      taskId: id, dossierCode: code, caseCode: caseOf(instance, code), procedure: instance.pin?.procedure ?? null, procedureVersion: instance.pin?.procedureVersion ?? null,
      element: opened.element, name: opened.name, nameEn: opened.nameEn, reason: opened.reason, agency: opened.agency, unit: opened.unit, role: opened.role,
      offeredAt: opened.openedAt, dueAt: datesOf(events, opened).dueAt, ...(await this.standingOf(code, datesOf(events, opened), open)), status: open === undefined ? (closed?.how ?? 'cancelled') : 'open', closed: closed ?? null,
      isMine: open?.claimed?.by.subject === requester.subject, isOwner: open?.owner?.subject === requester.subject,
      mayAssign: requester.roles.includes('leader') && (opened.agency === '' || opened.agency === requester.agency),
      claimed: open?.claimed ?? null, owner: open?.owner ?? null, assigned: open?.assigned ?? null, escalatedTo: open?.escalatedTo ?? [],
      plannedFor: open?.dueDate ?? null, followUpAt: open?.followUpDate ?? null, priority: open?.priority ?? null, comments: open?.comments ?? 0,
      inputs: openNumbers(given), form: await this.formOf({ code, instance, events }, key, given), corrections: await this.correctionsOf({ instance, events }, key),
    };
  }

  /** Who did what and when, oldest first; `only=comments` for what was written about it. */
  @Get(':id/history')
  @ReadsDossier()
  async history(
    @Param('id') id: string, @Requester() requester: Requester, @AsReading() reading: Reading,
    @Query('only') only?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string,
  ): Promise<object> {
    const { key, events } = await this.find(id, requester, reading);
    const size = pageLimit(limit);
    const [after] = decodeCursor(cursor, 1) ?? [0];
    const entries = historyOf(events, key).map((entry, index): HistoryEntry & Readonly<{ number: number }> => ({ number: index + 1, ...entry }));
    const wanted = entries.filter(({ number, what }) => number > Number(after) && (only !== 'comments' || what === 'commented'));
    return paged(wanted.slice(0, size + 1), size, (entry) => entry, ({ number }) => [number]);
  }

  /** The step's own date, from its opening, moved by what its dossier waits for the citizen. */
  @Get(':id/due-date/explain')
  @ReadsDossier()
  async explainDueDate(@Param('id') id: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<Explanation> {
    const { code, opened } = await this.find(id, requester, reading);
    const { state } = await this.ports.loadClock(code);
    const facts = state.running === null ? undefined : factsOfStep(state.running, opened);
    if (facts === undefined || state.running === null) refuse({ code: 'NOT_A_LIMIT', because: `Expected to explain the date of task ${id}, but its limit ${opened.limit} cannot be counted` });
    const due = deriveStepDate(await this.ports.calendars(facts.calendar), state.running, opened) ?? refuse({ code: 'CALENDAR_UNKNOWN', because: `Expected to count by calendar ${facts.calendar}, but it is not known here` });
    if (due.kind === 'refused') refuse(due.rejection);
    const because = { vi: 'Mở bước', en: 'The step opened' };
    return explainDueDate({ about: id, limit: facts.limit, dates: [{ dueAt: due.dueAt, since: opened.openedAt, because, calendar: facts.calendar, derivation: due.derivation }] });
  }

  /** As the list of tasks says it; what is done is neither late nor waits. */
  private async standingOf(code: string, dates: Dates, open: ReturnType<typeof openTaskOf>): Promise<Readonly<{ deadline: 'late' | 'soon' | null; isWaiting: boolean }>> {
    if (open === undefined) return { deadline: null, isWaiting: false };
    const { state } = await this.ports.loadClock(code);
    const waitingSince = (state.running?.status === 'suspended' ? findSuspension(state)?.since : null) ?? null;
    return { deadline: deadlineOfStep({ ...dates, waitingSince, now: this.clock.now() }), isWaiting: waitingSince !== null };
  }

  /** What supplements have set right since it opened: the form shows the new, this also the old. */
  private async correctionsOf({ instance: { pin }, events }: Pick<Found, 'instance' | 'events'>, key: string): Promise<readonly CorrectionShown[]> {
    const corrections = correctionsIn(events, key);
    if (corrections.length === 0 || pin === null) return [];
    const { procedure, version } = fileOf(pin);
    const model = await this.ports.findCompiled(procedure, version);
    return shownCorrections(corrections, model?.processes[model.main]?.applicationForm ?? null);
  }

  private async formOf({ code, instance, events }: Pick<Found, 'code' | 'instance' | 'events'>, key: string, given: Variables): Promise<object | null> {
    const { pin, run } = instance;
    if (pin === null) return null;
    const { procedure, version, process } = fileOf(pin);
    const model = await this.ports.findCompiled(procedure, version);
    const definition = model?.processes[process ?? model.main];
    if (model === undefined || definition === undefined) return null;
    const found = findTaskForm(definition, resolverOf(model), run, key, await variablesOfCase(this.ports, pin));
    if (found === undefined) return null;
    const sources = fieldOrigins(found, given, await this.originsAtHand({ code, instance, events }, model, definition));
    return { id: found.form.id, schema: found.form.schema, data: openNumbers(found.data), sources };
  }

  /** Of a child dossier its case's too: what a body is told there began with the application, or at another body. */
  private async originsAtHand({ code, instance, events }: Pick<Found, 'code' | 'instance' | 'events'>, model: Model, definition: Definition): Promise<OriginsAtHand> {
    const parentCode = instance.pin?.child?.parent;
    if (parentCode === undefined) return { own: originsOf(events, { code, nameOf: namesIn(definition), parent: null }), prefilled: instance.pin?.prefilled ?? [], parent: null };
    const [{ state }, { events: stored }] = await Promise.all([this.ports.loadInstance(parentCode), this.ports.store.load(`instance/${parentCode}`)]);
    const origins = originsOf(knownOf(stored), { code: parentCode, nameOf: namesIn(model.processes[state.pin?.child?.process ?? model.main]), parent: null });
    return { own: originsOf(events, { code, nameOf: namesIn(definition), parent: { code: parentCode, origins } }), prefilled: state.pin?.prefilled ?? [], parent: { code: parentCode, origins, variables: state.run.variables } };
  }

  private async find(id: string, requester: Requester, reading: Reading): Promise<Found> {
    const task = readTaskId(id);
    if (task === undefined) refuse({ code: 'NOT_AN_ID', because: `Expected to find task ${id.slice(0, 100)}, but that is not the id of a task` });
    const [{ state }, { events }] = await Promise.all([this.ports.loadInstance(task.code), this.ports.store.load(`instance/${task.code}`)]);
    const known = knownOf(events);
    const opened = known.find((event): event is JobOpened => event.type === 'JobOpened' && event.data.jobKey === task.key);
    if (opened === undefined || opened.data.kind !== 'user') refuse({ code: 'JOB_UNKNOWN', because: `Expected to find task ${id}, but there never was one` });
    const open = openTaskOf(state, task.key);
    if (!maySeeTask(opened.data, requester, open)) refuse({ code: 'NOT_A_CANDIDATE', because: `Expected to show task ${id}, but it belongs to ${opened.data.role ?? 'an officer'} of ${opened.data.agency} ${opened.data.unit}` });
    reading.concerns(task.code);
    return { ...task, opened: opened.data, instance: state, events: known };
  }
}

const namesIn = (definition: Definition | undefined) => (element: string): string | undefined => definition?.nodes.find(({ id }) => id === element)?.name;

/** What was destroyed says nothing any more. */
const knownOf = (events: readonly StoredEvent[]): readonly InstanceEvent[] => events.filter(({ data }) => data !== null) as unknown as readonly InstanceEvent[];

/** As it was opened with, and as a correction gave it anew. */
function givenTo(events: readonly InstanceEvent[], { jobKey, inputs }: JobOpened['data']): Variables {
  return events.reduce<Variables>((given, event) => (event.type === 'JobInputsCorrected' && event.data.jobKey === jobKey ? { ...given, ...event.data.inputs } : given), inputs);
}

type Dates = Readonly<{ dueAt: string; nearAt: string | undefined; suspendsClock: JobOpened['data']['suspendsClock'] }>;

/** What the clock made of the step's date since it opened, also of one that is done. */
function datesOf(events: readonly InstanceEvent[], { jobKey, dueAt, nearAt, suspendsClock }: JobOpened['data']): Dates {
  const moved = events.findLast((event) => event.type === 'StepDateMoved' && event.data.jobKey === jobKey);
  return moved?.type === 'StepDateMoved' ? { dueAt: moved.data.to, nearAt: moved.data.nearAt, suspendsClock } : { dueAt, nearAt, suspendsClock };
}
