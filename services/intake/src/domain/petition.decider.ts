import type { WorkingCalendar } from '@lienthong/calendar';
import { accepted, rejected, spoken, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import type { Officer } from './dossier.js';
import { isHumanReason } from './human-reason.js';
import { clocksFromReceipt, limitOf, startClocks, type Clocks, type ClockToStart } from './petition-clocks.js';
import { evolvePetition, noPetition, type KnownPetition, type Petition, type PetitionClass, type PetitionClock, type PetitionEvent, type PetitionReceived, type PetitionStatus } from './petition.js';

// Commands. `calendar` is the unit's, by which the dates are counted; undefined where it is not known.

type Counted = Readonly<{ calendar: WorkingCalendar | undefined }>;
export type ReceivePetition = Command<'ReceivePetition', Omit<PetitionReceived['data'], 'clocks'> & Counted>;
export type ClassifyPetition = Command<'ClassifyPetition', { number: string; petition: PetitionClass; by: Officer } & Counted>;
export type TransferPetition = Command<'TransferPetition', { number: string; unit: string | null; to: string; reason: string; by: Officer } & Counted>;
export type ReturnPetition = Command<'ReturnPetition', { number: string; guidance: string; by: Officer }>;
export type AcceptPetition = Command<'AcceptPetition', { number: string; by: Officer } & Counted>;
export type ExtendPetition = Command<'ExtendPetition', { number: string; reason: string; by: Officer } & Counted>;
export type AskAuthor = Command<'AskAuthor', { number: string; question: string; by: Officer } & Counted>;
export type RecordReply = Command<'RecordReply', { number: string; reply: string }>;
export type ResolvePetition = Command<'ResolvePetition', { number: string; answer: string; by: Officer } & Counted>;
export type PublishAnswer = Command<'PublishAnswer', { number: string; by: Officer }>;
export type RateAnswer = Command<'RateAnswer', { number: string; isSatisfied: boolean }>;
export type PetitionCommand = ReceivePetition | OnPetition;
type OnPetition = ClassifyPetition | TransferPetition | ReturnPetition | AcceptPetition | ExtendPetition | AskAuthor | RecordReply | ResolvePetition | PublishAnswer | RateAnswer;

// Rejections

export type PetitionRejection =
  | Rejection<'PETITION_UNKNOWN' | 'PETITION_NUMBER_TAKEN' | 'REASON_NOT_HUMAN' | 'NO_DUE_DATE' | 'EXTENSION_NOT_ALLOWED' | 'ANSWER_NOT_PUBLIC' | 'DATE_IN_FUTURE' | 'ANSWER_RATED'>
  | (Rejection<'PETITION_INELIGIBLE'> & Readonly<{ obstacles: string }>)
  | (Rejection<'PETITION_NOT_IN_STATUS'> & Readonly<{ status: PetitionStatus }>);

// Decide

type Decided = Decision<PetitionEvent, PetitionRejection>;

/** In which status each act is possible. */
const POSSIBLE = {
  ClassifyPetition: ['received'], TransferPetition: ['received'], ReturnPetition: ['received'], AcceptPetition: ['received'], ExtendPetition: ['accepted'],
  AskAuthor: ['received', 'accepted'], RecordReply: ['received', 'accepted'], ResolvePetition: ['accepted'], PublishAnswer: ['resolved'], RateAnswer: ['resolved', 'published'],
} as const satisfies Record<OnPetition['type'], readonly PetitionStatus[]>;

export const petitionDecider: Decider<PetitionCommand, Petition, PetitionEvent, PetitionRejection> = {
  initial: noPetition,
  decide(command, state) {
    if (command.type === 'ReceivePetition') return receive(command, state);
    if (state.kind === 'none') return rejected('PETITION_UNKNOWN', `Expected to ${spoken(command.type)} ${command.data.number}, but there is no petition of that number`);
    if (!(POSSIBLE[command.type] as readonly PetitionStatus[]).includes(state.status)) {
      const { rejection } = rejected('PETITION_NOT_IN_STATUS', `Expected to ${spoken(command.type)} ${state.number}, but it is ${state.status}`);
      return { kind: 'rejected', rejection: { ...rejection, status: state.status } };
    }
    return decideOn(command, state);
  },
  evolve: evolvePetition,
};

function decideOn(command: OnPetition, state: KnownPetition): Decided {
  switch (command.type) {
    case 'ClassifyPetition': return classify(command, state);
    case 'TransferPetition': return transfer(command, state);
    case 'ReturnPetition': return giveBack(command);
    case 'AcceptPetition': return accept(command, state);
    case 'ExtendPetition': return extend(command, state);
    case 'AskAuthor': return ask(command, state);
    case 'RecordReply': return accepted({ type: 'AuthorReplied', data: { number: state.number, reply: command.data.reply, repliedAt: command.at } });
    case 'ResolvePetition': return resolve(command, state);
    case 'PublishAnswer': return publish(command, state);
    case 'RateAnswer': return rate(command, state);
  }
}

function receive({ data: { calendar, ...received }, at }: ReceivePetition, state: Petition): Decided {
  if (state.kind === 'known') return rejected('PETITION_NUMBER_TAKEN', `Expected to receive petition ${received.number}, but one of that number is there, as after a restored backup`);
  if (received.receivedAt > at) return rejected('DATE_IN_FUTURE', `Expected to receive petition ${received.number}, but receivedAt ${received.receivedAt} lies in the future`);
  // Nobody can be answered: the law does not have it taken up.
  const obstacles = received.author === null && !received.petition.obstacles.includes('anonymous') ? [...received.petition.obstacles, 'anonymous' as const] : received.petition.obstacles;
  const petition = { ...received.petition, obstacles };
  return withClocks(startClocks(calendar, petition, clocksFromReceipt(petition, received.receivedAt)), (clocks) => ({ type: 'PetitionReceived', data: { ...received, petition, clocks } }));
}

/** Counted from the receipt whatever it is found to be: who classes late does not gain time. */
function classify({ data: { calendar, number, petition, by }, at }: ClassifyPetition, { receivedAt }: KnownPetition): Decided {
  return withClocks(startClocks(calendar, petition, clocksFromReceipt(petition, receivedAt)), (clocks) => ({ type: 'PetitionClassified', data: { number, petition, classifiedAt: at, by, clocks } }));
}

function transfer({ data: { calendar, number, unit, to, reason, by }, at }: TransferPetition, { petition }: KnownPetition): Decided {
  if (!isHumanReason(reason)) return notHuman(number);
  const wanted = unit === null ? [] : clocksFromReceipt(petition, at);
  return withClocks(startClocks(calendar, petition, wanted), (clocks) => ({ type: 'PetitionTransferred', data: { number, unit, to, reason, transferredAt: at, by, clocks } }));
}

function giveBack({ data: { number, guidance, by }, at }: ReturnPetition): Decided {
  return isHumanReason(guidance) ? accepted({ type: 'PetitionReturned', data: { number, guidance, returnedAt: at, by } }) : notHuman(number);
}

function accept({ data: { calendar, number, by }, at }: AcceptPetition, { petition }: KnownPetition): Decided {
  if (petition.obstacles.length > 0) {
    const { rejection } = rejected('PETITION_INELIGIBLE', `Expected to accept petition ${number}, but it is not eligible: ${petition.obstacles.join(', ')}`);
    return { kind: 'rejected', rejection: { ...rejection, obstacles: petition.obstacles.join(', ') } };
  }
  const wanted: readonly ClockToStart[] = limitOf(petition, 'resolution')?.countedFrom === 'acceptance' ? [{ stage: 'resolution', from: at }] : [];
  return withClocks(startClocks(calendar, petition, wanted), (clocks) => ({ type: 'PetitionAccepted', data: { number, acceptedAt: at, by, clocks } }));
}

/** A complaint becomes complex, once; a denunciation gets its thirty days more, as often as its complexity allows (domain §7.2). */
function extend({ data: { calendar, number, reason, by }, at }: ExtendPetition, { petition, extensions, acceptedAt }: KnownPetition): Decided {
  if (!isHumanReason(reason)) return notHuman(number);
  const isComplaint = petition.matter === 'complaint';
  const most = isComplaint ? 1 : limitOf(petition, 'resolution')?.extensions.times ?? 0;
  if (extensions >= most || (isComplaint && petition.complexity !== 'ordinary')) {
    return rejected('EXTENSION_NOT_ALLOWED', `Expected to extend petition ${number}, but its limit can be extended ${most} times and was ${extensions} times`);
  }
  const extended: PetitionClass = isComplaint ? { ...petition, complexity: 'complex' } : petition;
  const clocks = startClocks(calendar, extended, [{ stage: 'resolution', from: acceptedAt ?? at, granted: extensions + 1 }]);
  return withClocks(clocks, (begun) => ({ type: 'PetitionExtended', data: { number, times: extensions + 1, complexity: extended.complexity, reason, extendedAt: at, by, clocks: begun } }));
}

/** Asking has a limit of its own, from the receipt; waiting for the author stops no clock, since no source says so. */
function ask({ data: { calendar, number, question, by }, at }: AskAuthor, { petition, receivedAt, questions }: KnownPetition): Decided {
  if (!isHumanReason(question)) return notHuman(number);
  const wanted: readonly ClockToStart[] = questions.length === 0 ? [{ stage: 'more-information', from: receivedAt }] : [];
  return withClocks(startClocks(calendar, petition, wanted), (clocks) => ({ type: 'AuthorAsked', data: { number, question, askedAt: at, by, clocks } }));
}

function resolve({ data: { calendar, number, answer, by }, at }: ResolvePetition, { petition }: KnownPetition): Decided {
  if (!isHumanReason(answer)) return notHuman(number);
  return withClocks(startClocks(calendar, petition, [{ stage: 'publication', from: at }]), (clocks) => ({ type: 'PetitionResolved', data: { number, answer, resolvedAt: at, by, clocks } }));
}

/** Answers about rules are everybody's to read; those to complaints and denunciations are not. */
function publish({ data: { number, by }, at }: PublishAnswer, { petition: { matter } }: KnownPetition): Decided {
  if (matter === 'complaint' || matter === 'denunciation') return rejected('ANSWER_NOT_PUBLIC', `Expected to publish the answer to petition ${number}, but it is a ${matter}`);
  return accepted({ type: 'AnswerPublished', data: { number, publishedAt: at, by } });
}

function rate({ data: { number, isSatisfied }, at }: RateAnswer, state: KnownPetition): Decided {
  if (state.isSatisfied === isSatisfied) return accepted();
  if (state.isSatisfied !== null) return rejected('ANSWER_RATED', `Expected to rate the answer to petition ${number}, but it is rated already`);
  return accepted({ type: 'AnswerRated', data: { number, isSatisfied, ratedAt: at } });
}

function withClocks(started: Clocks, event: (clocks: readonly PetitionClock[]) => PetitionEvent): Decided {
  return started.kind === 'rejected' ? started : accepted(event(started.clocks));
}

function notHuman(number: string): Decided {
  return rejected('REASON_NOT_HUMAN', `Expected a sentence that the author of petition ${number} can understand, but it is none`);
}
