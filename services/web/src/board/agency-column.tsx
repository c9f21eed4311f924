import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { STATES } from '../agencies/states.js';
import { listDossiers, type AgencyLoad, type DossierItem, type WaitingTask } from '../api/audit.js';
import { CARDS_SHOWN, freshest, keys, latestFirst } from '../api/live-cache.js';
import { AgencyName } from '../design/agency-name.js';
import { dueStanding } from '../design/due.js';
import { ClockIcon, PauseIcon, WarningIcon } from '../design/icons.js';
import { Ago } from '../design/since.js';
import { dossierAddress, listAddress } from '../dossiers/filter-address.js';
import { useSpeech } from '../language/language.js';
import { elapsedSince, useNow } from '../language/moments.js';
import styles from './agency-column.module.css';

export function AgencyColumn({ load }: Readonly<{ load: AgencyLoad }>) {
  const { texts, say, count } = useSpeech();
  const { agency, waiting } = load;
  return (
    <section className={styles.column} data-agency={agency} aria-label={texts.board.column(say(agencyName(agency)), count(waiting))}>
      <header className={styles.header}>
        <h2><AgencyName agency={agency} /></h2>
        <p className={styles.waiting}><span className={styles.number} data-count>{count(waiting)}</span> {texts.board.waiting}</p>
        <Marks load={load} />
      </header>
      <Tasks tasks={load.tasks} />
      <Cards agency={agency} waiting={waiting} />
    </section>
  );
}

function Marks({ load: { agency, late, suspended, oldestSince } }: Readonly<{ load: AgencyLoad }>) {
  const { texts, language, count } = useSpeech();
  const oldest = oldestSince === null ? '' : elapsedSince(oldestSince, useNow(), language);
  return (
    <ul className={styles.marks}>
      {late > 0 && <li className={styles.late}><Link to={listAddress({ agency, late: true })}><WarningIcon />{texts.board.late(count(late))}</Link></li>}
      {suspended > 0 && <li className={styles.suspended}><PauseIcon />{texts.board.suspended(count(suspended))}</li>}
      {oldest !== '' && <li><ClockIcon />{texts.board.oldest(oldest)}</li>}
    </ul>
  );
}

function Tasks({ tasks }: Readonly<{ tasks: readonly WaitingTask[] }>) {
  const { texts, say, count } = useSpeech();
  const most = Math.max(...tasks.map((task) => task.count));
  // Without tasks the place stays, so that the columns' cards begin at one height.
  if (tasks.length === 0) return <div />;
  return (
    <section className={styles.tasks}>
      <h3>{texts.board.tasks}</h3>
      <ul>
        {tasks.map((task) => (
          <li key={task.element}>
            <span className={styles.taskName}>{say(task.name)}</span>
            <span className={styles.taskCount}>{count(task.count)}</span>
            <span className={styles.bar} aria-hidden="true" style={{ inlineSize: `${(100 * task.count) / most}%` }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cards({ agency, waiting }: Readonly<{ agency: string; waiting: number }>) {
  const { texts, count } = useSpeech();
  const cards = useQuery({
    queryKey: keys.cards(agency),
    queryFn: async ({ signal }) => freshest((await listDossiers({ agency }, { cursor: null, limit: CARDS_SHOWN }, signal)).items, { agency }).toSorted(latestFirst),
  });
  if (cards.data === undefined) return null;
  if (cards.data.length === 0 && waiting === 0) return <p className={styles.nothing}>{texts.board.nothing}</p>;
  return (
    <section className={styles.latest}>
      <h3>{texts.board.latest}</h3>
      <ol>{cards.data.map((item) => <Card key={item.code} item={item} />)}</ol>
      {waiting > 0 && <Link className={styles.more} to={listAddress({ agency })}>{texts.board.more(count(waiting))}</Link>}
    </section>
  );
}

function Card({ item }: Readonly<{ item: DossierItem }>) {
  const { say } = useSpeech();
  return (
    <li className={styles.card} data-card={item.code} data-standing={dueStanding(item, useNow())}>
      <Link to={dossierAddress(item.code)}>{item.code}</Link>
      <span className={styles.task}>{say(item.task ?? STATES[item.state].name)}</span>
      <span className={styles.since}>{item.since !== null && <Ago at={item.since} />}</span>
    </li>
  );
}
