import { isProtected, mayAct, seesAuthor, type PetitionAccess } from '../../domain/petition-access.js';
import type { KnownPetition } from '../../domain/petition.js';

/** A row of the list: without text and author. */
export function petitionRow({ number, unit, status, petition, subject, receivedAt, isRepeated }: KnownPetition, version: number, dueAt: string | null, now: string): object {
  return { number, version, unit, status, matter: petition.matter, obstacles: petition.obstacles, subject, receivedAt, isRepeated, dueAt, overdue: dueAt !== null && Date.parse(dueAt) < Date.parse(now) };
}

export function petitionView(state: KnownPetition, version: number, dossierCode: string | null, access: PetitionAccess, now: string): object {
  const { kind: _, clocks, dossierRef: __, author, text, questions, ...rest } = state;
  const sees = seesAuthor(access, state);
  return {
    ...rest, version, dossierCode, isProtected: isProtected(state), mayAct: mayAct(access, state),
    // What somebody wrote gives them away as their name does.
    author: sees ? author : null, text: sees ? text : null, questions: sees ? questions : [], isAuthorWithheld: !sees,
    clocks: clocks.map(({ stage, rule, source, from, dueAt, doneAt }) => ({ stage, rule, source, from, dueAt, doneAt, late: Date.parse(doneAt ?? now) > Date.parse(dueAt) })),
  };
}
