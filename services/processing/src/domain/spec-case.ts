import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluateDecision, readModel, requiredInputs } from '@lienthong/dmn';
import { publishModel, resolverOf, type CalledDecision, type FindDecision, type Model, type Variables } from '@lienthong/bpmn';
import { dueDate, limitOfTerms, RELEASED_CALENDARS } from '@lienthong/calendar';
import { deepFreeze } from '@lienthong/testing';
import { childCode, planChild, startsOf, variablesOfChild } from './child-dossier.js';
import { instanceDecider, type InstanceCommand, type Step, type UnitOfficer } from './instance.decider.js';
import { noInstance, type Instance, type InstanceEvent, type Pin } from './instance.js';

/** The stage for stories of released procedures: a case with its child dossiers, its mail and a calendar, without a database. Sample people only. */

export const CASE = 'H56.17-20261123-0001';
type Letter = Readonly<{ name: string; correlationKey: string; variables: Variables; takenBy: Set<string> }>;
type Waits = readonly (readonly [element: string, agency: string, due: string])[];

const UNITS = {
  'one-stop': 'H56.17', 'civil-status': 'H56.17.1', police: 'H56.31', insurance: 'H56.41', construction: 'H56.51', commune: 'H56.17.2',
  'fire-police': 'H56.32', planning: 'H56.52', environment: 'H56.53', culture: 'H56.54', transport: 'H56.55',
} as const;
export const officer = (agency: keyof typeof UNITS, role: string): UnitOfficer => ({ subject: `${agency}-${role}`, name: `Cán bộ mẫu ${agency}`, agency, roles: [role], unit: UNITS[agency] });

async function compiled(file: string): Promise<Model> {
  const compilation = await publishModel(readFileSync(new URL(`../../procedures/${file}`, import.meta.url), 'utf8'));
  return compilation.kind === 'compiled' ? compilation.model : assert.fail(JSON.stringify(compilation.findings, null, 2));
}

/** The released decisions, each in its newest version. */
const released: FindDecision = (decision) => {
  const folder = new URL('../../decisions/', import.meta.url);
  const files = globSync('*/*.dmn', { cwd: fileURLToPath(folder) }).toSorted();
  return files.flatMap((file): readonly CalledDecision[] => {
    const reading = readModel(readFileSync(new URL(file, folder), 'utf8'));
    const found = reading.kind === 'read' ? reading.model.decisions.find(({ id }) => id === decision) : undefined;
    if (reading.kind !== 'read' || found === undefined) return [];
    const { model } = reading;
    return [{ name: found.name, model: model.id, version: 1, effectiveFrom: basename(file, '.dmn'), inputs: requiredInputs(model, decision), evaluate: (input, now) => evaluateDecision(model, decision, input, { now }) }];
  }).at(-1);
};

/** A dossier of the file's procedure, accepted at the counter at `receivedAt`. */
export async function openCase(file: string, form: Variables, receivedAt: string): Promise<CaseOnStage> {
  const model = await compiled(file);
  const { procedure } = model.processes[model.main] ?? assert.fail('no main process');
  assert.ok(procedure);
  const counted = limitOfTerms({ limit: procedure.limit, ...procedure.counting }, 'counter');
  const due = counted.kind === 'limit' ? dueDate(RELEASED_CALENDARS.find(procedure.calendar) ?? assert.fail(), receivedAt, counted.limit, counted.rules) : assert.fail();
  assert.equal(due.kind, 'due');
  const pin: Pin = { procedure: procedure.code, procedureVersion: 1, calendar: procedure.calendar, dueAt: due.kind === 'due' ? due.dueAt : '', units: UNITS, parties: ['038000000001'] };
  const stage = new CaseOnStage(model, receivedAt);
  stage.begin(CASE, model.main, pin, { ...form, code: CASE }, undefined);
  return stage;
}

export class CaseOnStage {
  private readonly instances = new Map<string, { process: string; instance: Instance }>();
  private readonly letters: Letter[] = [];
  private children = 0;

