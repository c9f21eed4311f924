import type { AsOf } from './dossier-facts.js';

/** What happened to a petition, as far as an indicator asks. `step` is one of its clocks. */
export type PetitionMark = Readonly<{ position: number; at: string }> & (
  | Readonly<{ kind: 'received'; isRepeated: boolean; dossierCode: string | null }>
  | Readonly<{ kind: 'classified'; content: string; aspect: string | null }>
  | Readonly<{ kind: 'due'; step: string; dueAt: string }>
  | Readonly<{ kind: 'done'; step: string }>
  | Readonly<{ kind: 'rated'; isSatisfied: boolean }>
);

export type PetitionRecord = Readonly<{ number: string; history: readonly PetitionMark[] }>;

/** A clock of a petition; `doneAt` null while it runs. */
export type PetitionDue = Readonly<{ step: string; dueAt: string; doneAt: string | null }>;

/** A petition as it stood at a moment. `content` is null until somebody has classified it. */
export type PetitionFacts = Readonly<{
  number: string; receivedAt: string; isRepeated: boolean; dossierCode: string | null;
  content: string | null; aspect: string | null; dues: readonly PetitionDue[]; isDisliked: boolean;
}>;

export function petitionAsOf({ number, history }: PetitionRecord, { position, until }: AsOf): PetitionFacts | undefined {
  const [first, ...rest] = history.filter((mark) => mark.position <= position && mark.at < until);
  if (first?.kind !== 'received') return undefined;
  const { at: receivedAt, isRepeated, dossierCode } = first;
  return rest.reduce<PetitionFacts>(follow, { number, receivedAt, isRepeated, dossierCode, content: null, aspect: null, dues: [], isDisliked: false });
}

/** A clock that starts anew, as after a transfer or an extension, replaces the one of the same name. */
function follow(facts: PetitionFacts, mark: PetitionMark): PetitionFacts {
  switch (mark.kind) {
    case 'received': return facts;
    case 'classified': return { ...facts, content: mark.content, aspect: mark.aspect };
    case 'due': return { ...facts, dues: [...facts.dues.filter(({ step }) => step !== mark.step), { step: mark.step, dueAt: mark.dueAt, doneAt: null }] };
    case 'done': return { ...facts, dues: facts.dues.map((due) => (due.step === mark.step && due.doneAt === null ? { ...due, doneAt: mark.at } : due)) };
    case 'rated': return { ...facts, isDisliked: !mark.isSatisfied };
  }
}

/** Every clock was met; one that runs is late when the period is over and its date past. */
export function isOnTime({ dues }: PetitionFacts, until: string): boolean {
  return dues.every(({ dueAt, doneAt }) => Date.parse(doneAt ?? until) <= Date.parse(dueAt));
}
