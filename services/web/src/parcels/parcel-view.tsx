import { Link } from 'react-router';
import type { Parcel, RightPeriod } from '../api/parcels.js';
import { dossierAddress } from '../dossiers/filter-address.js';
import { useSpeech, useWords } from '../language/language.js';
import { dateOf, momentOf } from '../language/moments.js';
import { parcelWords } from './parcel-words.js';
import styles from './parcels.module.css';

export function ParcelView({ parcel: { address, area, landUse, right, history, reservation } }: Readonly<{ parcel: Parcel }>) {
  const words = useWords(parcelWords);
  // Without a day asked for, the right in force is the one that has not ended.
  const inForce = right === undefined ? history.findLast(({ validTo }) => validTo === null) : right;
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
        {inForce == null &&  <p className={styles.quiet}>{words.none}</p>}
        {history.length > 0 && <ol className={styles.rights}>{history.toReversed().map((period) => <Period key={period.rightId} period={period} isInForce={period.rightId === inForce?.rightId} />)}</ol>}
      </section>
    </>
  );
}

type PeriodProps = Readonly<{ period: RightPeriod; isInForce: boolean }>;

/** One right: whose, from which day to which, and since when the register knows it. */
function Period({ period: { holder, certificateNumber, validFrom, validTo, endedBy, beganKnownAt, endedKnownAt }, isInForce }: PeriodProps) {
  const words = useWords(parcelWords);
  const { language } = useSpeech();
  const from = validFrom === null ? words.unknownDay : dateOf(validFrom, language);
  return (
    <li data-in-force={isInForce}>
      <p className={styles.holder}>{holder.name} <span className={styles.quiet}>{holder.identifier}</span></p>
      <p>{words.certificate(certificateNumber)}</p>
      <p className={styles.standing}>
        {isInForce && <strong>{words.inForce} · </strong>}
        {validTo === null ? words.since(from) : words.between(from, dateOf(validTo, language))}
        {endedBy !== null && <> · <Link to={dossierAddress(endedBy)}>{words.endedBy(endedBy)}</Link></>}
      </p>
      <p className={styles.quiet}>{words.known(momentOf(beganKnownAt, language))}{endedKnownAt !== null && <> · {words.endKnown(momentOf(endedKnownAt, language))}</>}</p>
    </li>
  );
}
