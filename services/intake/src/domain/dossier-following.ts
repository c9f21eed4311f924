import type { Bilingual } from '@lienthong/calendar';
import { accepted, assertNever, rejected, spoken, type Command, type Decision, type Rejection } from '@lienthong/kernel';
import { moveOf, type Move } from './dossier-rules.js';
import { WORK_TYPES, type Child, type Dossier, type DossierEvent, type DossierState, type SupplementRequested, type WorkOffered, type WorkType } from './dossier.js';
import { FOLLOWED, isFinal, isFollowedState, type Action } from './national-states.js';

// What other services' facts mean for the dossier that the citizen sees.

const FINISHED = 9;

// Commands

/** A step of the procedure opened. `state` is the national state it asks for, 0 if it leaves that alone. */
export type FollowStep = Command<'FollowStep', {
  taskId: string; type: string; element: string; name: string; agency: string; unit: string; role: string; reason: Bilingual; proposal: string; items: readonly string[];
  offeredAt: string; dueAt: string; state: number;
}>;
/** Of processing's clock: the step is due then. Most steps that move are another agency's, and nothing here. */
export type MoveWorkDate = Command<'MoveWorkDate', { taskId: string; from: string; to: string; movedAt: string }>;
export type CloseWork = Command<'CloseWork', { taskId: string }>;
export type RecordDecision = Command<'RecordDecision', { certificateNumber: string; decidedAt: string }>;
export type StopDossier = Command<'StopDossier', { outcome: string }>;
export type RecordDelivery = Command<'RecordDelivery', { itemCode: string; deliveredAt: string; receivedBy: string }>;
/** Of a body that works on the case under a code of its own. What it does is the citizen's to see, and moves nothing here. */
export type NoteChild = Command<'NoteChild', Omit<Child, 'ended'>>;
export type NoteChildEnd = Command<'NoteChildEnd', { childCode: string } & NonNullable<Child['ended']>>;
/** Of processing's clock: from here on the dossier is due then. */
export type FollowDueDate = Command<'FollowDueDate', { from: string; to: string; ground: string; movedAt: string }>;
export type FollowingCommand = FollowDueDate | FollowStep | MoveWorkDate | CloseWork | RecordDecision | StopDossier | RecordDelivery | NoteChild | NoteChildEnd;

// Rejections

export type FollowingRejection = Rejection<'DOSSIER_UNKNOWN' | 'STATE_UNKNOWN' | 'WORK_UNKNOWN' | 'NOT_IN_STATE'>;

// Decide

type Followed = Decision<DossierEvent, FollowingRejection>;

export function decideToFollow(command: FollowingCommand, state: DossierState): Followed {
  if (state.kind === 'none') return rejected('DOSSIER_UNKNOWN', `Expected to ${spoken(command.type)} for a dossier, but it was never submitted here`);
  switch (command.type) {
    case 'FollowStep': return followStep(command, state);
    case 'MoveWorkDate': return moveWorkDate(command, state);
    case 'CloseWork': return closeWork(command, state);
    case 'RecordDecision': return recordDecision(command, state);
    case 'StopDossier': return stop(command, state);
    case 'RecordDelivery': return recordDelivery(command, state);
    case 'FollowDueDate': return followDueDate(command, state);
    case 'NoteChild': return noteChild(command, state);
    case 'NoteChildEnd': return noteChildEnd(command, state);
    default: return assertNever(command);
  }
}

/**
 * A step that opens after the end (or after a withdrawal) crossed it on the way; the procedure will hear of the end and take it back.
 * But one that hands the result out stays: no withdrawal ends a procedure that has its result.
 */
function followStep(command: FollowStep, dossier: Dossier): Followed {
  const { type, state } = command.data;
  if (isFinal(dossier.state) || (dossier.state === 7 && state !== FINISHED)) return accepted();
  if (isWorkType(type)) return takeWork(command, type, dossier);
  if (type.startsWith('intake.')) return rejected('WORK_UNKNOWN', `Expected to take up ${type} of dossier ${dossier.code}, but intake knows no such work`);
  if (state === 0) return accepted();
  return follow(command, dossier);
}

function takeWork(command: FollowStep, type: WorkType, dossier: Dossier): Followed {
  const { data } = command;
  if (dossier.work.some(({ taskId }) => taskId === data.taskId)) return accepted();
  const { taskId, element, name, unit, role, reason, proposal, items, offeredAt, dueAt } = data;
  const offered: WorkOffered = { type: 'WorkOffered', data: { code: dossier.code, taskId, type, element, name, unit, role, reason, proposal, items, offeredAt, dueAt } };
  if (type === 'intake.request-supplement') return askForSupplement(command, offered, dossier);
  const followed = data.state === 0 ? accepted<DossierEvent>() : follow(command, dossier);
  return followed.kind === 'rejected' ? followed : accepted<DossierEvent>(...followed.events, offered);
}

