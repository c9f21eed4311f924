import { createCommandHandler, Projections } from '@lienthong/event-store';
import type { EventStore } from '@lienthong/event-store';
import type { Clock, ReadModels } from '@lienthong/service-host';
import { divergenceDecider } from '../../domain/divergence.decider.js';
import type { DivergenceCommand } from '../../domain/divergence.decider.js';
import { placeKey } from '../../domain/divergence.js';
import type { DivergenceKind, Finding, Place } from '../../domain/divergence.js';
import { AlarmReads, Alarms } from '../../use-cases/alarms.js';
import type { Alarm, AlarmFilter } from '../../use-cases/alarms.js';

type Row = Readonly<{
  id: string; position: string; kind: string; log: string; service: string; idx: string | null; subject: string; vi: string; en: string; found_at: string; mended_at: string | null;
}>;

const COLUMNS = 'id, position, kind, log, service, idx, subject, vi, en, found_at, mended_at';
/** Of one log. */
const MOST_OPEN = 500;
/** Own alarms must be seen by the one who mends them; the projection is a second behind at most. */
const WAIT_MS = 2_000;

export class StoredAlarmReads extends AlarmReads {
  constructor(private readonly reads: ReadModels) { super(); }

  async list({ open, service }: AlarmFilter, { before, limit }: Readonly<{ before: number | undefined; limit: number }>, minPosition?: number): Promise<{ items: Alarm[]; open: number }> {
    const rows = await this.reads.query<Row>('alarms',
      `select ${COLUMNS} from alarms where position < $1 and ($2::boolean is null or (mended_at is null) = $2) and ($3::text is null or service = $3) order by position desc limit $4`,
      [before ?? Number.MAX_SAFE_INTEGER, open ?? null, service ?? null, limit], minPosition);
    return { items: rows.map(asAlarm), open: await this.countOpen() };
  }

  async countOpen(): Promise<number> {
    const [row] = await this.reads.query<{ open: number }>('alarms', 'select count(*)::int as open from alarms where mended_at is null');
    return row?.open ?? 0;
  }

  async countOpenByLog(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.reads.query<{ log: string; open: number }>('alarms', 'select log, count(*)::int as open from alarms where mended_at is null group by log');
    return new Map(rows.map(({ log, open }) => [log, open]));
  }

  async after(index: number, limit: number): Promise<Alarm[]> {
    return (await this.reads.query<Row>('alarms', `select ${COLUMNS} from alarms where position > $1 order by position limit $2`, [index, limit])).map(asAlarm);
  }
}

/** Tells findings as events of audit's own log. */
export class ToldAlarms extends Alarms {
  private readonly handler;

  constructor(private readonly parts: Readonly<{ store: EventStore; projections: Projections; reads: ReadModels; clock: Clock }>) {
    super();
    this.handler = createCommandHandler({ store: parts.store, decider: divergenceDecider, category: 'divergence' });
  }

  /** A log with so much wrong already is told no more: somebody has to look at it as a whole. */
  async report(findings: readonly Finding[]): Promise<void> {
    const [first] = findings;
    if (first === undefined || await this.countOpen(first.log) >= MOST_OPEN) return;
    for (const data of findings) await this.handle({ type: 'ReportDivergence', data, at: this.parts.clock.now() });
  }

  async mend(places: readonly Place[]): Promise<void> {
    for (const data of places) await this.handle({ type: 'MendDivergence', data, at: this.parts.clock.now() });
  }

  async open(log: string): Promise<readonly Place[]> {
    const { store, projections, reads } = this.parts;
    await projections.waitFor('alarms', (await store.head()).position, WAIT_MS);
    const rows = await reads.query<Row>('alarms', `select ${COLUMNS} from alarms where log = $1 and mended_at is null order by position limit ${MOST_OPEN}`, [log]);
    return rows.map(({ kind, idx, subject }) => ({ log, kind: kind as DivergenceKind, index: idx === null ? null : Number(idx), subject }));
  }

  private async countOpen(log: string): Promise<number> {
    const [row] = await this.parts.reads.query<{ open: number }>('alarms', 'select count(*)::int as open from alarms where log = $1 and mended_at is null', [log]);
    return row?.open ?? 0;
  }

  private async handle(command: DivergenceCommand): Promise<void> {
    await this.handler.handle(placeKey(command.data), command, { meta: { actor: { role: 'service', name: 'audit' }, at: command.at, dossier: null } });
  }
}

function asAlarm({ id, position, kind, log, service, idx, subject, vi, en, found_at, mended_at }: Row): Alarm {
  return { id, kind, log, service, index: idx === null ? null : Number(idx), subject, explanation: { vi, en }, foundAt: found_at, mendedAt: mended_at, position: Number(position) };
}
