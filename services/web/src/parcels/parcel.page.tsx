import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { getParcel, type ParcelTimes } from '../api/parcels.js';
import { ClockIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { dateOf, momentOf } from '../language/moments.js';
import { ParcelForm } from './parcel-form.js';
import { ParcelView } from './parcel-view.js';
import { parcelWords } from './parcel-words.js';
import styles from './parcels.module.css';

/** A parcel as of a day (valid time) and a moment (record time), both in the address. */
export function ParcelPage() {
  const words = useWords(parcelWords);
  const { id = '' } = useParams();
  const [query] = useSearchParams();
  const times: ParcelTimes = { validAt: query.get('valid-at'), knownAt: query.get('known-at') };
  usePageTitle(id === '' ? words.title : `${words.title} ${id}`);
  return (
    <article className={styles.page}>
      <header>
        <h1 className={styles.id}>{id === '' ? words.title : `${words.title} ${id}`}</h1>
        <p className={styles.quiet}>{words.lead}</p>
      </header>
      <ParcelForm key={`${id} ${times.validAt} ${times.knownAt}`} id={id} times={times} />
      {id !== '' && <Found id={id} times={times} />}
    </article>
  );
}

function Found({ id, times }: Readonly<{ id: string; times: ParcelTimes }>) {
  const parcel = useQuery({ queryKey: ['parcel', id, times], queryFn: ({ signal }) => getParcel(id, times, signal) });
  return (
    <>
      {(times.validAt !== null || times.knownAt !== null) && <NotNow times={times} />}
      {parcel.isPending && <Skeleton lines={6} />}
      {parcel.error !== null && <ProblemNotice error={parcel.error} onRetry={() => void parcel.refetch()} />}
      {parcel.data && <ParcelView parcel={parcel.data} />}
    </>
  );
}

/** Nobody must take the past for the present. */
function NotNow({ times: { validAt, knownAt } }: Readonly<{ times: ParcelTimes }>) {
  const words = useWords(parcelWords);
  const { language } = useSpeech();
  const navigate = useNavigate();
  const parts = [validAt !== null && words.trueOn(dateOf(validAt, language)), knownAt !== null && words.asKnown(momentOf(knownAt, language))].filter((part) => part !== false);
  return (
    <section className={styles.banner} aria-labelledby="not-now">
      <ClockIcon />
      <h2 id="not-now">{words.past(parts.join(', '))}</h2>
      <button type="button" className="button" onClick={() => void navigate({ search: '' })}>{words.back}</button>
    </section>
  );
}
