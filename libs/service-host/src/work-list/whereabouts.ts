import type { SqlEffect } from '@lienthong/event-store';
import type { Pool } from 'pg';

/** A step that waits at another agency, as processing offered it there. */
export type Place = Readonly<{ agency: string; unit: string; name: string; since: string }>;

/** Where dossiers wait when they do not wait here: a note beside the log, since other agencies' steps are no events of this one. */
export type Whereabouts = Readonly<{
  find(dossierCode: string): Promise<readonly Place[]>;
  note(taskId: string, dossierCode: string, place: Place): SqlEffect;
  forgetStep(taskId: string): SqlEffect;
  forgetDossier(dossierCode: string): SqlEffect;
}>;

/** Needs the table of `StepsElsewhere1764000002200`. */
export function stepsElsewhere(pool: Pool): Whereabouts {
  return {
    async find(dossierCode) {
      const { rows } = await pool.query<Place>('SELECT agency, unit, name, since FROM steps_elsewhere WHERE dossier_code = $1 ORDER BY since, task_id', [dossierCode]);
      return rows;
    },
    note: (taskId, dossierCode, { agency, unit, name, since }) => ({
      text: 'INSERT INTO steps_elsewhere (task_id, dossier_code, agency, unit, name, since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (task_id) DO NOTHING',
      values: [taskId, dossierCode, agency, unit, name, since],
    }),
    forgetStep: (taskId) => ({ text: 'DELETE FROM steps_elsewhere WHERE task_id = $1', values: [taskId] }),
    forgetDossier: (dossierCode) => ({ text: 'DELETE FROM steps_elsewhere WHERE dossier_code = $1', values: [dossierCode] }),
  };
}

type Refused = Readonly<{ code: string; because: string }>;

export type ElsewhereRejection = Readonly<{ code: 'STEP_ELSEWHERE'; because: string; agency: string; step: string; at: string }>;

/** Tells an officer who reaches for a dossier that is not here where it is, since when. `notHere`: the codes by which the office says that it is not. */
export async function located<R extends Refused>(rejection: R, code: string, { find }: Pick<Whereabouts, 'find'>, notHere: readonly string[]): Promise<R | ElsewhereRejection> {
  if (!notHere.includes(rejection.code)) return rejection;
  const [place] = await find(code);
  if (place === undefined) return rejection;
  const { agency, name, since } = place;
  return { code: 'STEP_ELSEWHERE', because: `Expected to work on dossier ${code}, but it waits at ${agency} for "${name}" since ${since}`, agency, step: name, at: since };
}
