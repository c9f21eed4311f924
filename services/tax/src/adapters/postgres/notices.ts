import type { Pool } from 'pg';
import type { Notices } from '../../use-cases/acting.js';

export function noticeTable(pool: Pool): Notices {
  return {
    async findDossier(noticeNumber) {
      const { rows } = await pool.query<{ dossier_code: string }>('SELECT dossier_code FROM notices WHERE notice_number = $1', [noticeNumber]);
      return rows[0]?.dossier_code;
    },
    enter: (noticeNumber, dossierCode) => ({ text: 'INSERT INTO notices (notice_number, dossier_code) VALUES ($1, $2)', values: [noticeNumber, dossierCode], mustChange: 1 }),
  };
}
