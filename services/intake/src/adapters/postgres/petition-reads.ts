import { decodeCursor, paged, type Page, type Paged, type ReadModels } from '@lienthong/service-host';
import type { PetitionAccess } from '../../domain/petition-access.js';
import type { KnownPetition } from '../../domain/petition.js';
import { PetitionReads, type FoundPetition, type PetitionFilter } from '../../use-cases/petition-ports.js';
import { nextDue } from './petitions.projection.js';

type Row = Readonly<{ number: string; version: number; sorted: string; document: KnownPetition }>;

export class PostgresPetitionReads extends PetitionReads {
  constructor(private readonly reads: ReadModels) {
    super();
  }

  override async list(access: PetitionAccess, { status, matter, overdueAt }: PetitionFilter, page: Page): Promise<Paged<FoundPetition>> {
    const [text, ...values] = readable(access);
    const cursor = decodeCursor(page.cursor, 2) ?? [null, null];
    const n = values.length;
    const rows = await this.reads.query<Row>('petitions',
      `SELECT number, version, document, due_at::text AS sorted FROM petitions
       WHERE ${text} AND ($${n + 1}::text IS NULL OR status = $${n + 1}) AND ($${n + 2}::text IS NULL OR matter = $${n + 2}) AND ($${n + 3}::timestamptz IS NULL OR due_at < $${n + 3})
         AND ($${n + 4}::text IS NULL OR (due_at, number) > ($${n + 4}::timestamptz, $${n + 5}::text))
       ORDER BY due_at, number LIMIT ${page.limit + 1}`, [...values, status ?? null, matter ?? null, overdueAt ?? null, ...cursor], page.minPosition);
    return paged(rows, page.limit, ({ document, version }) => ({ petition: document, version, dueAt: nextDue(document) }), ({ sorted, number }) => [sorted, number]);
  }

  override async ended(access: PetitionAccess, page: Page): Promise<Paged<KnownPetition>> {
    const [text, ...values] = readable(access);
    const cursor = decodeCursor(page.cursor, 2) ?? [null, null];
    const n = values.length;
    const rows = await this.reads.query<{ document: KnownPetition }>('petitions',
      `SELECT document FROM petitions JOIN log.dossiers known ON known.code = petitions.number
       WHERE ${text} AND document->'ending' <> 'null' AND ($${n + 1}::text IS NULL OR (document #>> '{ending,at}', number) > ($${n + 1}, $${n + 2}))
         AND NOT EXISTS (SELECT 1 FROM destruction_dossiers WHERE ref = encode(known.ref, 'hex'))
       ORDER BY document #>> '{ending,at}', number LIMIT ${page.limit + 1}`, [...values, ...cursor], page.minPosition);
    return paged(rows, page.limit, ({ document }) => document, ({ document }) => [document.ending?.at ?? '', document.number]);
  }
}

/** The rule of `petition-access.ts` as a condition, translated once; with its values from $1 on. */
export function readable(access: PetitionAccess): readonly [string, ...unknown[]] {
  switch (access.kind) {
    case 'author': return [`(author = $1 AND author <> '')`, access.identifier];
    case 'unit': return [`(unit = $1${access.subordinates ? ` OR starts_with(unit, $1 || '.')` : ''})${access.isInside ? '' : ' AND NOT is_protected'}`, access.unit];
    case 'all': return ['true'];
    case 'none': return ['false'];
  }
}