  constructor(private readonly model: Model, private at: string) {}

  begin(code: string, process: string, pin: Pin, variables: Variables, startEvent: string | undefined): void {
    this.instances.set(code, { process, instance: noInstance });
    this.run(code, { type: 'TakeOverDossier', at: this.at, data: { definition: this.definitionOf(process), resolve: resolverOf(this.model), findDecision: released, pin, variables, ...(startEvent !== undefined && { startEvent }) } });
  }

  on(at: string): this {
    this.fireUpTo(at);
    this.at = at;
    return this;
  }

  fact(fact: string, variables: Variables = {}): void {
    this.step(CASE, { type: 'CorrelateFact', at: this.at, data: { fact: `lienthong.${fact}`, variables } });
  }

  /** What tables decided, and by which of their rules. */
  readonly decisions: string[] = [];

  message(name: string, correlationKey: string, variables: Variables): void {
    this.send({ name, correlationKey, variables, takenBy: new Set() });
  }

  does(by: UnitOfficer, element: string, variables: Variables = {}): void {
    const { code, jobKey } = this.job(element);
    this.step(code, { type: 'ClaimTask', at: this.at, data: { jobKey, by } });
    this.step(code, { type: 'CompleteTask', at: this.at, data: { jobKey, by, variables } });
  }

  worker(element: string, variables: Variables): void {
    const { code, jobKey } = this.job(element);
    this.step(code, { type: 'CompleteJob', at: this.at, data: { jobKey, variables } });
  }

  workerRefuses(element: string, errorCode: string, text: string): void {
    const { code, jobKey } = this.job(element);
    this.step(code, { type: 'ThrowJobError', at: this.at, data: { jobKey, code: errorCode, text: { vi: text, en: text }, variables: {} } });
  }

  /** Every open step of the case: who has it, and until when by law (local day and time). */
  waits(): Waits {
    return [...this.instances.values()].flatMap(({ instance: { run, dueDates } }) => Object.values(run.jobs).map((job) => [job.element, job.agency, (dueDates[job.jobKey] ?? '').slice(0, 16)] as const));
  }

  child(process: string): Readonly<{ code: string; dueAt: string; status: string; outcome: string | undefined; clock: string }> | undefined {
    const found = [...this.instances].find(([code, each]) => code !== CASE && each.process === process);
    if (found === undefined) return undefined;
    const [code, { instance }] = found;
    return { code, dueAt: instance.pin?.dueAt ?? '', status: instance.run.status, outcome: this.instance(CASE).children[code]?.ended?.outcome, clock: instance.pin?.child?.unit ?? '' };
  }

  inputs(element: string): Variables {
    return this.job(element).inputs;
  }

  variable(name: string): unknown {
    return this.instance(CASE).run.variables[name];
  }

  dueAt(): string {
    return this.instance(CASE).pin?.dueAt ?? '';
  }

  outcome(): readonly [status: string, end: string | null] {
    const { run } = this.instance(CASE);
    return [run.status, run.reachedEnd];
  }

  incidents(): readonly string[] {
    return [...this.instances.values()].flatMap(({ instance }) => Object.values(instance.run.incidents).map(({ element, code }) => `${element}: ${code}`));
  }

  private instance(code: string): Instance {
    return this.instances.get(code)?.instance ?? assert.fail(`there is no dossier ${code}`);
  }

  private definitionOf(process: string) {
    return this.model.processes[process] ?? assert.fail(`there is no process ${process}`);
  }

  private job(element: string) {
    for (const [code, { instance }] of this.instances) for (const job of Object.values(instance.run.jobs)) if (job.element === element) return { code, ...job };
    return assert.fail(`${element} is not open, but ${JSON.stringify(this.waits())} ${this.incidents().join()}`);
  }

