import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../journeys/api-client.js';

export type Alarm = Readonly<{ kind: string; log: string; service: string; index: number | null; subject: string; explanation: { vi: string; en: string }; foundAt: string; mendedAt: string | null }>;
export type Sought = Readonly<{ service: string; kinds: readonly string[]; index: number | null; since: number }>;

/** Longest time from the next checkpoint or read to the alarm. */
export const FOUND_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;

/** The alarm of one of these kinds at this index that was told after `since`; throws with what was told instead when it does not come in time. */
export async function awaitAlarm(auditor: ApiClient, { service, kinds, index, since }: Sought, from: number): Promise<Readonly<{ alarm: Alarm; seconds: number }>> {
  for (;;) {
    const told = (await listAlarms(auditor, service)).filter(({ foundAt }) => Date.parse(foundAt) >= since);
    const alarm = told.find((each) => kinds.includes(each.kind) && each.index === index);
    if (alarm !== undefined) return { alarm, seconds: Math.max(0, Date.parse(alarm.foundAt) - from) / 1_000 };
    if (Date.now() - from > FOUND_WITHIN_MS) {
      const others = told.map((each) => `${each.kind} at ${each.index} (${each.subject})`).join(', ');
      throw new Error(`Expected an alarm ${kinds.join(' or ')} of ${service} at ${index} within ${FOUND_WITHIN_MS / 1_000} s, but there is ${others === '' ? 'none' : others}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

export async function listAlarms(auditor: ApiClient, service: string, filter = ''): Promise<readonly Alarm[]> {
  return (await auditor.get<{ items: readonly Alarm[] }>(`/api/audit/alarms?limit=200&service=${service}${filter}`)).items;
}

/** Until nothing is open any more but what stands for ever. Gives what is still open when it takes too long. */
export async function awaitMended(auditor: ApiClient, services: readonly string[]): Promise<readonly Alarm[]> {
  for (const until = Date.now() + 30_000; ; await sleep(LOOK_EVERY_MS)) {
    const open = (await Promise.all(services.map((service) => listAlarms(auditor, service, '&open=true')))).flat().filter(({ kind }) => kind !== 'fork' && kind !== 'shrunk');
    if (open.length === 0 || Date.now() > until) return open;
  }
}
