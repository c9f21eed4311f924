import type { ServiceName } from '@lienthong/service-host';

/** A fact that a service could not handle. Without its content, which holds personal data: that is read at the service itself. */
export type ParkedMessage = Readonly<{
  service: ServiceName;
  /** Its number there: `/api/<service>/parked/<id>/retry` and `/discard`. */
  id: number;
  /** Dossier code, or another key for a fact about no dossier. */
  key: string;
  source: string; type: string; code: string; because: string; attempts: number; parkedAt: string;
  /** Later messages of the same key, which wait until this one is dealt with. */
  behind: number;
}>;

/** `unavailable`: services that did not answer, so that nobody takes silence for an empty park. `more`: services that hold more than was read. */
export type ParkedOverview = Readonly<{ items: readonly ParkedMessage[]; unavailable: readonly ServiceName[]; more: readonly ServiceName[] }>;

export type Reader = Readonly<{ authorization: string; acceptLanguage: string }>;

type Row = Readonly<{ id: number; key: string; source: string; code: string; because: string; attempts: number; parkedAt: string; envelope: Readonly<{ type?: unknown }> }>;

const WAIT_MS = 5_000;
/** A row has a whole fact in it, up to 256 KiB. */
const ROWS_PER_PAGE = 50;
const MOST_PAGES = 10;
/** The code of a message whose only fault is the one before it. */
const BEHIND = 'WAITS_BEHIND';

/** What waits in the parks of all services, asked for with the reader's own token: each service decides whether they may see it. */
export class ParkedMessages {
  constructor(private readonly services: ReadonlyMap<ServiceName, string>) {}

  async overview(reader: Reader, key: string | undefined): Promise<ParkedOverview> {
    const parks = await Promise.all([...this.services].map(async ([service, address]) => {
      const park = await readPark(address, reader, key).catch(() => undefined);
      return { service, rows: park?.rows ?? [], isAway: park === undefined, hasMore: park?.hasMore ?? false };
    }));
    return {
      items: parks.flatMap(({ service, rows }) => blocking(service, rows)).toSorted((one, other) => one.parkedAt.localeCompare(other.parkedAt)),
      unavailable: parks.filter(({ isAway }) => isAway).map(({ service }) => service),
      more: parks.filter(({ hasMore }) => hasMore).map(({ service }) => service),
    };
  }
}

async function readPark(address: string, reader: Reader, key: string | undefined): Promise<Readonly<{ rows: readonly Row[]; hasMore: boolean }>> {
  const rows: Row[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ limit: String(ROWS_PER_PAGE), ...(key !== undefined && { key }) });
    const last = rows.at(-1);
    if (last !== undefined) query.set('before', String(last.id));
    const answer = await fetch(`${address}/parked?${query.toString()}`, { headers: { authorization: reader.authorization, 'accept-language': reader.acceptLanguage }, signal: AbortSignal.timeout(WAIT_MS) });
    if (!answer.ok) throw new Error(`Expected to read the park at ${address}, but the answer is ${answer.status}`);
    const { items } = await answer.json() as { items: readonly Row[] };
    rows.push(...items);
    if (items.length < ROWS_PER_PAGE) return { rows, hasMore: false };
  }
  return { rows, hasMore: true };
}

/** One entry per key: the message that blocks it. */
function blocking(service: ServiceName, rows: readonly Row[]): readonly ParkedMessage[] {
  const behind = new Map<string, number>();
  for (const { key, code } of rows) if (code === BEHIND) behind.set(key, (behind.get(key) ?? 0) + 1);
  return rows.filter(({ code }) => code !== BEHIND).map(({ id, key, source, code, because, attempts, parkedAt, envelope }) => ({
    service, id, key, source, type: typeof envelope.type === 'string' ? envelope.type : '', code, because, attempts, parkedAt, behind: behind.get(key) ?? 0,
  }));
}
