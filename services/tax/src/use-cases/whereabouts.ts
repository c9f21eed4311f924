import type { SqlEffect } from '@lienthong/event-store';
import type { ObligationRejection } from '../domain/obligation.decider.js';

/** A step that waits at another agency, as processing offered it there. */
export type Place = Readonly<{ agency: string; unit: string; name: string; since: string }>;

/** Where dossiers wait when they do not wait here: a note beside the log, since other agencies' steps are no events of this one. */
export type Whereabouts = Readonly<{
  find(dossierCode: string): Promise<readonly Place[]>;
  note(taskId: string, dossierCode: string, place: Place): SqlEffect;
  forgetStep(taskId: string): SqlEffect;
  forgetDossier(dossierCode: string): SqlEffect;
}>;

export type ElsewhereRejection = Readonly<{ code: 'STEP_ELSEWHERE'; because: string; agency: string; step: string; at: string }>;

/** Tells an officer who reaches for a dossier that is not here where it is, since when. */
export async function located<R extends { code: string; because: string }>(rejection: R, code: string, { find }: Pick<Whereabouts, 'find'>): Promise<R | ElsewhereRejection> {
  const notHere: readonly string[] = ['STEP_NOT_OFFERED', 'DOSSIER_UNKNOWN'] satisfies readonly ObligationRejection['code'][];
  if (!notHere.includes(rejection.code)) return rejection;
  const [place] = await find(code);
  if (place === undefined) return rejection;
  const { agency, name, since } = place;
  return { code: 'STEP_ELSEWHERE', because: `Expected to work on dossier ${code}, but it waits at ${agency} for "${name}" since ${since}`, agency, step: name, at: since };
}
