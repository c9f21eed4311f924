import { setTimeout } from 'node:timers/promises';
import { commandAnswer, commandEffects, problemOf, refuse, type Clock, type CommandAnswer, type ProblemException, type Requester } from '@lienthong/service-host';
import type { Step, UnitOfficer } from '../../domain/instance.decider.js';
import { readTaskId } from '../../domain/instance.js';
import type { AbsencePorts } from '../../use-cases/absence-ports.js';
import { actOnDossier, type Act, type Acted } from '../../use-cases/act-on-dossier.js';
import type { AdvanceRejection } from '../../use-cases/advance-dossier.js';
import type { Colleagues } from '../../use-cases/colleagues.js';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';
import { findPresent } from '../../use-cases/stand-in.js';
import { holderOf } from './holder-of.js';

/** Intake's facts arrive within a second; what has not come by then is not attached. */
const FILE_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 250;

/** Whom somebody meant, and who is there in their place; the same where they are not away. */
export type Reached = Readonly<{ to: UnitOfficer; insteadOf: UnitOfficer | null }>;
export type Attempt = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'refused'; problem: ProblemException }>;
type StepOf = (jobKey: string, by: UnitOfficer, at: string) => Step;
/** `more`: what else the answer says. */
type Asked = Readonly<{ id: string; requester: Requester; seen: number | undefined; more?: object }>;

/** What all commands on tasks have in common: who acts, on which dossier, and how a refusal is told. Injectable. */
export class TaskActs {
  constructor(readonly ports: DossierPorts, readonly absences: AbsencePorts, readonly colleagues: Colleagues, readonly clock: Clock) {}

  async act({ id, requester, seen, more = {} }: Asked, stepOf: StepOf): Promise<CommandAnswer> {
    const body = { taskId: id, ...more };
    const attempt = await this.attempt({ id, requester, seen, more: body }, stepOf, true);
    if (attempt.kind === 'refused') throw attempt.problem;
    return commandAnswer({ position: attempt.position, version: attempt.version, body });
  }

  /** `claimsKey`: the request is this one command, so that its Idempotency-Key goes with it. */
  async attempt({ id, requester, seen, more }: Asked, stepOf: StepOf, claimsKey = false): Promise<Attempt> {
    const task = readTaskId(id);
    if (task === undefined) return { kind: 'refused', problem: problemOf({ code: 'NOT_AN_ID', because: `Expected to find task ${id.slice(0, 100)}, but that is not the id of a task` }) };
    const at = this.clock.now();
    const step = stepOf(task.key, await this.officer(requester, at), at);
    const effects = claimsKey ? commandEffects({ body: more }) : [];
    const acted = await this.perform({ code: task.code, step, actor: requester.actor(), seenVersion: seen, effects }, claimsKey ? Date.now() + FILE_WAIT_MS : 0);
    return acted.kind === 'accepted' ? acted : { kind: 'refused', problem: await this.problemOf(task, acted.rejection) };
  }

  /** A form may name a file that intake has just taken and is about to tell of. Of many tasks at once none is waited for. */
  private async perform(act: Act, until: number): Promise<Acted> {
    let acted = await actOnDossier(this.ports, act);
    while (acted.kind === 'rejected' && acted.rejection.code === 'FORM_INVALID' && 'awaitsFiles' in acted.rejection && Date.now() < until) {
      await setTimeout(LOOK_EVERY_MS);
      acted = await actOnDossier(this.ports, act);
    }
    return acted;
  }

  /** Who is meant by a subject, or who is there for them now. */
  async reach(subject: string): Promise<Reached> {
    const meant = await this.colleagues.find(subject);
    if (meant === undefined) refuse({ code: 'OFFICER_UNKNOWN', because: `Expected to hand a task to ${subject.slice(0, 60)}, but no such officer is known here` });
    const present = await findPresent(this.absences, meant, this.clock.now());
    if (present === undefined) refuse({ code: 'SUBSTITUTE_UNFIT', because: `Expected to hand a task to ${meant.name}, but they are away and so are those who stand in for them` });
    return { to: present, insteadOf: present.subject === meant.subject ? null : meant };
  }

  private async officer({ subject, name, agency, unit, roles }: Requester, at: string): Promise<UnitOfficer> {
    await this.colleagues.seen({ subject, name, agency, unit, roles }, at);
    const standsInFor = await this.absences.standsInFor(subject, at);
    return { subject, name, agency, unit, roles, ...(standsInFor.length > 0 && { standsInFor }) };
  }

  private async problemOf({ code, key }: Readonly<{ code: string; key: string }>, rejection: AdvanceRejection): Promise<ProblemException> {
    if (rejection.code === 'FORM_INVALID') return problemOf({ code: rejection.code, because: rejection.because }, { errors: rejection.fields });
    if (rejection.code !== 'ALREADY_CLAIMED' && rejection.code !== 'JOB_CLOSED') return problemOf(rejection);
    const { state } = await this.ports.loadInstance(code);
    return problemOf(rejection, { facts: holderOf(state, key) });
  }
}
