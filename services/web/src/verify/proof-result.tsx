import { WarningIcon } from '../design/icons.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import type { ProofOutcome, ProvenDossier, ProvenLog, ProvenSingle, Refused } from './outcome.js';
import { ProvenEvents } from './proven-events.js';
import { refusalWords } from './refusal-words.js';
import { verifyWords, type VerifyWords } from './verify-words.js';
import styles from './verify.module.css';

type Keys = Readonly<{ areKeysFromHere: boolean; needsWitness: boolean }>;

export function ProofResult({ proof: { outcome, tookMs }, ...keys }: Readonly<{ proof: ProofOutcome }> & Keys) {
  const words = useWords(verifyWords).result;
  const { count } = useSpeech();
  if (outcome.kind === 'refused') return <RefusedFile refused={outcome} />;
  const logs = outcome.kind === 'dossier' ? outcome.logs : [outcome.log];
  return (
    <>
      <header className={styles.accepted}>
        <h2>{outcome.kind === 'dossier' ? words.dossier(outcome.code) : words.event}</h2>
        {outcome.kind === 'dossier' && <Completeness dossier={outcome} />}
        <p className={styles.quiet} data-took-ms={tookMs}>{words.took(count(Math.ceil(tookMs)))}</p>
      </header>
      <Meaning outcome={outcome} {...keys} />
      {logs.map((log) => <ProvenEvents key={log.origin} log={log} />)}
    </>
  );
}

function RefusedFile({ refused: { code, because } }: Readonly<{ refused: Refused }>) {
  const words = useWords(verifyWords).refusal;
  const { say } = useSpeech();
  const { meaning, whatToDo } = refusalWords(code);
  return (
    <div className={styles.refused} role="alert">
      <h2><WarningIcon />{words.title}</h2>
      <p className={styles.meaning}>{say(meaning)}</p>
      <h3>{words.whatToDo}</h3>
      <p>{say(whatToDo)}</p>
      <p className={styles.quiet}>{words.code}: <code>{code}</code></p>
      <details className={styles.quiet}>
        <summary>{words.because}</summary>
        <p lang="en">{because}</p>
      </details>
    </div>
  );
}

function Completeness({ dossier: { isAttested, attestedAt } }: Readonly<{ dossier: ProvenDossier }>) {
  const words = useWords(verifyWords).result;
  const { language } = useSpeech();
  if (isAttested && attestedAt !== null) return <p className={styles.attested}>{words.attested(momentOf(attestedAt, language))}</p>;
  return <p className={styles.notAttested}><WarningIcon />{words.notAttested}</p>;
}

function Meaning({ outcome, ...keys }: Readonly<{ outcome: ProvenDossier | ProvenSingle }> & Keys) {
  const words = useWords(verifyWords);
  const { language } = useSpeech();
  const moment = (at: string) => momentOf(at, language);
  return (
    <div className={styles.meanings}>
      <section aria-labelledby="proved">
        <h3 id="proved">{words.result.proved}</h3>
        <ul>{provedBy(outcome, words.proved, moment).map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
      <section aria-labelledby="not-proved" className={styles.limits}>
        <h3 id="not-proved">{words.result.notProved}</h3>
        <ul>{notProvedBy(outcome, keys, words.notProved).map((line) => <li key={line}>{line}</li>)}</ul>
      </section>
    </div>
  );
}

/** transparency-log.md §9, "What D proves, and what not". */
function provedBy(outcome: ProvenDossier | ProvenSingle, words: VerifyWords['proved'], moment: (at: string) => string): readonly string[] {
  const logs: readonly ProvenLog[] = outcome.kind === 'dossier' ? outcome.logs : [outcome.log];
  const latest = logs.flatMap(({ cosignedAt }) => cosignedAt ?? []).toSorted().at(-1);
  const isCosigned = latest !== undefined && logs.every(({ cosignedAt }) => cosignedAt !== null);
  return [
    outcome.kind === 'dossier' ? words.recorded : words.recordedOne,
    ...(outcome.kind === 'dossier' ? [words.between, words.causes] : []),
    ...(logs.some(({ events }) => events.some(({ content }) => content !== null)) ? [words.opened] : []),
    ...(isCosigned ? [words.cosigned(moment(latest))] : []),
    ...(outcome.kind === 'dossier' && outcome.isAttested && outcome.attestedAt !== null ? [words.attested(moment(outcome.attestedAt))] : []),
  ];
}

function notProvedBy(outcome: ProvenDossier | ProvenSingle, { areKeysFromHere, needsWitness }: Keys, words: VerifyWords['notProved']): readonly string[] {
  return [
    outcome.kind === 'dossier' && outcome.isAttested ? words.trust : words.tail,
    words.outside, words.truth, words.time,
    needsWitness ? words.collusion : words.unwitnessed,
    ...(areKeysFromHere ? [words.keys] : []),
  ];
}