/** The agency that found the gap has written the reason: form 02 goes out at once, and waiting starts with it. */
function askForSupplement({ data, at }: FollowStep, offered: WorkOffered, dossier: Dossier): Followed {
  const move = moveOf('awaitSupplement', dossier);
  if (move.kind === 'rejected') return move;
  const reason = data.proposal === '' ? data.reason.vi : data.proposal;
  const requested: SupplementRequested = { type: 'SupplementRequested', data: { code: dossier.code, state: 5, stage: 'appraisal', items: data.items, reason, requestedAt: at } };
  return accepted<DossierEvent>(offered, requested);
}

function follow({ data, at }: FollowStep, dossier: Dossier): Followed {
  if (!isFollowedState(data.state)) {
    return rejected('STATE_UNKNOWN', `Expected to follow step ${data.name} of dossier ${dossier.code}, but no step leads to state ${data.state}`);
  }
  return moved(moveOf(FOLLOWED[data.state], dossier), (to) => ({
    type: 'StateFollowed', data: { code: dossier.code, state: to, step: data.name, agency: data.agency, followedAt: at },
  }));
}

/** The agency's own fact, which may be heard before or after the step that asked for it. */
function recordDecision({ data: { certificateNumber, decidedAt } }: RecordDecision, dossier: Dossier): Followed {
  if (dossier.decision !== undefined) return accepted();
  return moved(moveOf('decide', dossier), (state) => ({ type: 'ResultDecided', data: { code: dossier.code, state, certificateNumber, decidedAt } }));
}

/** The same date again adds nothing. */
function followDueDate({ data }: FollowDueDate, { code, movedTo }: Dossier): Followed {
  return movedTo === data.to ? accepted() : accepted({ type: 'DueDateFollowed', data: { code, ...data } });
}

function noteChild({ data }: NoteChild, { code, children = [] }: Dossier): Followed {
  if (children.some(({ childCode }) => childCode === data.childCode)) return accepted();
  return accepted({ type: 'ChildStarted', data: { code, ...data } });
}

function noteChildEnd({ data }: NoteChildEnd, { code, children = [] }: Dossier): Followed {
  const child = children.find(({ childCode }) => childCode === data.childCode);
  if (child === undefined) return rejected('DOSSIER_UNKNOWN', `Expected to end child dossier ${data.childCode} of ${code}, but the case has no such child here`);
  return child.ended === null ? accepted({ type: 'ChildEnded', data: { code, ...data } }) : accepted();
}

function moveWorkDate({ data }: MoveWorkDate, { code, work }: Dossier): Followed {
  const open = work.find(({ taskId }) => taskId === data.taskId);
  return open === undefined || open.dueAt === data.to ? accepted() : accepted({ type: 'WorkDateMoved', data: { code, ...data } });
}

function closeWork({ data, at }: CloseWork, { code, work }: Dossier): Followed {
  if (!work.some(({ taskId }) => taskId === data.taskId)) return accepted();
  return accepted({ type: 'WorkClosed', data: { code, taskId: data.taskId, closedAt: at } });
}

function stop({ data, at }: StopDossier, dossier: Dossier): Followed {
  return moved(moveOf('stop', dossier), (to) => ({ type: 'DossierStopped', data: { code: dossier.code, state: to, outcome: data.outcome, stoppedAt: at } }));
}

/** The post may be heard before the procedure's last step: that the item was delivered proves that the work was finished. */
function recordDelivery({ data, at }: RecordDelivery, dossier: Dossier): Followed {
  const returned: DossierEvent = {
    type: 'ResultReturned',
    data: { code: dossier.code, state: 10, manner: 'post', returnedAt: data.deliveredAt, itemCode: data.itemCode, receivedBy: data.receivedBy },
  };
  if (dossier.receipt !== null && canMove('finish', dossier)) {
    return accepted<DossierEvent>({ type: 'StateFollowed', data: { code: dossier.code, state: 9, step: '', agency: 'postal', followedAt: at } }, returned);
  }
  return moved(moveOf('deliver', dossier), () => returned);
}

function canMove(action: Action, dossier: Dossier): boolean {
  return moveOf(action, dossier).kind === 'moves';
}

function moved(move: Move, event: (to: Dossier['state']) => DossierEvent): Followed {
  if (move.kind === 'rejected') return move;
  return move.kind === 'idle' ? accepted() : accepted(event(move.to));
}

function isWorkType(type: string): type is WorkType {
  return (WORK_TYPES as readonly string[]).includes(type);
}
