import type { Instance } from '../../domain/instance.js';

/** What the second officer is told of the first: who took the task or closed it, and when. */
export function holderOf({ run }: Instance, jobKey: string): Readonly<{ who: string; whoEn: string }> {
  const claimed = run.jobs[jobKey]?.claimed;
  if (claimed !== null && claimed !== undefined) return { who: `${claimed.by.name} nhận lúc ${claimed.at}.`, whoEn: `${claimed.by.name} claimed it at ${claimed.at}.` };
  const closed = run.closedJobs[jobKey];
  if (closed === undefined) return { who: '', whoEn: '' };
  if (closed.how === 'cancelled') return { who: `Quy trình không còn cần bước này từ ${closed.at}.`, whoEn: `The procedure has not needed this step since ${closed.at}.` };
  const by = closed.by?.name ?? 'Hệ thống';
  return { who: `${by} hoàn thành lúc ${closed.at}.`, whoEn: `${closed.by?.name ?? 'The system'} completed it at ${closed.at}.` };
}
