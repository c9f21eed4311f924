import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBundle, readDossierProof, writeDossierProof, writeTlogProof } from '@lienthong/transparency-log';
import type { DossierProof } from '@lienthong/transparency-log';
import { verifyFile } from '@lienthong/verify';
import { awaitMended, FOUND_WITHIN_MS } from './alarm-watch.js';
import { DRILLED, DrillGround } from './drill-ground.js';
import type { Drilled, Found } from './drill-ground.js';
import { forgeCheckpoint, presentFork } from './forged-checkpoint.js';
import { restoreBackup, takeBackup } from './restored-backup.js';
import type { TamperedDatabase } from './tampered-database.js';

let ground: DrillGround;
let policy = '';
let proofBefore: Buffer = Buffer.alloc(0);

const db = (service: Drilled): TamperedDatabase => ground.database(service);

beforeAll(async () => {
  ground = await DrillGround.prepare();
  policy = ground.policy;
  proofBefore = await ground.downloadProof();
});

afterAll(() => ground?.stop());

/** Drills on several logs at once: each is told by a test of its own. */
function drills(of: Readonly<Record<string, () => Promise<Found>>>): void {
  const outcomes = new Map<string, Promise<Found>>();
  beforeAll(async () => {
    for (const [what, run] of Object.entries(of)) outcomes.set(what, run());
    await Promise.allSettled(outcomes.values());
  });
  it.each(Object.keys(of))('%s', async (what) => {
    const { alarm, seconds } = await outcomes.get(what)!;
    process.stderr.write(`  ${what}: ${seconds.toFixed(1)} s, ${alarm.kind} ${alarm.log}${alarm.index === null ? '' : `#${alarm.index}`}\n`);
    assert.ok(seconds * 1_000 <= FOUND_WITHIN_MS);
    assert.equal(alarm.log, db(alarm.service as Drilled).origin);
    assert.ok(alarm.explanation.vi.includes(' ') && alarm.explanation.en.includes(' ') && alarm.explanation.vi !== alarm.explanation.en);
  });
}

function parsed(file: Buffer): DossierProof {
  const read = readDossierProof(file.toString());
  assert.ok(read.kind === 'proof', 'the proof file can be read');
  return read.proof;
}

async function rewriteTail(service: Drilled, from: number): Promise<Readonly<{ size: number; root: Buffer }>> {
  await db(service).ask(`UPDATE log.events SET actor = 'officer@H56.99' WHERE log_index >= $1`, [from]);
  return db(service).rebuildTiles();
}

describe('one thing changed by the database superuser is found, and named', () => {
  const places = new Map<Drilled, number>();
  let forgedPayload = '';
  let file = { place: '', bytes: Buffer.alloc(0) };
  /** Another dossier than the one that is proved. */
  let other = { code: '', index: -1 };

  beforeAll(async () => {
    const form = new FormData();
    const bytes = Buffer.from('%PDF-1.4\n% sample contract\n%%EOF\n');
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'hop-dong.pdf');
    const hash = createHash('sha256').update(bytes).digest('hex');
    await uploadAs('clerk', form);
    file = { place: join(ground.started.folder, 'files', hash.slice(0, 2), hash), bytes };
    const [stored] = await db('intake').ask<{ log_index: string }>(`SELECT log_index FROM log.events WHERE type = 'FileStored' ORDER BY log_index DESC LIMIT 1`);
    const [assessed] = await db('tax').ask<{ log_index: string; sealed: string }>(
      `SELECT log_index, convert_from(sealed, 'UTF8') AS sealed FROM log.events WHERE type = 'NoticeIssued' AND dossier = (SELECT ref FROM log.dossiers WHERE code = $1) LIMIT 1`, [ground.code]);
    const [first] = await db('intake').ask<{ code: string; log_index: string }>(
      'SELECT code, log_index FROM log.events JOIN log.dossiers ON ref = dossier WHERE dossier_version = 1 AND code <> $1 ORDER BY log_index DESC LIMIT 1', [ground.code]);
    other = { code: first!.code, index: Number(first!.log_index) };
    forgedPayload = assessed!.sealed.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    places.set('intake', Number(stored!.log_index)).set('tax', Number(assessed!.log_index)).set('postal', await db('postal').size());
    for (const service of ['processing', 'land-registry'] as const) places.set(service, await ground.middle(service));
    for (const service of DRILLED) await db(service).remember();
  });

  async function uploadAs(account: string, form: FormData): Promise<void> {
    const token = await (await fetch(`${ground.url}/local/token`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account }) })).json() as { access_token: string };
    const answer = await fetch(`${ground.url}/api/intake/files`, { method: 'POST', body: form, headers: { Authorization: `Bearer ${token.access_token}`, 'Idempotency-Key': 'drill-file' } });
    assert.equal(answer.status, 201);
  }

  const at = (service: Drilled): number => places.get(service)!;
  const one = (service: Drilled, kinds: readonly string[], statement: string, values: readonly unknown[] = []) => (): Promise<Found> =>
    ground.drill({ service, kinds, index: at(service) }, () => db(service).tamper(() => db(service).ask(statement, [at(service), ...values.map((value) => (typeof value === 'function' ? value() : value))])));

  drills({
    'a payload': one('tax', ['payload-altered'], `UPDATE log.events SET sealed = convert_to($2, 'UTF8') WHERE log_index = $1`, [() => forgedPayload]),
    'metadata': one('processing', ['entry-altered'], `UPDATE log.events SET actor = 'officer@H56.99' WHERE log_index = $1`),
    'an event deleted': one('land-registry', ['event-missing'], 'DELETE FROM log.events WHERE log_index = $1'),
    'an event inserted behind the head': () => ground.drill({ service: 'postal', kinds: ['event-added'], index: at('postal') }, () => db('postal').ask(
      `INSERT INTO log.events (log_index, occurred_at, stream_id, stream_version, schema, commitment, stream_category, type, actor, salt, sealed)
       SELECT $1::bigint, occurred_at, gen_random_uuid(), 1, schema, commitment, stream_category, type, actor, salt, sealed FROM log.events WHERE log_index = 0`, [at('postal')]), async () => {}),
    'the code of a dossier': () => ground.drill({ service: 'intake', kinds: ['payload-altered'], index: other.index }, () => db('intake').ask('UPDATE log.dossiers SET code = $2 WHERE code = $1', [other.code, `${other.code}9`])),
    'a file': () => ground.drill({ service: 'intake', kinds: ['file-altered'], index: at('intake') }, () => writeFile(file.place, Buffer.concat([file.bytes, Buffer.from('%')]))),
  });

  it('and neither the changed text nor the changed entry passes as proved', async () => {
    const now = await ground.downloadProof();
    const [before, after] = [verifyFile(proofBefore, policy), verifyFile(now, policy)];
    assert.equal(before.verdict, 'verified');
    assert.ok(!now.toString().includes(JSON.stringify(forgedPayload).slice(1, -1)), 'the file that is given now does not hold the forged text');
    const tax = (found: typeof after) => found.dossier?.logs.find(({ origin }) => origin === db('tax').origin);
    assert.equal((tax(after)?.undisclosed ?? 0) - (tax(before)?.undisclosed ?? 0), 1);

    const proof = parsed(proofBefore);
    const original = (await db('tax').ask<{ sealed: string }>(`SELECT convert_from(sealed, 'UTF8') AS sealed FROM kept_events WHERE log_index = $1`, [at('tax')]))[0]!.sealed;
    const forged = writeDossierProof({ ...proof, logs: proof.logs.map((log) => ({ ...log, proofs: log.proofs.map((each) => (each.sealed === original ? { ...each, sealed: forgedPayload } : each)) })) });
    assert.deepEqual([verifyFile(Buffer.from(forged), policy).refusal?.code], ['SEALED']);

    const bundle = Math.floor(at('processing') / 256);
    const entries = await entriesShown('processing', bundle);
    const ofEntry = writeTlogProof({ entry: entries[at('processing') - bundle * 256]!, index: at('processing'), path: [], checkpoint: await ground.served('processing') });
    assert.equal(verifyFile(Buffer.from(ofEntry), policy).refusal?.code, 'INCLUSION');
  });

  async function entriesShown(service: Drilled, bundle: number): Promise<readonly Buffer[]> {
    const size = Number((await ground.served(service)).split('\n')[1]);
    const width = Math.min(256, size - bundle * 256);
    const answer = await fetch(`${ground.url}/log/${service}/tile/entries/${String(bundle).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`);
    const read = readBundle(Buffer.from(await answer.arrayBuffer()), width);
    assert.ok(read.kind === 'entries', 'the bundle can be read');
    return read.entries;
  }

  it('and is mended when it is put back', async () => {
    for (const service of ['tax', 'processing', 'land-registry', 'postal'] as const) await db(service).putBack([at(service)]);
    await db('intake').ask('UPDATE log.dossiers SET code = $1 WHERE code = $2', [other.code, `${other.code}9`]);
    await writeFile(file.place, file.bytes);
    assert.deepEqual(await readFile(file.place), file.bytes);
    // What a proof told, the next proof takes back.
    assert.ok(verifyFile(await ground.downloadProof(), policy).dossier?.logs.every(({ undisclosed }) => undisclosed === 0));
    assert.deepEqual(await awaitMended(ground.auditor, DRILLED), []);
  });
});

