import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.js';
import { hasEndedAsPlanned } from './transfer-players.js';
import type { PlayResult } from './transfer-players.js';
import type { Ending } from './transfer-plan.js';

type Entry = Readonly<{ source: string; sequence: number; type: string }>;
type History = Readonly<{ code: string; state: number; suspended: boolean; reason: { en: string } | null; timeline: readonly Entry[] }>;
type Sources = Readonly<{ sources: readonly Readonly<{ service: string; highest: number; heard: number; gaps: readonly object[] }>[] }>;

const ENDINGS: Readonly<Record<Ending, string>> = {
  posted: 'trả qua bưu điện / returned by post', counter: 'trả tại quầy / returned at the counter', supplemented: 'trả sau khi bổ sung / returned after a supplement',
  refused: 'từ chối / refused', unpaid: 'chờ nộp thuế / waiting for the payment',
};

/** Facts that a returned transfer has exactly once, whatever was killed meanwhile. */
const ONCE = ['DossierSubmitted', 'DossierAccepted', 'InstanceStarted', 'ParcelVerified', 'TransferSlipIssued', 'ObligationAssessed', 'NoticeIssued', 'PaymentReceived', 'ObligationSettled',
  'TransferRegistered', 'CertificateIssued', 'ResultReturned', 'InstanceCompleted'];

const LAST_HOP_MS = 10_000;

export type Summary = Readonly<{ text: string; isRight: boolean; doubts: readonly string[] }>;

/** What came of it, from audit's histories: who ended as planned, and whether each fact was heard exactly once. */
export async function tellSummary(auditor: ApiClient, { plans, refusals, durationMs, complete }: PlayResult): Promise<Summary> {
  const counts = new Map<Ending, { planned: number; right: number }>();
  const doubts: string[] = complete ? [] : ['not every dossier reached its end in time'];
  let facts = 0;
  for (const [code, plan] of plans) {
    const history = await getSettledHistory(auditor, code);
    const count = counts.get(plan.ending) ?? { planned: 0, right: 0 };
    const right = hasEndedAsPlanned(plan, history);
    counts.set(plan.ending, { planned: count.planned + 1, right: count.right + (right ? 1 : 0) });
    if (!right) doubts.push(`${code} should be ${plan.ending}, but is in state ${history.state}${history.reason ? ` (${history.reason.en})` : ''}`);
    facts += history.timeline.length;
    doubts.push(...doubtsAbout(history));
  }
  const { sources } = await auditor.get<Sources>('/api/audit/gaps');
  for (const { service, heard, highest, gaps } of sources) {
    if (heard !== highest || gaps.length > 0) doubts.push(`${service}: ${heard} facts heard, the highest number is ${highest}, ${gaps.length} gaps`);
  }
  const rows = [...counts].map(([ending, { planned, right }]) => `  ${String(right).padStart(5)}/${planned}  ${ENDINGS[ending]}`);
  const text = [
    '', ...rows, '',
    `  ${plans.size} hồ sơ, ${facts} sự kiện, ${(durationMs / 1000).toFixed(1)} s  /  dossiers, facts, seconds`,
    ...(refusals.size > 0 ? [`  bị từ chối / refused commands: ${[...refusals].map(([code, count]) => `${code} ×${count}`).join(', ')}`] : []),
    `  mỗi sự kiện đúng một lần / each fact exactly once: ${doubts.length === 0 ? 'có / yes' : 'không / no'}`,
    ...doubts.slice(0, 20).map((doubt) => `    ${doubt}`), '',
  ].join('\n');
  return { text, isRight: doubts.length === 0, doubts };
}

/** The hand-over is told by intake; that the procedure is complete follows one hop later. Not coming at all is a doubt, told below. */
async function getSettledHistory(auditor: ApiClient, code: string): Promise<History> {
  for (const until = Date.now() + LAST_HOP_MS; ; await sleep(100)) {
    const history = await auditor.get<History>(`/api/audit/dossiers/${code}`);
    if (history.state !== 10 || history.timeline.some(({ type }) => type === 'InstanceCompleted') || Date.now() > until) return history;
  }
}

function doubtsAbout({ code, state, timeline }: History): string[] {
  const heard = new Set<string>();
  const doubts: string[] = [];
  for (const { source, sequence, type } of timeline) {
    const name = `${source}#${sequence}`;
    if (heard.has(name)) doubts.push(`${code}: ${type} ${name} was heard twice`);
    heard.add(name);
  }
  if (state !== 10) return doubts;
  for (const type of ONCE) {
    const times = timeline.filter((entry) => entry.type === type).length;
    if (times !== 1) doubts.push(`${code}: ${type} came ${times} times`);
  }
  return doubts;
}
