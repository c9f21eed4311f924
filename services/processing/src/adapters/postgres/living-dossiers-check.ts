import type { CheckRun, EventStore, Finding, SelfCheck } from '@lienthong/event-store';
import { caseOf, type Instance } from '../../domain/instance.js';
import { lostWaits, type LostWait } from '../../domain/living-waits.js';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';

/** Dossiers a pass: some hundred milliseconds. More are gone through in several passes, round and round. */
const DOSSIERS_A_PASS = 200;
/** With doubling pauses this is a minute: what has failed so often does not pass by itself. */
const MANY_ATTEMPTS = 6;
const MOST_ERRANDS = 50;

type Rows = Readonly<{ timers: readonly string[]; subscriptions: readonly string[] }>;

/**
 * The watchdog: every open dossier has a living reason to wait. A dossier that waits for nothing, or for a timer or a message that no row
 * would bring any more, stands still for ever and nobody is told; and so does what cannot be brought. Each is an alarm.
 */
export function livingDossiersCheck(store: EventStore, ports: DossierPorts): SelfCheck {
  let after = '';

  async function look({ report, stopped }: CheckRun): Promise<void> {
    const { rows } = await store.pool.query<{ code: string }>(`select code from read.running_instance where code > $1 order by code limit ${DOSSIERS_A_PASS}`, [after]);
    after = rows.length < DOSSIERS_A_PASS ? '' : rows.at(-1)?.code ?? '';
    for (const { code } of rows) {
      if (stopped.aborted) return;
      const lost = await lostOf(code);
      for (const wait of lost) report(await findingOf(code, wait));
    }
  }

  /** Read before and after the rows: what moved meanwhile is not lost. */
  async function lostOf(code: string): Promise<readonly LostWait[]> {
    const before = await ports.loadInstance(code);
    if (before.state.run.status !== 'open') return [];
    const lost = lostWaits(before.state, await rowsOf(code));
    return lost.length > 0 && (await ports.loadInstance(code)).version === before.version ? lost : [];
  }

  async function rowsOf(code: string): Promise<Rows> {
    const [timers, subscriptions] = await Promise.all([
      store.pool.query<{ id: string }>(`select id from log.timers where starts_with(id, $1)`, [`${code}~`]),
      store.pool.query<{ subscription_key: string }>('select subscription_key from subscription where code = $1', [code]),
    ]);
    return { timers: timers.rows.map(({ id }) => id.slice(code.length + 1)), subscriptions: subscriptions.rows.map(({ subscription_key }) => subscription_key) };
  }

  /** By reference and not by code: findings are read beyond this service. */
  async function findingOf(code: string, { what, vi, en }: LostWait): Promise<Finding> {
    const { state } = await ports.loadInstance(code);
    const ref = (await refOf(code, state)) ?? 'unknown';
    return { kind: 'dossier-stuck', index: null, subject: `dossier ${ref} ${what}`, explanation: { vi: `Hồ sơ có mã tham chiếu ${ref.slice(0, 16)}… đứng yên: ${vi}`, en: `The dossier with reference ${ref.slice(0, 16)}… stands still: ${en}` } };
  }

  const refOf = async (code: string, state: Instance): Promise<string | undefined> => (await store.findDossier(caseOf(state, code)))?.ref;

  async function errands({ report }: CheckRun): Promise<void> {
    const { rows } = await store.pool.query<{ kind: string | null; failure: string; count: string }>(
      `select payload->>'kind' as kind, left(failure, 200) as failure, count(*) as count from log.timers where attempts >= $1 group by 1, 2 limit ${MOST_ERRANDS}`, [MANY_ATTEMPTS]);
    for (const { kind, failure, count } of rows) {
      const what = kind ?? 'timer';
      report({ kind: 'dossier-stuck', index: null, subject: `errand ${what}`, explanation: { vi: `${count} việc loại ${what} thử mãi không xong: ${withoutCodes(failure)}`, en: `${count} of kind ${what} fail again and again: ${withoutCodes(failure)}` } });
    }
  }

  return {
    name: 'living-dossiers',
    async run(run) {
      await look(run);
      await errands(run);
    },
  };
}

/** Dossier codes stay in the service. */
const withoutCodes = (text: string): string => text.replaceAll(/[A-Z]\d{2}(?:\.\d{1,3}){0,5}-\d{6,8}-\d{4,7}/g, '…');
