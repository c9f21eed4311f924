import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { keys } from '../api/live-cache.js';
import { listMembers, type Member, type Part, type ReportQuestion } from '../api/reports.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { reportWords } from './report-words.js';
import styles from './reports.module.css';

/** Who is behind a number, as of the same moment as the number. */
export function Members({ number, part, question, asOf }: Readonly<{ number: string; part: Part; question: ReportQuestion; asOf: string }>) {
  const words = useWords(reportWords);
  const members = useInfiniteQuery({
    queryKey: keys.reportMembers({ ...question, asOf, number, part }), initialPageParam: null as string | null, staleTime: Infinity,
    queryFn: ({ pageParam, signal }) => listMembers(question, asOf, number, part, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = members.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={styles.members} role="status">
      {members.isPending && <Skeleton lines={2} />}
      {members.error !== null && <ProblemNotice error={members.error} onRetry={() => void members.refetch()} />}
      {members.isSuccess && items.length === 0 && <p>{members.hasNextPage ? words.searching : words.nobody}</p>}
      <ul>{items.map((member) => <li key={member.kind === 'petition' ? member.number : member.code}><MemberLine member={member} /></li>)}</ul>
      {members.hasNextPage && <p><button type="button" className="button" aria-disabled={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>{words.more}</button></p>}
    </div>
  );
}

function MemberLine({ member }: Readonly<{ member: Member }>) {
  const words = useWords(reportWords);
  const { say, language } = useSpeech();
  if (member.kind === 'procedure') return <>{member.code} · {say(member.name)}</>;
  if (member.kind === 'petition') return <Link to={`/petitions/${encodeURIComponent(member.number)}`}>{member.number}</Link>;
  const { code, dueAt, endedAt } = member;
  return (
    <>
      <Link to={`/dossiers/${encodeURIComponent(code)}`}>{code}</Link>
      <span className={styles.quiet}> {dueAt !== null && `${words.due(momentOf(dueAt, language))} · `}{endedAt === null ? words.open : words.ended(momentOf(endedAt, language))}</span>
    </>
  );
}
