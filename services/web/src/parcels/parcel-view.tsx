import { Link } from 'react-router';
import type { Parcel, Right } from '../api/parcels.js';
import { dossierAddress } from '../dossiers/filter-address.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { parcelWords } from './parcel-words.js';
import styles from './parcels.module.css';

export function ParcelView({ parcel: { address, area, landUse, rights, reservation } }: Readonly<{ parcel: Parcel }>) {
  const words = useWords(parcelWords);
  return (
    <>
      <dl className={styles.facts}>
        <div><dt>{words.address}</dt><dd>{address}</dd></div>
        <div><dt>{words.area}</dt><dd>{words.squareMetres(area)}</dd></div>
        <div><dt>{words.landUse}</dt><dd>{landUse}</dd></div>
      </dl>
      {reservation !== null && <p><Link to={dossierAddress(reservation.dossierCode)}>{words.reserved(reservation.dossierCode)}</Link></p>}
      <section aria-labelledby="rights">
        <h2 id="rights">{words.rights}</h2>
        {rights.length === 0 ? <p className={styles.quiet}>{words.none}</p> : <ol className={styles.rights}>{rights.toReversed().map((right) => <RightRow key={right.id} right={right} />)}</ol>}
      </section>
    </>
  );
}

function RightRow({ right: { holder, certificateNumber, ended } }: Readonly<{ right: Right }>) {
  const words = useWords(parcelWords);
  const { language } = useSpeech();
  return (
    <li data-in-force={ended === null}>
      <p className={styles.holder}>{holder.name} <span className={styles.quiet}>{holder.identifier}</span></p>
      <p>{words.certificate(certificateNumber)}</p>
      <p className={styles.standing}>{ended === null ? words.inForce : <Link to={dossierAddress(ended.dossierCode)}>{words.ended(momentOf(ended.at, language), ended.dossierCode)}</Link>}</p>
    </li>
  );
}
