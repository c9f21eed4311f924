import type { OpenJob } from '@lienthong/bpmn';
import type { Instance } from '../../domain/instance.js';

/** What the second officer is told of the first: who took the task or closed it, and when. */
export function holderOf({ run }: Instance, jobKey: string): Readonly<{ who: string; whoEn: string }> {
  const open = run.jobs[jobKey];
  if (open?.claimed !== null && open?.claimed !== undefined) return claimantOf(open, open.claimed);
  const closed = run.closedJobs[jobKey];
  if (closed === undefined) return { who: '', whoEn: '' };
  if (closed.how === 'cancelled') return { who: `Quy trình không còn cần bước này từ ${closed.at}.`, whoEn: `The procedure has not needed this step since ${closed.at}.` };
  const by = closed.by?.name ?? 'Hệ thống';
  return { who: `${by} hoàn thành lúc ${closed.at}.`, whoEn: `${closed.by?.name ?? 'The system'} completed it at ${closed.at}.` };
}

function claimantOf({ assigned, owner }: OpenJob, { by, at }: NonNullable<OpenJob['claimed']>): Readonly<{ who: string; whoEn: string }> {
  switch (assigned?.how) {
    case 'assigned':
      return { who: `${assigned.by.name} giao cho ${by.name} lúc ${at}.`, whoEn: `${assigned.by.name} gave it to ${by.name} at ${at}.` };
    case 'delegated':
      return { who: `${owner?.name ?? assigned.by.name} nhờ ${by.name} làm từ ${at}.`, whoEn: `${owner?.name ?? assigned.by.name} has delegated it to ${by.name} since ${at}.` };
    case 'handed-over':
      return { who: `${by.name} làm thay người vắng mặt từ ${at}.`, whoEn: `${by.name} has it since ${at}, standing in for somebody who is away.` };
    default:
      return { who: `${by.name} nhận lúc ${at}.`, whoEn: `${by.name} claimed it at ${at}.` };
  }
}
