import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agencyName, agencyOfService, roleName } from '../agencies/agencies.js';
import { keys } from '../api/live-cache.js';
import { listReads, type RecordedRead } from '../api/reads.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { recordWords } from './record-words.js';
import styles from './record.module.css';

/** Who looked at the dossier. Asked for only when somebody opens it: audit then asks every service. */
export function ReadsPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(recordWords).reads;
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      {isOpen && <Reads code={code} />}
    </details>
  );
}

function Reads({ code }: Readonly<{ code: string }>) {
  const words = useWords(recordWords).reads;
  const { count } = useSpeech();
  const reads = useInfiniteQuery({
    queryKey: keys.reads(code), initialPageParam: null as string | null, staleTime: 0,
    queryFn: ({ pageParam, signal }) => listReads(code, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const pages = reads.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const { counts, complete } = pages[0] ?? {};
  return (
    <div className={styles.reads}>
      <p className={styles.quiet}>{words.help}</p>
      {reads.isPending && <Skeleton lines={3} />}
      {reads.error !== null && <ProblemNotice error={reads.error} onRetry={() => void reads.refetch()} />}
      {reads.isSuccess && items.length === 0 && <p>{words.none}</p>}
      {items.length > 0 && <ul>{items.map((read, at) => <Read key={`${read.service} ${read.at} ${at}`} read={read} />)}</ul>}
      {counts !== undefined && counts.withheld > 0 && <p className={styles.quiet}>{words.withheld(count(counts.withheld))}</p>}
      {complete === false && <p className={styles.incomplete}>{words.incomplete}</p>}
      {reads.hasNextPage && <p><button type="button" className="button" aria-disabled={reads.isFetchingNextPage} onClick={() => void reads.fetchNextPage()}>{words.more}</button></p>}
    </div>
  );
}

function Read({ read: { service, at, reader, purpose, purposeStated, what, withheldUntil = null, ground } }: Readonly<{ read: RecordedRead }>) {
  const words = useWords(recordWords).reads;
  const { language, say } = useSpeech();
  // Whoever works for an agency is an officer to the log: which agency says more.
  const as = reader.agency === null || reader.agency === 'citizen' ? say(roleName(reader.role)) : say(agencyName(reader.agency));
  const who = [reader.name ?? '', as, reader.organisation ?? ''].filter((part) => part !== '').join(' · ');
  return (
    <li>
      <time dateTime={at}>{momentOf(at, language)}</time> <strong>{who}</strong>
      {purpose !== null && <p>{purposeStated === false ? words.usualPurposes[purpose] ?? purpose : purpose}{purposeStated === false && <span className={styles.quiet}> ({words.usualPurpose})</span>}</p>}
      {withheldUntil !== null && <p className={styles.incomplete}>{words.withheldUntil(momentOf(withheldUntil, language))}{ground && `: ${ground}`}</p>}
      <p className={styles.quiet}>{say(agencyName(agencyOfService(service)))} {what !== null && <> · <code>{what}</code></>}</p>
    </li>
  );
}
