import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { findProcedure } from '../api/apply.js';
import { fetchRuleFile, listVersions, type PublishedProcedure, type WarningPoint } from '../api/rules.js';
import { orNull } from '../api/problem.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import { useDay } from './day.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';
import { DifferencePanel, Versions } from './versions.js';

const findInForce = async (code: string, day: string, signal: AbortSignal): Promise<number | null> => (await findProcedure(code, day, signal))?.version ?? null;

/** One procedure: by default the version that holds today. */
export function ProcedurePage() {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const { id: code = '' } = useParams();
  const [address] = useSearchParams();
  const versions = useQuery({ queryKey: ['rules', 'versions', 'procedures', code], queryFn: ({ signal }) => orNull(listVersions<PublishedProcedure>('procedures', code, signal)) });
  const today = useQuery({ queryKey: ['rules', 'in-force', code, dayNow()], queryFn: ({ signal }) => findInForce(code, dayNow(), signal) });
  const items = versions.data?.items ?? [];
  const wanted = Number(address.get('version') ?? 0) || today.data;
  const shown = items.find(({ version }) => version === wanted) ?? items[0];
  usePageTitle(shown === undefined ? words.title : say(shown.name));
  return (
    <div className={styles.page}>
      <header>
        <p><Link to="/rules?kind=procedures">{words.back}</Link></p>
        <h1>{shown === undefined ? code : say(shown.name)}</h1>
        <p className={styles.quiet}>{code}</p>
      </header>
      {(versions.isPending || today.isPending) && <Skeleton lines={6} />}
      {(versions.error ?? today.error) !== null && <ProblemNotice error={versions.error ?? today.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && items.length === 0 && <section className="empty"><h2>{words.none}</h2></section>}
      {shown !== undefined && !today.isPending && (
        <>
          <Versions versions={items} shown={shown.version} name={code} findInForce={(on, signal) => findInForce(code, on, signal)} />
          <Content procedure={shown} />
          <DifferencePanel kind="procedures" id={code} version={shown.version} />
          <p><button type="button" className="button" onClick={() => void fetchRuleFile('procedures', code, shown.version).then((file) => saveFile(file, `${code}-${shown.version}.bpmn`))}>{words.download}</button></p>
        </>
      )}
    </div>
  );
}

function Panel({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  const id = useId();
  return <section aria-labelledby={id} className={styles.panel}><h2 id={id}>{title}</h2>{children}</section>;
}

function Content({ procedure }: Readonly<{ procedure: PublishedProcedure }>) {
  const words = useWords(ruleWords);
  const { say, count } = useSpeech();
  const { version, effectiveFrom, limit, limitBasis, tacit, counting = {}, calendar, fees, components, warnings } = procedure;
  const day = useDay();
  const written = useLimit();
  const isCalendar = counting.days === 'calendar';
  return (
    <>
      <h2>{words.version(version)}, {words.from(day(effectiveFrom))}</h2>
      <Panel title={words.limits}>
        <p><strong>{written(limit, isCalendar)}</strong></p>
        {(['counter', 'online', 'postal'] as const).map((channel) => counting[channel] !== undefined && <p key={channel}>{words.byChannel[channel]}: {written(counting[channel], isCalendar)}</p>)}
        {limitBasis !== undefined && <p className={styles.quiet}>{say(limitBasis)}</p>}
        {tacit !== undefined && <p>{words.tacit[tacit]}</p>}
        {counting.cutOff !== undefined && <p>{words.cutOff(counting.cutOff)}</p>}
        <p>{words.calendarOf}: <Link to={`/rules/calendars/${encodeURIComponent(calendar)}`}>{calendar}</Link></p>
      </Panel>
      <Panel title={words.fees}>
        {fees.length === 0 && <p>{words.free}</p>}
        <ul className={styles.lines}>{fees.map(({ code, name, amount, decision }) => <li key={code}>{say(name)}: {decision === undefined ? `${count(amount)} đồng` : <Link to={`/rules?q=${encodeURIComponent(decision)}`}>{words.byTable(decision)}</Link>}</li>)}</ul>
      </Panel>
      <Panel title={words.papers}>
        {components.length === 0 && <p>{words.noPapers}</p>}
        <ul className={styles.lines}>{components.map(({ code, name, mandatory, originals, copies }) => <li key={code}>{code} · {say(name)} <span className={styles.quiet}>{words.paper(originals, copies)}{!mandatory && ` · ${words.optional}`}</span></li>)}</ul>
      </Panel>
      <Steps procedure={procedure} />
      <Panel title={words.warned}>{warnings.length === 0 ? <p>{words.noWarnings}</p> : <Points points={warnings} />}</Panel>
      <Panel title={words.form}><FormSummary form={procedure.applicationForm} /></Panel>
    </>
  );
}

function FormSummary({ form }: Readonly<{ form: string | undefined }>) {
  const words = useWords(ruleWords);
  const { count, language } = useSpeech();
  if (form === undefined) return <p>{words.noForm}</p>;
  const { components = [] } = JSON.parse(form) as Readonly<{ components?: readonly Readonly<{ label?: string; key?: string; properties?: Readonly<{ labelEn?: string }> }>[] }>;
  const named = components.flatMap(({ label, properties }) => (label === undefined ? [] : [language === 'en' ? properties?.labelEn ?? label : label]));
  return <><p>{words.formFields(count(named.length))}</p><ul className={styles.lines}>{named.map((label, place) => <li key={place}>{label}</li>)}</ul></>;
}

function Steps({ procedure: { steps, counting = {} } }: Readonly<{ procedure: PublishedProcedure }>) {
  const words = useWords(ruleWords);
  const { say, language } = useSpeech();
  const written = useLimit();
  return (
    <Panel title={words.steps}>
      <div className={styles.scroll} role="region" tabIndex={0} aria-label={words.scroll(words.steps)}>
        <table>
          <thead><tr><th scope="col">{words.step}</th><th scope="col">{words.agency}</th><th scope="col">{words.stepLimit}</th><th scope="col">{words.warnings}</th></tr></thead>
          <tbody>
            {steps.map(({ element, name, nameEn, agency, limit, counts, warnings }) => (
              <tr key={element} data-step={element}>
                <th scope="row">{language === 'en' && nameEn !== '' ? nameEn : name}</th><td>{say(agencyName(agency))}</td>
                <td>{limit === '' ? '–' : written(limit, counting.days === 'calendar')}{!counts && <span className={styles.quiet}>{words.notCounted}</span>}</td>
                <td>{warnings === undefined ? words.asProcedure : warnings.length === 0 ? words.noWarnings : <Points points={warnings} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Points({ points }: Readonly<{ points: readonly WarningPoint[] }>) {
  const { say } = useSpeech();
  return <ul className={styles.lines}>{points.map(({ at, to, text }) => <li key={`${at} ${to.join(' ')}`}>{say(text)}</li>)}</ul>;
}

/** "P10D": "10 ngày làm việc". */
function useLimit(): (limit: string, isCalendar: boolean) => string {
  const words = useWords(ruleWords);
  return (limit, isCalendar) => {
    const [, days, months, hours, minutes] = /^P(?:(\d+)D)?(?:(\d+)M)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(limit) ?? [];
    if (days !== undefined) return `${days} ${isCalendar ? words.calendarDays : words.workingDays}`;
    if (months !== undefined) return `${months} ${words.units.months}`;
    return hours === undefined || minutes !== undefined ? limit : `${hours} ${words.units.hours}`;
  };
}
