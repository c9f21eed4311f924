import { Controller, Get, Module, Param } from '@nestjs/common';
import { newDossierRef, type EventStore, type Projection } from '@lienthong/event-store';
import { defineAnnouncements } from '@lienthong/messaging';
import { Allow, ReadModels, ReadsDossier, refuseWith, type ServiceDefinition } from '@lienthong/service-host';

/** A sample service whose dossiers can be read by two addresses: one enters the read in the log, the other does not. */
@Controller()
class RegisterController {
  constructor(private readonly reads: ReadModels) {}

  @Get('dossiers/:code') @Allow({}) @ReadsDossier('code')
  recorded(@Param('code') code: string): Promise<object> {
    return this.read(code);
  }

  @Get('unrecorded/:code') @Allow({})
  unrecorded(@Param('code') code: string): Promise<object> {
    return this.read(code);
  }

  private async read(code: string): Promise<object> {
    const [row] = await this.reads.query<{ document: object }>('dossiers', 'SELECT document FROM dossiers WHERE code = $1', [code]);
    return row?.document ?? refuseWith('NOT_FOUND', `Expected to find dossier ${code}, but there is none`);
  }
}

@Module({ controllers: [RegisterController] })
class RegisterModule {}

const dossiers: Projection = {
  name: 'dossiers', version: 1, tables: ['dossiers'], ddl: ['CREATE TABLE dossiers (code text PRIMARY KEY, document jsonb NOT NULL)'],
  apply: async (events, sql) => {
    const rows = events.filter(({ type }) => type === 'DossierEntered').map(({ data }) => ({ code: data.code, document: data }));
    if (rows.length > 0) await sql.query('INSERT INTO dossiers SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (code text, document jsonb)', [JSON.stringify(rows)]);
  },
};

export const sampleRegister: ServiceDefinition = {
  name: 'tax', announcements: defineAnnouncements({}), projections: [dossiers], listensTo: [], problems: {}, module: RegisterModule,
};

/** About as large as a dossier of the land transfer. */
export async function enterDossiers(store: EventStore, codes: readonly string[]): Promise<void> {
  const parties = Array.from({ length: 4 }, (_, party) => ({ name: `Người mẫu ${party}`, identifier: `03809000000${party}`, address: 'Thôn mẫu, xã mẫu, tỉnh mẫu' }));
  for (let from = 0; from < codes.length; from += 1_000) {
    await Promise.all(codes.slice(from, from + 1_000).map((code) => store.append({
      streams: [{ stream: `dossier/${code}`, expected: 'none', events: [{ type: 'DossierEntered', data: { code, parties, note: 'Ghi chú mẫu '.repeat(20) } }] }],
      meta: { actor: { role: 'officer', unit: 'H56.17', id: 'officer-1' }, at: '2026-06-09T08:02:00.014+07:00', dossier: newDossierRef(code) },
    })));
  }
}
