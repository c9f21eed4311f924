import { publishModel } from '@lienthong/bpmn';
import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import type { ProcedurePublished } from '../../domain/procedure.js';

/** Every process of every published file, in the order of publication: what call activities bind by name, newest first, or by version tag. */
export const callableProcessesProjection: Projection = {
  name: 'callable-processes',
  version: 1,
  tables: ['callable_process'],
  ddl: [
    'create table callable_process (process text not null, version_tag text, procedure text not null, version int not null, place bigint not null, primary key (process, procedure, version))',
    'create index callable_process_newest on callable_process (process, place desc)',
  ],
  apply,
};

async function apply(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  for (const { type, data, logIndex } of events) {
    if (type !== 'ProcedurePublished' || data === null) continue;
    const { code, version, model } = data as ProcedurePublished['data'];
    const compilation = await publishModel(Buffer.from(model, 'base64').toString('utf8'));
    // Nobody can start or call what an earlier release published and this one refuses.
    if (compilation.kind === 'refused') continue;
    const rows = Object.entries(compilation.model.processes).map(([process, { versionTag }]) => ({ process, version_tag: versionTag, procedure: code, version, place: logIndex }));
    await sql.query('insert into callable_process select * from jsonb_populate_recordset(null::callable_process, $1::jsonb)', [JSON.stringify(rows)]);
  }
}
