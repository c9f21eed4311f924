import { useRef } from 'react';
import { roleName } from '../agencies/agencies.js';
import type { DossierItem } from '../api/audit.js';
import { AgencyName } from '../design/agency-name.js';
import { useFlash } from '../design/flash.js';
import { useSpeech, useWords } from '../language/language.js';
import { elapsedSince, momentOf, useNow } from '../language/moments.js';
import styles from './panel.module.css';
import { recordWords } from './record-words.js';

/** Who has it now, or had it at a moment of the past, since when and why. */
export function CustodyPanel({ dossier, asOf }: Readonly<{ dossier: DossierItem; asOf?: string }>) {
  const { texts, say } = useSpeech();
  const words = useWords(recordWords);
  const panel = useRef<HTMLElement>(null);
  useFlash(panel, dossier.position);
  return (
    <section ref={panel} className={`${styles.panel} ${styles.custody}`} aria-labelledby="custody" data-agency={dossier.holder?.agency}>
      <h2 id="custody">{asOf === undefined ? texts.dossier.custody : words.past.custody}</h2>
      {dossier.holder === null ? (
        <p className={styles.holder}>{texts.dossier.nobody}</p>
      ) : (
        <p className={styles.holder}>
          <AgencyName agency={dossier.holder.agency} />
          <span className={styles.unit}>{[dossier.holder.unit, say(roleName(dossier.holder.role))].filter(Boolean).join(' · ')}</span>
        </p>
      )}
      <dl className={styles.facts}>
        {dossier.task !== null && <div><dt>{texts.dossier.task}</dt><dd>{say(dossier.task)}</dd></div>}
        {dossier.since !== null && <div><dt>{texts.dossier.since}</dt><dd><Lasting at={dossier.since} asOf={asOf} /></dd></div>}
        {dossier.reason !== null && <div><dt>{texts.dossier.reason}</dt><dd>{say(dossier.reason)}</dd></div>}
      </dl>
    </section>
  );
}

function Lasting({ at, asOf }: Readonly<{ at: string; asOf: string | undefined }>) {
  const { texts, language } = useSpeech();
  const now = useNow();
  const elapsed = elapsedSince(at, asOf === undefined ? now : Date.parse(asOf), language);
  return (
    <>
      <time dateTime={at}>{momentOf(at, language)}</time>
      <span className={styles.quiet}>{elapsed === '' ? texts.time.justNow : texts.time.lasting(elapsed)}</span>
    </>
  );
}
