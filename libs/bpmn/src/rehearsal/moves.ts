import type { Officer } from '../instance-command.js';
import type { OpenJob, OpenSubscription, Text, Variables } from '../instance-state.js';
import type { Actor, Stage } from './cast.js';
import { act } from './stage.js';

const SAID: Text = { vi: 'Lỗi do câu trả lời của lần chạy thử ném ra', en: 'An error that the answer of the rehearsal throws' };

/** Something that waits for an answer: the work of a step, or an event. */
export type Opening =
  | Readonly<{ kind: 'job'; key: string; actor: Actor; job: OpenJob; element: string; since: string }>
  | Readonly<{ kind: 'subscription'; key: string; actor: Actor; subscription: OpenSubscription; element: string; since: string }>;

/** In the order in which they opened, instance by instance. A job with an incident waits for a person, not for an answer. */
export const openingsOf = (stage: Stage): readonly Opening[] => stage.open.flatMap(openingsIn);

/** States are never changed, so that what was found in one holds as long as it does. */
const found = new WeakMap<object, readonly Opening[]>();

function openingsIn(actor: Actor): readonly Opening[] {
  const { state } = actor;
  const before = found.get(state);
  if (before !== undefined) return before;
  const stuck = new Set(Object.values(state.incidents).map(({ jobKey }) => jobKey));
  const jobs = Object.values(state.jobs)
    .filter(({ jobKey }) => !stuck.has(jobKey))
    .map((job): Opening => ({ kind: 'job', key: `${actor.number}/${job.jobKey}`, actor, job, element: job.element, since: job.openedAt }));
  const events = Object.values(state.subscriptions).map((subscription): Opening => {
    const { subscriptionKey, element, at } = subscription;
    return { kind: 'subscription', key: `${actor.number}/${subscriptionKey}`, actor, subscription, element, since: at };
  });
  const openings = [...jobs, ...events];
  found.set(state, openings);
  return openings;
}

/** `fact`: the public fact that completes the step, where it is one of those that the model names. */
export type Reply = Readonly<{ variables: Variables; error: string | null; fact: string | null }>;

export function answerOpening(stage: Stage, opening: Opening, { variables, error, fact }: Reply): void {
  if (opening.kind === 'subscription') occur(stage, opening.actor, opening.subscription, variables);
  else if (fact !== null && error === null) act(stage, opening.actor, { type: 'CorrelateFact', data: { fact, variables }, at: stage.at });
  else if (opening.job.kind === 'user') answerTask(stage, opening.actor, opening.job, variables, error);
  else answerJob(stage, opening.actor, opening.job, variables, error);
}

function answerJob(stage: Stage, actor: Actor, { jobKey }: OpenJob, variables: Variables, error: string | null): void {
  if (error === null) act(stage, actor, { type: 'CompleteJob', data: { jobKey, variables }, at: stage.at });
  else act(stage, actor, { type: 'ThrowJobError', data: { jobKey, code: error, text: SAID, variables }, at: stage.at });
}

function answerTask(stage: Stage, actor: Actor, job: OpenJob, variables: Variables, error: string | null): void {
  const { jobKey } = job;
  const by = officerFor(stage, job);
  if (!act(stage, actor, { type: 'ClaimTask', data: { jobKey, by }, at: stage.at }) && stage.trouble !== null) return;
  if (error === null) act(stage, actor, { type: 'CompleteTask', data: { jobKey, by, variables }, at: stage.at });
  else act(stage, actor, { type: 'ThrowTaskError', data: { jobKey, by, code: error, text: SAID, variables }, at: stage.at });
}

/** Whoever the model asks for, and each time somebody else, so that four eyes are four. */
function officerFor(stage: Stage, { agency, role, task, jobKey }: OpenJob): Officer {
  const subject = task?.assignee ?? task?.candidateUsers?.[0] ?? `rehearsal-${stage.events}-${jobKey}`;
  return { subject, name: subject, agency, roles: [...(role === null ? [] : [role]), ...(task?.candidateGroups ?? [])] };
}

/** The event happens at this very place, whoever else may wait for the same. */
function occur(stage: Stage, actor: Actor, { subscriptionKey, kind, name, correlationKey = '' }: OpenSubscription, variables: Variables): void {
  if (kind === 'message') act(stage, actor, { type: 'CorrelateMessage', data: { name, correlationKey, variables, subscriptionKey }, at: stage.at });
  else if (kind === 'signal') act(stage, actor, { type: 'DeliverSignal', data: { name, variables, subscriptionKey }, at: stage.at });
  else if (Object.keys(variables).length > 0) {
    const by = { subject: 'rehearsal', name: 'rehearsal' };
    act(stage, actor, { type: 'SetVariables', data: { variables, by, reason: 'rehearsal' }, at: stage.at });
  }
}