describe('what leaves every row in its place is found too', () => {
  let swapped = 0;
  let table = '';
  let forks: readonly string[] = [];

  beforeAll(async () => {
    swapped = await ground.middle('processing') + 1;
    await db('processing').remember();
    const [live] = await db('postal').ask<{ schema_name: string }>(`SELECT schema_name FROM log.projections WHERE name = 'shipments' AND status = 'live'`);
    table = `${live!.schema_name}.shipments`;
    await db('postal').ask(`CREATE TEMP TABLE kept_shipments AS TABLE ${table}`);
  });

  drills({
    'two events swapped': () => ground.drill({ service: 'processing', kinds: ['entry-altered'], index: swapped }, () => db('processing').tamper(async () => {
      for (const [from, to] of [[swapped, 1_000_000], [swapped + 1, swapped], [1_000_000, swapped + 1]]) await db('processing').ask('UPDATE log.events SET log_index = $2 WHERE log_index = $1', [from, to]);
    })),
    'a projection': () => ground.drill({ service: 'postal', kinds: ['projection-altered'], index: null }, () => db('postal').ask(`UPDATE ${table} SET status = 'returned', version = version + 7`)),
    'two logs for two readers': () => ground.drill({ service: 'intake', kinds: ['fork'], index: null }, async () => {
      const [mine, yours] = [await ground.served('intake'), await forgeCheckpoint(ground.url, 'intake')];
      const trusting = policy.replace(/^quorum .*$/m, 'quorum none');
      assert.equal(verifyFile(Buffer.from(yours), policy).refusal?.code, 'QUORUM');
      assert.equal(verifyFile(Buffer.from(mine), trusting, { older: yours }).refusal?.code, 'FORK');
      forks = await presentFork(policy, yours);
    }, async () => {}),
  });

  it('and no witness cosigned the second log', () => {
    assert.ok(forks.length === 2 && forks.every((answer) => /^(409|422) /.test(answer) && !answer.includes('—')), forks.join('\n'));
  });

  it('and is mended when it is put back', async () => {
    await db('processing').putBack([swapped, swapped + 1]);
    await db('postal').ask(`UPDATE ${table} AS now SET status = kept.status, version = kept.version FROM kept_shipments AS kept WHERE kept.stream = now.stream`);
    assert.deepEqual(await awaitMended(ground.auditor, DRILLED), []);
  });
});

