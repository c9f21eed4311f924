import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agencyOfService } from '../agencies/agencies.js';
import { fetchCertificatePage, getCertificate, type Certificate } from '../api/destruction.js';
import { saveFile } from '../api/save-file.js';
import { AgencyName } from '../design/agency-name.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';

/** The certificate of a list that was executed: on the page, and as a file to print. */
export function CertificateView({ number }: Readonly<{ number: string }>) {
  const words = useWords(destructionWords).certificate;
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.open}</summary>
      {isOpen && <Read number={number} />}
    </details>
  );
}

function Read({ number }: Readonly<{ number: string }>) {
  const words = useWords(destructionWords).certificate;
  const certificate = useQuery({ queryKey: ['destruction-certificate', number], staleTime: Infinity, queryFn: ({ signal }) => getCertificate(number, signal) });
  const download = useMutation({ mutationFn: () => fetchCertificatePage(number), onSuccess: (page) => saveFile(page, `${certificate.data?.number ?? number}.html`) });
  return (
    <>
      {certificate.isPending && <Skeleton lines={4} />}
      {certificate.error !== null && <ProblemNotice error={certificate.error} onRetry={() => void certificate.refetch()} />}
      {certificate.data && <Shown certificate={certificate.data} />}
      {certificate.data && <p><button type="button" className="button" aria-disabled={download.isPending} onClick={() => download.isPending || download.mutate()}>{words.download}</button></p>}
      {download.error !== null && <ProblemNotice error={download.error} />}
    </>
  );
}

function Shown({ certificate: { number, certifiedAt, proposed, approved, agencies } }: Readonly<{ certificate: Certificate }>) {
  const words = useWords(destructionWords).certificate;
  const { count, language, say } = useSpeech();
  const moment = (at: string) => momentOf(at, language);
  return (
    <section className={styles.certificate} aria-label={words.title(number)}>
      <h4>{words.title(number)}</h4>
      <p className={styles.quiet}>{words.at(moment(certifiedAt))} · {words.proposed(proposed.by, moment(proposed.at))} · {words.approved(approved.by, moment(approved.at))}</p>
      <table>
        <thead><tr>{[words.agency, words.dossiers, words.events, words.files, words.kept].map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
        <tbody>
          {agencies.map(({ agency, dossiers, events, files, kept, keptByLaw, recordsUntil }) => (
            <tr key={agency}>
              <th scope="row"><AgencyName agency={agencyOfService(agency)} /></th>
              <td data-name={words.dossiers}>{count(dossiers)}</td><td data-name={words.events}>{count(events)}</td><td data-name={words.files}>{count(files)}</td>
              <td data-name={words.kept}>
                {count(kept)}
                {keptByLaw.map(({ category, because }) => <span key={category} className={styles.quiet}> · {say(because)}</span>)}
                {recordsUntil !== '' && <span className={styles.quiet}> · {words.records(moment(recordsUntil))}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
