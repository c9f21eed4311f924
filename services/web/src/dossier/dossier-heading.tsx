import type { DossierItem } from '../api/audit.js';
import { Incidents } from '../design/incidents.js';
import { ProcedureName } from '../design/procedure-name.js';
import { StateBadge } from '../design/state-badge.js';
import styles from './dossier.module.css';

export function DossierHeading({ dossier }: Readonly<{ dossier: DossierItem }>) {
  return (
    <header className={styles.heading}>
      <p className={styles.procedure}>
        <span><ProcedureName code={dossier.procedureCode} /></span>
        <span className={styles.procedureCode}>{dossier.procedureCode}</span>
      </p>
      <h1 className={styles.code}>{dossier.code}</h1>
      <StateBadge state={dossier.state} />
      <Incidents count={dossier.incidents} />
    </header>
  );
}
