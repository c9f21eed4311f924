import type { Pool } from 'pg';
import type { UnitOfficer } from '../../domain/instance.decider.js';
import type { Colleagues } from '../../use-cases/colleagues.js';

/** Of a province's officers those that are at work; others are written once more than needed. */
const MOST_REMEMBERED = 10_000;
/** Names and roles change seldom; that somebody still works here is worth a row a day. */
const AGAIN_AFTER_MS = 24 * 3_600_000;

type Row = Readonly<{ subject: string; name: string; agency: string; unit: string; roles: readonly string[] }>;

export class OfficerRows implements Colleagues {
  private readonly known = new Map<string, Readonly<{ as: string; until: number }>>();

  constructor(private readonly pool: Pool) {}

  async seen({ subject, name, agency, unit, roles }: UnitOfficer, at: string): Promise<void> {
    const as = JSON.stringify([name, agency, unit, roles]);
    const known = this.known.get(subject);
    if (known?.as === as && known.until > Date.parse(at)) return;
    await this.pool.query(
      `insert into public.officer (subject, name, agency, unit, roles, seen_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (subject) do update set name = excluded.name, agency = excluded.agency, unit = excluded.unit, roles = excluded.roles, seen_at = excluded.seen_at`,
      [subject, name, agency, unit, roles, at],
    );
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(subject, { as, until: Date.parse(at) + AGAIN_AFTER_MS });
  }

  async find(subject: string): Promise<UnitOfficer | undefined> {
    const { rows } = await this.pool.query<Row>('select subject, name, agency, unit, roles from public.officer where subject = $1', [subject]);
    return rows[0];
  }

  async list(agency: string, unit: string, part: string, limit: number): Promise<readonly UnitOfficer[]> {
    const { rows } = await this.pool.query<Row>(
      `select subject, name, agency, unit, roles from public.officer
       where agency = $1 and unit = $2 and ($3 = '' or position($3 in lower(normalize(name))) > 0) order by name, subject limit $4`,
      [agency, unit, part, limit],
    );
    return rows;
  }
}
