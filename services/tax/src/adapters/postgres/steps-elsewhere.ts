import type { Pool } from 'pg';
import type { Place, Whereabouts } from '../../use-cases/whereabouts.js';

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
