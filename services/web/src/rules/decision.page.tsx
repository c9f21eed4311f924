import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { fetchRuleFile, getDecisionModel, getInForce, listVersions, type PublishedVersion, type Trial } from '../api/rules.js';
import { orNull } from '../api/problem.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import { useDay } from './day.js';
import { DecisionView } from './logic-view.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';
import { TryPanel } from './try-panel.js';
import { DifferencePanel, Versions } from './versions.js';

const findInForce = async (id: string, day: string, signal: AbortSignal): Promise<number | null> => (await orNull(getInForce(id, day, signal)))?.version ?? null;

/** One decision model: by default the version that holds today. */
export function DecisionPage() {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const [address] = useSearchParams();
  const versions = useQuery({ queryKey: ['rules', 'versions', 'decisions', id], queryFn: ({ signal }) => orNull(listVersions('decisions', id, signal)) });
  const items = versions.data?.items ?? [];
  const today = useQuery({ queryKey: ['rules', 'in-force', id, dayNow()], queryFn: ({ signal }) => findInForce(id, dayNow(), signal) });
  const chosen = Number(address.get('version') ?? 0) || today.data || items[0]?.version;
  const name = items[0]?.name;
  usePageTitle(name === undefined ? words.title : say(name));
  return (
    <div className={styles.page}>
      <header>
        <p><Link to="/rules">{words.back}</Link></p>
        <h1>{name === undefined ? id : say(name)}</h1>
        <p className={styles.quiet}>{id}</p>
      </header>
      {(versions.isPending || today.isPending) && <Skeleton lines={6} />}
      {versions.error !== null && <ProblemNotice error={versions.error} onRetry={() => void versions.refetch()} />}
      {today.error !== null && <ProblemNotice error={today.error} onRetry={() => void today.refetch()} />}
      {versions.isSuccess && items.length === 0 && <section className="empty"><h2>{words.none}</h2></section>}
      {versions.isSuccess && !today.isPending && chosen !== undefined && <Model key={`${id} ${chosen}`} id={id} version={chosen} versions={items} />}
    </div>
  );
}

function Model({ id, version, versions }: Readonly<{ id: string; version: number; versions: readonly PublishedVersion[] }>) {
  const words = useWords(ruleWords);
  const day = useDay();
  const [trial, setTrial] = useState<Trial | null>(null);
  const model = useQuery({ queryKey: ['rules', 'model', id, version], queryFn: ({ signal }) => getDecisionModel(id, version, signal), staleTime: Infinity });
  const fired = new Set(trial?.fired.flatMap(({ rows }) => rows.map(({ rule }) => rule)));
  return (
    <>
      <Versions versions={versions} shown={version} name={id} findInForce={(on, signal) => findInForce(id, on, signal)} />
      {model.isPending && <Skeleton lines={8} />}
      {model.error !== null && <ProblemNotice error={model.error} onRetry={() => void model.refetch()} />}
      {model.isSuccess && (
        <>
          <h2>{words.version(version)}, {words.from(day(model.data.effectiveFrom))}</h2>
          {model.data.decisions.map((decision) => <DecisionView key={decision.id} decision={decision} fired={fired} />)}
          <TryPanel model={model.data} onTried={setTrial} />
          <DifferencePanel kind="decisions" id={id} version={version} />
          <p><button type="button" className="button" onClick={() => void fetchRuleFile('decisions', id, version).then((file) => saveFile(file, `${id}-${version}.dmn`))}>{words.download}</button></p>
        </>
      )}
    </>
  );
}
