import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DESKS, isKnownAgency } from '../agencies/agencies.js';
import { STATES } from '../agencies/states.js';
import { getBoard, type AgencyLoad, type Board } from '../api/audit.js';
import { keys } from '../api/live-cache.js';
import { useFacts, useSoon } from '../api/live.js';
import { Incidents } from '../design/incidents.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { StateBadge } from '../design/state-badge.js';
import { listAddress } from '../dossiers/filter-address.js';
import { OpenIncidents } from '../incidents/open-incidents.js';
import { usePageTitle, useSpeech } from '../language/language.js';
import { OpenAlarms } from '../logs/open-alarms.js';
import { ParkedMessages } from '../parked/parked-messages.js';
import { AgencyColumn } from './agency-column.js';
import styles from './board.module.css';
import { useMovingCards } from './moving-cards.js';

const RECOUNT_AFTER_MS = 700;
const CHECK_CARDS_AFTER_MS = 3_000;
/** Dossiers become late without any fact. */
const RECOUNT_EVERY_MS = 60_000;

export function BoardPage() {
  const { texts } = useSpeech();
  const client = useQueryClient();
  const board = useQuery({ queryKey: keys.board(), queryFn: ({ signal }) => getBoard(signal), refetchInterval: RECOUNT_EVERY_MS });
  // Cards move with the fact itself; what is counted comes from audit, and the cards are then checked against it.
  const recount = useSoon(() => void client.invalidateQueries({ queryKey: keys.board() }), RECOUNT_AFTER_MS);
  const checkCards = useSoon(() => void client.invalidateQueries({ queryKey: ['cards'] }), CHECK_CARDS_AFTER_MS);
  useFacts(() => {
    recount();
    checkCards();
  });
  usePageTitle(texts.board.title);
  return (
    <div className={styles.page}>
      <header className={styles.heading}>
        <h1>{texts.board.title}</h1>
        <p>{texts.board.lead}</p>
      </header>
      {board.data && <Incidents count={board.data.incidents} />}
      {board.data && <OpenAlarms count={board.data.alarms ?? 0} />}
      <OpenIncidents />
      <ParkedMessages />
      {board.error !== null && <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={10} />}
      {board.data && <Loads board={board.data} />}
    </div>
  );
}

function Loads({ board }: Readonly<{ board: Board }>) {
  const columns = useMovingCards();
  return (
    <>
      <div ref={columns} className={styles.columns}>
        {columnsOf(board).map((load) => <AgencyColumn key={load.agency} load={load} />)}
      </div>
      <StateCounts board={board} />
    </>
  );
}

/** The desks always, in their order, since an empty desk is an answer too; any other holder only while something waits there. */
function columnsOf({ agencies }: Board): readonly AgencyLoad[] {
  const desks = DESKS.map((agency) => agencies.find((load) => load.agency === agency) ?? { agency, waiting: 0, late: 0, suspended: 0, oldestSince: null, tasks: [] });
  const others = agencies.filter(({ agency, waiting }) => waiting > 0 && !(isKnownAgency(agency) && DESKS.includes(agency)));
  return [...desks, ...others];
}

function StateCounts({ board }: Readonly<{ board: Board }>) {
  const { texts, count } = useSpeech();
  const counted = board.states.filter((each) => each.count > 0 && each.state in STATES);
  if (counted.length === 0) return null;
  return (
    <section className={styles.states} aria-labelledby="states">
      <h2 id="states">{texts.board.states}</h2>
      <ul>
        {counted.map(({ state, count: howMany }) => (
          <li key={state}>
            <Link to={listAddress({ state })}>
              <StateBadge state={state} />
              <span className={styles.stateCount}>{count(howMany)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
