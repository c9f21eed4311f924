import { useState, type ReactNode } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { shownCount, useNewDeadlines } from '../deadlines/new-deadlines.js';
import { ApplyIcon, BoardIcon, ClockIcon, DossiersIcon, KeyboardIcon, LeaveIcon, LetterIcon, ParcelIcon, ReportIcon, RulesIcon, ShieldIcon, ShredIcon, TasksIcon } from '../design/icons.js';
import { Mark } from '../design/mark.js';
import { useSpeech } from '../language/language.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { handsIn, hasTasks, seesDestruction, seesPetitions, seesReports, watchesDeadlines } from '../session/duties.js';
import { signOut, type Person } from '../session/session.js';
import styles from './frame.module.css';
import { LiveLight } from './live-light.js';
import { ShortcutsDialog } from './shortcuts-dialog.js';
import { useShortcuts } from './shortcuts.js';

export function Frame({ person, children }: Readonly<{ person: Person; children: ReactNode }>) {
  const { texts } = useSpeech();
  const navigate = useNavigate();
  const [showsShortcuts, showShortcuts] = useState(false);
  useShortcuts({
    'g d': () => void navigate('/dossiers'),
    'g b': () => void navigate('/board'),
    'g t': () => void navigate('/tasks'),
    'g h': () => void navigate('/deadlines'),
    'g l': () => void navigate('/logs'),
    '?': () => showShortcuts(true),
  });
  return (
    <>
      <a className="skip-link" href="#main">{texts.frame.skip}</a>
      <header className={styles.header}>
        <Link to="/dossiers" className={styles.brand} aria-label={texts.frame.home}>
          <Mark />
          <span className={styles.name}>Liên Thông</span>
        </Link>
        <nav className={styles.nav} aria-label={texts.frame.navigation}>
          <NavLink to="/dossiers"><DossiersIcon />{texts.frame.dossiers}</NavLink>
          {handsIn(person) && <NavLink to="/apply"><ApplyIcon />{texts.frame.apply}</NavLink>}
          {hasTasks(person) && <NavLink to="/tasks"><TasksIcon />{texts.frame.tasks}</NavLink>}
          {watchesDeadlines(person) && <NavLink to="/deadlines"><ClockIcon />{texts.frame.deadlines}<NewDeadlines /></NavLink>}
          <NavLink to="/board"><BoardIcon />{texts.frame.board}</NavLink>
          <NavLink to="/logs"><ShieldIcon />{texts.frame.logs}</NavLink>
          {person.agency === 'land-registry' && <NavLink to="/parcels"><ParcelIcon />{texts.frame.parcels}</NavLink>}
          {seesReports(person) && <NavLink to="/reports"><ReportIcon />{texts.frame.reports}</NavLink>}
          {seesPetitions(person) && <NavLink to="/petitions"><LetterIcon />{texts.frame.petitions}</NavLink>}
          <NavLink to="/rules"><RulesIcon />{texts.frame.rules}</NavLink>
          {seesDestruction(person) && <NavLink to="/destruction-lists"><ShredIcon />{texts.frame.destruction}</NavLink>}
        </nav>
        <div className={styles.tools}>
          <LiveLight />
          <LanguageSwitch />
          <button type="button" className={`icon-button ${styles.keyboard}`} aria-label={texts.frame.shortcuts} onClick={() => showShortcuts(true)}>
            <KeyboardIcon />
          </button>
          <PersonBadge person={person} />
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>{children}</main>
      {showsShortcuts && <ShortcutsDialog onClose={() => showShortcuts(false)} />}
    </>
  );
}

/** Asked for by the frame, so that it is known on whatever page somebody works. */
function NewDeadlines() {
  const { texts } = useSpeech();
  const news = useNewDeadlines();
  if (news === undefined || news.count === 0) return null;
  return <> <span className={styles.count} data-news>{shownCount(news)}<span className="visually-hidden"> {texts.frame.news}</span></span></>;
}

function PersonBadge({ person }: Readonly<{ person: Person }>) {
  const { texts, say } = useSpeech();
  return (
    <div className={styles.person}>
      <p className={styles.who}>
        <span className="visually-hidden">{texts.frame.signedInAs} </span>
        <span className={styles.personName}>{person.name}</span>
        {person.agency !== '' && <span className={styles.personAgency}>{say(agencyName(person.agency))}</span>}
      </p>
      <button type="button" className="icon-button" aria-label={texts.frame.signOut} title={texts.frame.signOut} onClick={() => void signOut()}>
        <LeaveIcon />
      </button>
    </div>
  );
}
