import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { agencyName, agencyOfService } from '../agencies/agencies.js';
import { keys } from '../api/live-cache.js';
import { listParked, type ParkedOverview, type ParkOutcome } from '../api/parked.js';
import { WarningIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech } from '../language/language.js';
import { useSession } from '../session/session.js';
import { ParkedRow } from './parked-row.js';
import styles from './parked.module.css';

/** A message is parked without any fact that would tell the page. */
const LOOK_EVERY_MS = 30_000;

/** What stands still because a service could not handle a message: everywhere, or about one dossier. For administrators, who can deal with it. */
export function ParkedMessages({ dossier }: Readonly<{ dossier?: string }>) {
  const session = useSession();
  if (session.status !== 'signed-in' || !session.person.roles.includes('administrator')) return null;
  return <Parked dossier={dossier} />;
}

function Parked({ dossier }: Readonly<{ dossier: string | undefined }>) {
  const { texts } = useSpeech();
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const [outcome, setOutcome] = useState<ParkOutcome | null>(null);
  const parked = useQuery({ queryKey: keys.parked(dossier), queryFn: ({ signal }) => listParked(dossier, signal), refetchInterval: LOOK_EVERY_MS });
  const dealtWith = (came: ParkOutcome) => {
    setOutcome(came);
    // The row and its buttons go: whoever works by keyboard goes on from the heading.
    heading.current?.focus();
    void client.invalidateQueries({ queryKey: ['parked'] });
  };
  const { items = [], unavailable = [], more = [] } = parked.data ?? {};
  if (parked.error === null && outcome === null && items.length === 0 && unavailable.length === 0) return null;
  return (
    <section className={styles.parked} aria-labelledby={headingId}>
      <h2 id={headingId} ref={heading} tabIndex={-1}><WarningIcon />{texts.parked.title}</h2>
      <p role="status">{outcome !== null && <Outcome outcome={outcome} />}</p>
      {parked.error !== null && <ProblemNotice error={parked.error} onRetry={() => void parked.refetch()} />}
      {items.length > 0 && <p>{texts.parked.lead}</p>}
      <ul>{items.map((message) => <ParkedRow key={`${message.service} ${message.id}`} message={message} isLinked={dossier === undefined} onDone={dealtWith} />)}</ul>
      <NotWhole unavailable={unavailable} more={more} />
    </section>
  );
}

function Outcome({ outcome: { handled, stillParked } }: Readonly<{ outcome: ParkOutcome }>) {
  const { texts, count } = useSpeech();
  return <>{[handled > 0 || stillParked === 0 ? texts.parked.done(count(handled)) : '', stillParked > 0 ? texts.parked.stillParked(count(stillParked)) : ''].filter(Boolean).join(' ')}</>;
}

function NotWhole({ unavailable, more }: Pick<ParkedOverview, 'unavailable' | 'more'>) {
  const { texts, say } = useSpeech();
  const named = (services: readonly string[]) => services.map((service) => say(agencyName(agencyOfService(service)))).join(', ');
  return (
    <>
      {unavailable.length > 0 && <p>{texts.parked.unavailable(named(unavailable))}</p>}
      {more.length > 0 && <p>{texts.parked.more(named(more))}</p>}
    </>
  );
}