describe('a history that was rewritten is found', () => {
  let restored = { size: 0 };
  let forks: readonly string[] = [];
  const firstChanged = async (service: Drilled, events: number): Promise<number> => await db(service).size() - events;

  drills({
    'an event inserted, and the later ones renumbered': async () => {
      const index = await ground.middle('intake');
      return ground.drill({ service: 'intake', kinds: ['entry-altered'], index }, () => db('intake').tamper(async () => {
        await db('intake').ask('UPDATE log.events SET log_index = log_index + 1000001 WHERE log_index >= $1', [index]);
        await db('intake').ask('UPDATE log.events SET log_index = log_index - 1000000 WHERE log_index > 1000000');
        await db('intake').ask(`INSERT INTO log.events (log_index, occurred_at, stream_id, stream_version, schema, commitment, stream_category, type, actor, salt, sealed)
          SELECT $1::bigint, occurred_at, gen_random_uuid(), 1, schema, commitment, stream_category, type, actor, salt, sealed FROM log.events WHERE log_index = $1::bigint + 1`, [index]);
        await db('intake').ask('UPDATE log.head SET position = position + 1');
      }));
    },
    'the tail cut off, with head, tiles and what was signed': async () => {
      const [size, note] = [await db('postal').size(), await ground.served('postal')];
      assert.equal(Number(note.split('\n')[1]), size);
      await ground.stir('postal');
      await ground.untilVerified('postal', size + 1);
      return ground.drill({ service: 'postal', kinds: ['shrunk'], index: size }, () => db('postal').tamper(async () => {
        await db('postal').ask('DELETE FROM log.events WHERE log_index >= $1', [size]);
        await db('postal').ask('UPDATE log.head SET position = $1, fact_number = (SELECT coalesce(max(fact_number), 0) FROM log.events)', [size - 1]);
        const { root } = await db('postal').rebuildTiles();
        await db('postal').ask('UPDATE log.signed_head SET size = $1, root = $2, note = $3, note_size = $1', [size, root, note]);
      }), async () => {});
    },
    'the tail rewritten and the tree with it, without the key': async () => {
      const index = await firstChanged('processing', 3);
      return ground.drill({ service: 'processing', kinds: ['entry-altered', 'fork'], index }, () => db('processing').tamper(() => rewriteTail('processing', index)));
    },
    'the tail rewritten and the tree with it, signed with the key': async () => {
      const index = await firstChanged('land-registry', 3);
      return ground.drill({ service: 'land-registry', kinds: ['fork'], index }, async () => {
        let forged = '';
        await db('land-registry').tamper(async () => {
          const { size, root } = await rewriteTail('land-registry', index);
          forged = await forgeCheckpoint(ground.url, 'land-registry', { size, root });
          await db('land-registry').ask('UPDATE log.signed_head SET size = $1, root = $2, note = $3, note_size = $1', [size, root, forged]);
        });
        forks = await presentFork(policy, forged);
      });
    },
    'yesterday’s backup restored, and gone on with': async () => {
      await db('tax').close();
      const size = await takeBackup(ground.started.platform, 'tax');
      for (let more = 0; more < 3; more += 1) await ground.stir('tax');
      await ground.untilVerified('tax', size + 1);
      restored = { size };
      return ground.drill({ service: 'tax', kinds: ['shrunk'], index: size }, () => restoreBackup(ground.started.platform, 'tax'));
    },
  });

  it('no witness cosigned the rewritten log', () => {
    assert.ok(forks.length === 2 && forks.every((answer) => /^(409|422) /.test(answer) && !answer.includes('—')), forks.join('\n'));
  });

  it.each(['land-registry', 'postal', 'tax'] as const)('%s signs nothing any more, though it goes on', async (service) => {
    await ground.stir(service);
    await ground.stir(service);
    await sleep(2_500);
    const look = async () => await (await fetch(`${ground.url}/log/${service}/status`)).json() as { refusing: { code: string } | null; served: { size: number } };
    let status = await look();
    for (let looks = 0; status.refusing === null && looks < 100; looks += 1) {
      await sleep(300);
      status = await look();
    }
    assert.equal(status.refusing?.code, 'SIGN_REFUSED');
    if (service === 'tax') assert.equal(status.served.size, restored.size);
  });

  it('and the proof that was given before still verifies, with nothing but the policy', () => {
    assert.equal(verifyFile(proofBefore, policy).verdict, 'verified');
  });
});