  private step(code: string, step: Step): void {
    const { process } = this.instances.get(code) ?? assert.fail(code);
    this.run(code, { type: 'AdvanceInstance', at: this.at, data: { code, definition: this.definitionOf(process), resolve: resolverOf(this.model), findDecision: released, step } });
  }

  private run(code: string, command: InstanceCommand): void {
    const known = this.instances.get(code) ?? assert.fail(code);
    const decision = instanceDecider.decide(command, deepFreeze(known.instance));
    if (decision.kind === 'rejected') return assert.fail(`${command.type}: ${decision.rejection.because}`);
    known.instance = decision.events.reduce(instanceDecider.evolve, known.instance);
    for (const event of decision.events) this.follow(code, event);
    this.deliver();
  }

  private follow(code: string, event: InstanceEvent): void {
    const { pin } = this.instance(code);
    if (event.type === 'DecisionEvaluated') this.decisions.push(`${event.data.decision}: rule ${event.data.trace.at(-1)?.table?.matched.map(({ index }) => index).join() ?? ''}`);
    if (event.type === 'MessageThrown') {
      const { name, correlationKey, variables } = event.data;
      for (const { process, startEvent } of startsOf(this.model, name)) this.startChild(code, process, startEvent, variables);
      this.letters.push({ name, correlationKey, variables, takenBy: new Set() });
    }
    if ((event.type === 'InstanceCompleted' || event.type === 'InstanceTerminated') && pin?.child !== undefined) {
      const [outcome, outcomeName] = event.type === 'InstanceCompleted' ? [event.data.outcome, event.data.name] : [event.data.reason, ''];
      this.run(pin.child.parent, { type: 'NoteChildEnd', at: this.at, data: { childCode: code, outcome, name: outcomeName, at: this.at } });
      this.letters.push({ name: `${pin.child.process}-ended`, correlationKey: pin.child.parent, variables: { outcome, outcomeName, childCode: code }, takenBy: new Set() });
    }
  }

  private startChild(parent: string, process: string, startEvent: string, carried: Variables): void {
    const definition = this.definitionOf(process);
    const plan = planChild(parent, this.instance(parent).pin ?? assert.fail(), definition, this.at, RELEASED_CALENDARS);
    if (plan.kind === 'rejected') return assert.fail(plan.rejection.because);
    const { child, procedure, dueAt } = plan.pin;
    assert.ok(child);
    const code = childCode(child.unit, this.at.slice(0, 10), (this.children += 1));
    this.run(parent, { type: 'NoteChild', at: this.at, data: { childCode: code, process, procedure, name: child.name, agency: child.agency, unit: child.unit, dueAt, at: this.at } });
    this.begin(code, process, plan.pin, variablesOfChild(definition, carried, code, parent), startEvent);
  }

  private send(letter: Letter): void {
    this.letters.push(letter);
    this.deliver();
  }

  /** Each letter once to each process that waits for it. */
  private deliver(): void {
    for (const letter of this.letters) {
      for (const [code, { instance: { pin, run } }] of this.instances) {
        const isAwaited = Object.values(run.subscriptions).some(({ kind, name, correlationKey }) => kind === 'message' && name === letter.name && correlationKey === letter.correlationKey);
        if (!isAwaited || letter.takenBy.has(pin?.procedure ?? '')) continue;
        letter.takenBy.add(pin?.procedure ?? '');
        const { name, correlationKey, variables } = letter;
        this.step(code, { type: 'CorrelateMessage', at: this.at, data: { name, correlationKey, variables } });
      }
    }
  }

  private fireUpTo(at: string): void {
    for (;;) {
      const due = [...this.instances].flatMap(([code, { instance }]) => Object.values(instance.run.timers).map((timer) => ({ code, ...timer })))
        .filter(({ dueAt }) => Date.parse(dueAt) <= Date.parse(at)).toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
      if (due === undefined) return;
      this.at = due.dueAt;
      this.step(due.code, { type: 'FireTimer', at: due.dueAt, data: { timerKey: due.timerKey } });
    }
  }
}
