import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { keys } from '../api/live-cache.js';
import { explainPetition, fetchAcceptanceNotice, getPetition, type Petition } from '../api/petitions.js';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { ExplanationView } from '../dossier/explanation-view.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import type { Person } from '../session/session.js';
import { PetitionActs, Rating } from './petition-acts.js';
import { petitionWords } from './petition-words.js';
import styles from './petitions.module.css';

/** One petition: what it says, as far as the reader may know; its legal dates, each with its account; and what can be done. */
export function PetitionPage({ person }: Readonly<{ person: Person }>) {
  const { number = '' } = useParams();
  const words = useWords(petitionWords);
  usePageTitle(words.one(number));
  const petition = useQuery({ queryKey: keys.petition(number), queryFn: ({ signal }) => getPetition(number, signal) });
  return (
    <div className={styles.page}>
      <p><Link to="/petitions">{words.back}</Link></p>
      <h1>{words.one(number)}</h1>
      {petition.isPending && <Skeleton lines={5} />}
      {petition.error !== null && <ProblemNotice error={petition.error} onRetry={() => void petition.refetch()} />}
      {petition.data !== undefined && <Whole petition={petition.data} person={person} />}
    </div>
  );
}

function Whole({ petition, person }: Readonly<{ petition: Petition; person: Person }>) {
  const words = useWords(petitionWords);
  const { language } = useSpeech();
  const { subject, status, petition: { matter, obstacles }, author, text, isAuthorWithheld, dossierCode, questions, ending, receivedAt, isSatisfied } = petition;
  const isAuthor = person.roles.includes('citizen');
  return (
    <>
      <p><strong>{subject}</strong> · {words.matters[matter]} · {words.statuses[status]} · {words.received(momentOf(receivedAt, language))}</p>
      {obstacles.length > 0 && <p>{words.inTheWay(obstacles.map((each) => words.obstacles[each]).join(', '))}</p>}
      {isAuthorWithheld ? <p>{words.withheld}</p> : (
        <dl className={styles.facts}>
          <dt>{words.author}</dt><dd>{author === null ? words.unknownAuthor : [author.name, author.address, author.phone].filter((each) => each !== '').join(', ')}</dd>
          <dt>{words.content}</dt><dd className={styles.text}>{text}</dd>
          {dossierCode !== null && <><dt>{words.about}</dt><dd><Link to={`/dossiers/${encodeURIComponent(dossierCode)}`}>{dossierCode}</Link></dd></>}
        </dl>
      )}
      <Clocks petition={petition} />
      {isTakenUp(petition) && <Notice number={petition.number} />}
      {questions.length > 0 && (
        <section aria-labelledby="questions">
          <h2 id="questions">{words.questions}</h2>
          <ul>{questions.map(({ question, askedAt, reply }) => <li key={askedAt}>{question} <span className={styles.quiet}>{reply ?? words.noReply}</span></li>)}</ul>
        </section>
      )}
      {ending !== null && (
        <section aria-labelledby="ending">
          <h2 id="ending">{words.ending}</h2>
          <p className={styles.text}>{ending.text}</p>
          {isSatisfied !== null && <p className={styles.quiet}>{words.rate.rated(isSatisfied ? words.rate.yes : words.rate.no)}</p>}
        </section>
      )}
      {(petition.mayAct || isAuthor) && <PetitionActs petition={petition} isAuthor={isAuthor} />}
      {isAuthor && isSatisfied === null && (status === 'resolved' || status === 'published') && <Rating petition={petition} />}
    </>
  );
}

/** Of what is taken up, and has an author whom the reader may know. */
function isTakenUp({ status, author }: Petition): boolean {
  return author !== null && (status === 'accepted' || status === 'resolved' || status === 'published');
}

function Notice({ number }: Readonly<{ number: string }>) {
  const words = useWords(petitionWords);
  const download = useMutation({ mutationFn: () => fetchAcceptanceNotice(number), onSuccess: (page) => saveFile(page, `${number}-thong-bao-thu-ly.html`) });
  return (
    <>
      <p><button type="button" className="button" aria-disabled={download.isPending} onClick={() => download.isPending || download.mutate()}>{words.notice}</button></p>
      {download.error !== null && <ProblemNotice error={download.error} />}
    </>
  );
}

function Clocks({ petition: { number, clocks } }: Readonly<{ petition: Petition }>) {
  const words = useWords(petitionWords);
  const { language } = useSpeech();
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{words.clocks}</h2>
      <ul className={styles.list}>
        {clocks.map(({ stage, dueAt, doneAt, late }) => (
          <li key={`${stage} ${dueAt}`} className={styles.row} data-late={late}>
            <p>
              <strong>{stageName(stage, words.stages)}</strong> · {words.due(momentOf(dueAt, language))}{doneAt !== null && ` · ${words.done(momentOf(doneAt, language))}`}
              {late && <strong className={styles.late}> · {words.late}</strong>}
            </p>
            <Account number={number} stage={stage} name={stageName(stage, words.stages)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Account({ number, stage, name }: Readonly<{ number: string; stage: string; name: string }>) {
  const words = useWords(petitionWords);
  const [isOpen, setOpen] = useState(false);
  const account = useQuery({ queryKey: keys.explanation(['petition', number, stage]), queryFn: ({ signal }) => explainPetition(number, stage, signal), enabled: isOpen });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.why(name)}</summary>
      {account.isLoading && <Skeleton lines={2} />}
      {account.error !== null && <ProblemNotice error={account.error} />}
      {account.data !== undefined && <ExplanationView explanation={account.data} />}
    </details>
  );
}

function stageName(stage: string, names: Readonly<Record<string, string>>): string {
  return names[stage] ?? stage;
}
