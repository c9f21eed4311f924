import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { fetchRuleFile, getCalendarDays, type CalendarDay, type CalendarDays } from '../api/rules.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import { CountingPanel } from './counting-panel.js';
import { useDay } from './day.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';
import { DifferencePanel } from './versions.js';

/** One working calendar: its hours, its days by year with what is inherited, and counting by it. */
export function CalendarPage() {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const [address] = useSearchParams();
  const asked = Number(address.get('version') ?? 0);
  // Which version is the newest, the first one tells.
  const first = useQuery({ queryKey: ['rules', 'calendar', id, 1], queryFn: ({ signal }) => getCalendarDays(id, 1, signal) });
  const version = asked || first.data?.newest || 1;
  const days = useQuery({ queryKey: ['rules', 'calendar', id, version], queryFn: ({ signal }) => getCalendarDays(id, version, signal), enabled: first.isSuccess });
  const calendar = days.data;
  usePageTitle(calendar === undefined ? words.title : say(calendar.title));
  return (
    <div className={styles.page}>
      <header>
        <p><Link to="/rules?kind=calendars">{words.back}</Link></p>
        <h1>{calendar === undefined ? id : say(calendar.title)}</h1>
        <p className={styles.quiet}>{id} · {words.version(version)}</p>
      </header>
      {(first.error ?? days.error) !== null && <ProblemNotice error={first.error ?? days.error} onRetry={() => void first.refetch()} />}
      {calendar === undefined && first.error === null && days.error === null && <Skeleton lines={8} />}
      {calendar !== undefined && <Calendar key={version} calendar={calendar} newest={first.data?.newest ?? version} />}
    </div>
  );
}

function Calendar({ calendar, newest }: Readonly<{ calendar: CalendarDays; newest: number }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const day = useDay();
  const heading = useId();
  const { id, version, inherits, source, validFrom, validTo, week } = calendar;
  return (
    <>
      <section aria-labelledby={`${heading}-versions`} className={styles.panel}>
        <h2 id={`${heading}-versions`}>{words.versions}</h2>
        <ul className={styles.lines}>{Array.from({ length: newest }, (_, place) => newest - place).map((each) => <li key={each}><Link to={`?version=${each}`} aria-current={each === version ? 'true' : undefined}>{words.version(each)}</Link>{each === version && <strong> ({words.shown})</strong>}</li>)}</ul>
        <p>{words.valid(day(validFrom), day(validTo))}{source !== null && ` · ${say(source)}`}</p>
        {inherits !== null && <p><Link to={`/rules/calendars/${encodeURIComponent(inherits.split('@', 1)[0] ?? inherits)}`}>{words.inheritsFrom(inherits)}</Link></p>}
        <p><button type="button" className="button" onClick={() => void fetchRuleFile('calendars', id, version).then((file) => saveFile(file, `${id}-${version}.ics`))}>{words.downloadCalendar}</button></p>
      </section>
      <section aria-labelledby={`${heading}-week`} className={styles.panel}>
        <h2 id={`${heading}-week`}>{words.week}</h2>
        <dl className={styles.facts}>
          {week.map(({ weekday, name, shifts, isInherited }) => (
            <div key={weekday} className={styles.fact}>
              <dt>{say(name)}</dt>
              <dd>{shifts.length === 0 ? words.closed : shifts.map(({ from, to }) => `${from}–${to}`).join(', ')}{inherits !== null && <span className={styles.quiet}>{isInherited ? words.inherited : words.own}</span>}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Days days={calendar.days} hasParent={inherits !== null} />
      <CountingPanel id={id} version={version} />
      <DifferencePanel kind="calendars" id={id} version={version} />
    </>
  );
}

function Days({ days, hasParent }: Readonly<{ days: readonly CalendarDay[]; hasParent: boolean }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const day = useDay();
  const id = useId();
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))];
  const [year, choose] = useState(() => years.find((each) => each === dayNow().slice(0, 4)) ?? years[0] ?? '');
  const shown = days.filter(({ date }) => date.startsWith(year));
  return (
    <section aria-labelledby={`${id}-days`} className={styles.panel}>
      <h2 id={`${id}-days`}>{words.days}</h2>
      {years.length > 0 && <p className={styles.field}><label htmlFor={`${id}-year`}>{words.year}</label><select id={`${id}-year`} value={year} onChange={({ target }) => choose(target.value)}>{years.map((each) => <option key={each}>{each}</option>)}</select></p>}
      {shown.length === 0 ? <p>{words.noDays}</p> : (
        <div className={styles.scroll} role="region" tabIndex={0} aria-label={words.scroll(words.days)}>
          <table>
            <thead><tr><th scope="col">{words.columns.day}</th><th scope="col">{words.columns.what}</th><th scope="col">{words.columns.name}</th><th scope="col">{words.columns.sure}</th><th scope="col">{words.columns.source}</th>{hasParent && <th scope="col">{words.columns.where}</th>}</tr></thead>
            <tbody>
              {shown.map(({ date, kind, name, insteadOf, confidence, source, isInherited }) => (
                <tr key={`${date} ${kind}`} data-day={date}>
                  <th scope="row">{day(date)}</th><td>{words.dayKinds[kind]}</td><td>{name === null ? '' : say(name)}{insteadOf !== null && words.instead(day(insteadOf))}</td>
                  <td>{words.confidence[confidence]}</td><td>{source === null ? '' : say(source)}</td>{hasParent && <td>{isInherited ? words.inherited : words.own}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
