import type { AsOf } from './dossier-facts.js';

/** What happened to a petition, as far as an indicator asks. `step` is the stage of one of its clocks. */
export type PetitionMark = Readonly<{ position: number; at: string }> & (
  | Readonly<{ kind: 'received'; isRepeated: boolean; dossierRef: string | null }>
  | Readonly<{ kind: 'classified'; content: string; aspect: string | null }>
  // Classed otherwise: the clocks that run were never its own.
  | Readonly<{ kind: 'restarted' }>
  | Readonly<{ kind: 'due'; step: string; dueAt: string }>
  | Readonly<{ kind: 'done'; step: string }>
  | Readonly<{ kind: 'rated'; isSatisfied: boolean }>
);

export type PetitionRecord = Readonly<{ number: string; history: readonly PetitionMark[] }>;

/** A clock of a petition; `doneAt` null while it runs. */
export type PetitionDue = Readonly<{ step: string; dueAt: string; doneAt: string | null }>;

/** A petition as it stood at a moment. */
export type PetitionFacts = Readonly<{
  number: string; receivedAt: string; isRepeated: boolean; dossierRef: string | null;
  content: string | null; aspect: string | null; dues: readonly PetitionDue[]; isDisliked: boolean;
}>;

export function petitionAsOf({ number, history }: PetitionRecord, { position, until }: AsOf): PetitionFacts | undefined {
  const [first, ...rest] = history.filter((mark) => mark.position <= position && mark.at < until);
  if (first?.kind !== 'received') return undefined;
  const { at: receivedAt, isRepeated, dossierRef } = first;
  return rest.reduce<PetitionFacts>(follow, { number, receivedAt, isRepeated, dossierRef, content: null, aspect: null, dues: [], isDisliked: false });
}

/** A clock that starts anew, as by an extension, replaces the one of its stage that runs; one that is done stays, late or not. */
function follow(facts: PetitionFacts, mark: PetitionMark): PetitionFacts {
  switch (mark.kind) {
    case 'received': return facts;
    case 'classified': return { ...facts, content: mark.content, aspect: mark.aspect };
    case 'restarted': return { ...facts, dues: facts.dues.filter(({ doneAt }) => doneAt !== null) };
    case 'due': return { ...facts, dues: [...facts.dues.filter(({ step, doneAt }) => step !== mark.step || doneAt !== null), { step: mark.step, dueAt: mark.dueAt, doneAt: null }] };
    case 'done': return { ...facts, dues: facts.dues.map((due) => (due.step === mark.step && due.doneAt === null ? { ...due, doneAt: mark.at } : due)) };
    case 'rated': return { ...facts, isDisliked: !mark.isSatisfied };
  }
}

/** Every clock was met; one that runs is late when the period is over and its date past. */
export function isOnTime({ dues }: PetitionFacts, until: string): boolean {
  return dues.every(({ dueAt, doneAt }) => Date.parse(doneAt ?? until) <= Date.parse(dueAt));
}
