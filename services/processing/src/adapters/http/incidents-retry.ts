import type { Text } from '@lienthong/bpmn';
import { hasEnded, taskIdOf, type Instance } from '../../domain/instance.js';

/** What a press of the button did: `opened` and `incidents` are new. */
export type Retried = Readonly<{ text: Text; opened: readonly string[]; incidents: readonly string[] }>;

/** Told from what the dossier was before and is after, so that it is true whatever the procedure did. */
export function toldOfRetry(code: string, incidentKey: string, { run: before }: Instance, after: Instance): Retried {
  const { run } = after;
  const incident = before.incidents[incidentKey];
  const jobs = Object.values(run.jobs).filter(({ jobKey }) => !Object.hasOwn(before.jobs, jobKey));
  const raised = Object.values(run.incidents).filter((each) => !Object.hasOwn(before.incidents, each.incidentKey));
  const told = (vi: string, en: string): Retried => ({
    text: { vi, en }, opened: jobs.map(({ jobKey }) => taskIdOf(code, jobKey)), incidents: raised.map((each) => taskIdOf(code, each.incidentKey)),
  });
  if (incident === undefined) return told('Sự cố này đã được xử lý từ trước; không làm gì thêm.', 'This incident had been dealt with already; nothing was done.');

  const about = jobs.find(({ element }) => element === incident.element) ?? before.jobs[incident.jobKey ?? ''];
  const name = about?.name ?? incident.element;
  const nameEn = about === undefined || about.nameEn === '' ? name : about.nameEn;
  const [again] = raised;
  if (again !== undefined) return told(`Đã thử lại bước “${name}” nhưng lại gặp sự cố: ${again.text.vi}`, `Step "${nameEn}" was tried again and ran into an incident again: ${again.text.en}`);
  const [job] = jobs;
  if (job !== undefined) return told(`Đã thử lại bước “${name}”; việc mới đang chờ cơ quan ${job.agency}.`, `Step "${nameEn}" is tried again; a new job waits for ${job.agency}.`);
  if (hasEnded(after)) return told(`Đã thử lại bước “${name}”; quy trình đã chạy đến hết.`, `Step "${nameEn}" was tried again, and the procedure has come to its end.`);
  return told(`Đã thử lại bước “${name}”; quy trình đi tiếp.`, `Step "${nameEn}" was tried again, and the procedure goes on.`);
}
