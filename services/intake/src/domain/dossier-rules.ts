import { rejected, type Rejection } from '@lienthong/kernel';
import { CITIZEN, ONE_STOP, ownersOf, type By } from './application.js';
import type { Dossier } from './dossier.js';
import { NATIONAL_STATES, stepFor, type Action, type NationalState } from './national-states.js';

/** Facts of a refusal beside its sentence: they fill the texts of the problem catalogue. */
type RefusedAction = Rejection<'NOT_IN_STATE'> & Readonly<{ state: NationalState; stateVi: string; stateEn: string }>;

export type Move = Readonly<{ kind: 'moves'; to: NationalState }> | Readonly<{ kind: 'idle' }> | Readonly<{ kind: 'rejected'; rejection: RefusedAction }>;

/** Reads the table of national states for this dossier. */
export function moveOf(action: Action, dossier: Dossier): Move {
  const step = stepFor(action, dossier.state);
  if (step === 'idle') return { kind: 'idle' };
  if (step === 'back') return { kind: 'moves', to: dossier.receipt === null ? 1 : 4 };
  if (step !== 'no') return { kind: 'moves', to: step };
  const { vi, en } = NATIONAL_STATES[dossier.state];
  const { rejection } = rejected('NOT_IN_STATE', `Expected to ${VERBS[action]} dossier ${dossier.code}, but it is in state ${dossier.state} (${en})`);
  return { kind: 'rejected', rejection: { ...rejection, state: dossier.state, stateVi: vi, stateEn: en } };
}

const VERBS = {
  accept: 'accept', refuse: 'refuse', requestSupplement: 'request a supplement of', supplement: 'supplement', withdraw: 'withdraw',
  handOver: 'hand over the result of', rate: 'rate the service of', work: 'go on with', awaitSupplement: 'wait for a supplement of',
  awaitPayment: 'wait for payment of', decide: 'record the decision on', finish: 'finish', stop: 'stop', deliver: 'deliver the result of', attach: 'attach a file to',
} as const satisfies Record<Action, string>;

/** Officers act on what their own unit took in. */
export function isClerkOf(by: By, { application }: Dossier): boolean {
  return by.agency === ONE_STOP && by.unit === application.receivingUnit;
}

export function isOwner(by: By, { application }: Dossier): boolean {
  return by.agency === CITIZEN && ownersOf(application).includes(by.subject);
}

export function notYours(verb: string, { code }: Dossier, by: By): Readonly<{ kind: 'rejected'; rejection: Rejection<'NOT_YOUR_DOSSIER'> }> {
  const who = by.agency === CITIZEN ? 'the requester is not a party to it' : `it belongs to another unit than ${by.unit}`;
  return rejected('NOT_YOUR_DOSSIER', `Expected to ${verb} dossier ${code}, but ${who}`);
}

/** Times arrive in one written form (milliseconds, +07:00), so text order is time order. */
export function isAfter(time: string, other: string): boolean {
  return time > other;
}
