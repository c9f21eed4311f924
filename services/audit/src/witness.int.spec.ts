import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually, startUnderTest, type UnderTest } from '@lienthong/service-host/specs';
import { addCheckpointBody, openNote, signNote } from '@lienthong/transparency-log';
import pg from 'pg';
import { StoredEvidenceRecord } from './adapters/postgres/evidence-record.js';
import { auditService } from './audit.service.js';
import { keyText, testKey, writePolicyFile } from './spec-policy.js';
import { Alarms } from './use-cases/alarms.js';
import { PROOF_PATIENCE_MS, settleEvidence } from './use-cases/evidence-watch.js';

type Step = Readonly<{ request: string; status: number; response?: string; contentType?: string; sizeAfter: number; rootAfter: string | null; why: string; responseWithTestKeyAtTime1790000000?: string }>;

const VECTORS = JSON.parse(readFileSync(new URL('../../../libs/transparency-log/test/vectors/witness.json', import.meta.url), 'utf8')) as Readonly<{ log: string; steps: readonly Step[] }>;
const ORIGIN = 'lienthong.test/intake';
const WITNESS = testKey('lienthong.test/audit/witness', 'cosignature').verifier;
const AUDITOR = { agency: 'audit', unit: 'H56', roles: ['auditor'] };

describe('the witness', () => {
  let audit: UnderTest;
  let policy: Awaited<ReturnType<typeof writePolicyFile>>;
  let database: pg.Pool;

  beforeAll(async () => {
    policy = await writePolicyFile(`log ${VECTORS.log}\nlog ${testKey('lienthong.test/tax', 'note').verifier.text}\nwitness audit ${WITNESS.text}\nlog ${testKey('lienthong.test/audit', 'note').verifier.text}\nquorum audit\n`);
    audit = await startUnderTest(auditService, {
      environment: { PROVINCE: 'test', POLICY_FILE: policy.path, LOG_KEY: keyText('lienthong.test/audit', 'note'), WITNESS_KEY: keyText('lienthong.test/audit/witness', 'cosignature') },
    });
    database = new pg.Pool({ connectionString: audit.urls.serviceUrl, max: 2 });
  });

  afterAll(async () => {
    await database?.end();
    await audit?.stop();
    await policy?.remove();
  });

  const ask = (body: string, headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' }): Promise<Response> =>
    fetch(`${audit.service.url}/witness/add-checkpoint`, { method: 'POST', body: Buffer.from(body), headers });
  const latest = (origin: string): Promise<Response> => fetch(`${audit.service.url}/witness/${createHash('sha256').update(origin).digest('hex')}/checkpoint`);
  const stored = async (origin: string): Promise<Readonly<{ size: number; root: string }> | null> => {
    const { rows: [row] } = await database.query<{ size: string; root: Buffer }>('SELECT size, root FROM public.witnessed WHERE origin = $1', [origin]);
    return row === undefined ? null : { size: Number(row.size), root: row.root.toString('base64') };
  };

  it('has cosigned nothing at first', async () => assert.equal((await latest(ORIGIN)).status, 404));

  it('answers every request of the vectors as they say, and stores what they say', async () => {
    assert.ok(VECTORS.steps.length > 10);
    for (const step of VECTORS.steps) {
      const answer = await ask(step.request);
      const body = await answer.text();
      assert.equal(answer.status, step.status, step.why);
      if (step.contentType !== undefined) assert.equal(answer.headers.get('content-type'), step.contentType, step.why);
      if (step.response !== undefined) assert.equal(body, step.response, step.why);
      assert.deepEqual(await stored(ORIGIN), step.rootAfter === null ? null : { size: step.sizeAfter, root: step.rootAfter }, step.why);
      if (step.status === 200) await assertCosigned(step, body);
    }
  });

  async function assertCosigned({ request, why, responseWithTestKeyAtTime1790000000: expected }: Step, body: string): Promise<void> {
    const note = request.slice(request.indexOf('\n\n') + 2);
    const kept = openNote(await (await latest(ORIGIN)).text(), [WITNESS]);
    const opened = openNote(`${note}${body}`, [WITNESS]);
    assert.equal(opened.kind, 'note', why);
    // The time may be that of a cosignature of the same checkpoint less than a minute ago.
    assert.ok(kept.kind === 'note' && opened.kind === 'note' && kept.text === opened.text, why);
    assert.deepEqual(kept.lines.map(({ key }) => key), opened.lines.map(({ key }) => key), why);
    assert.ok(Math.abs((opened.lines[0]?.time ?? 0) - Date.now() / 1_000) < 60);
    // The same key over the same text: name and key id, which the line begins with, are those of the vector.
    assert.equal(body.slice(0, 37), expected?.slice(0, 37), why);
  }

  it('keeps the evidence of two histories, and tells of it at once', async () => {
    const { rows } = await database.query<{ kind: string; size: string }>('SELECT kind, size FROM public.log_evidence ORDER BY id');
    assert.ok(rows.some(({ kind }) => kind === 'fork') && rows.some(({ kind }) => kind === 'bad-proof'));
    const { items } = await eventually(async () => (await audit.call('GET', '/alarms?open=true', { as: AUDITOR })).body as { items: { kind: string; log: string }[] }, ({ items: told }) => told.some(({ kind }) => kind === 'fork'));
    assert.deepEqual(items.map(({ kind, log }) => [kind, log]), [['fork', ORIGIN]]);
    const facts = await audit.facts();
    assert.deepEqual(facts.filter(({ type }) => type.endsWith('DivergenceFound')).map(({ data }) => [data.kind, data.log, data.explanationVi !== '']), [['fork', ORIGIN, true]]);
    await assert.rejects(database.query('DELETE FROM public.log_evidence'), /permission denied/);
    await assert.rejects(database.query(`UPDATE public.cosigned SET note = ''`), /permission denied/);
  });

  it('waits an hour for a good proof before it tells of a bad one', async () => {
    const record = new StoredEvidenceRecord(database);
    const settle = (nowMs: number): Promise<void> => settleEvidence({ record, nowMs, alarms: audit.service.app.get(Alarms), differences: { findFirst: async () => null } });
    const told = async (): Promise<string[]> => (await audit.call('GET', '/alarms', { as: AUDITOR })).body.items.map(({ kind, subject }: { kind: string; subject: string }) => `${kind} ${subject}`);
    const waiting = await record.unsettled();
    assert.ok(waiting.length > 0 && waiting.every(({ kind }) => kind === 'bad-proof'));
    await settle(Date.now() + PROOF_PATIENCE_MS - 60_000);
    assert.ok(!(await told()).some((alarm) => alarm.startsWith('bad-proof')));
    await settle(Date.now() + PROOF_PATIENCE_MS);
    // What was cosigned after all is no alarm: the vectors prove size 1,000 in the end.
    const unproven = waiting.filter(({ isProvenSince }) => !isProvenSince).map(({ size }) => `bad-proof size ${size}`);
    const all = await eventually(told, (alarms) => unproven.every((alarm) => alarms.includes(alarm)));
    assert.deepEqual(all.filter((alarm) => alarm.startsWith('bad-proof')).toSorted(), [...new Set(unproven)].toSorted());
    assert.deepEqual(await record.unsettled(), []);
  });

  it('does not roll back when two requests are in flight', async () => {
    const key = testKey('lienthong.test/tax', 'note');
    const root = (label: string): string => createHash('sha256').update(label).digest('base64');
    const first = (label: string): string => addCheckpointBody(0, [], signNote(`lienthong.test/tax\n5\n${root(label)}\n`, [key]));
    const statuses = await Promise.all(Array.from({ length: 12 }, (_, at) => ask(first(String(at))).then(({ status }) => status)));
    assert.deepEqual([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 409).length], [1, 11]);
    const { rows } = await database.query(`SELECT DISTINCT root FROM public.cosigned WHERE origin = 'lienthong.test/tax'`);
    assert.equal(rows.length, 1);
  });

  it('signs as often as it is asked, and keeps one row a minute of the same checkpoint, without what strangers add to it', async () => {
    const [note] = (await database.query<{ note: string }>(`SELECT note FROM public.witnessed WHERE origin = 'lienthong.test/tax'`)).rows.map((row) => row.note);
    const stranger = `— ${WITNESS.name} ${Buffer.concat([Buffer.from(WITNESS.id, 'hex'), Buffer.alloc(72, 1)]).toString('base64')}\n`;
    for (let time = 0; time < 5; time++) assert.equal((await ask(addCheckpointBody(5, [], `${note}${stranger}`))).status, 200);
    const { rows: [{ count }] } = await database.query(`SELECT count(*)::int AS count FROM public.cosigned WHERE origin = 'lienthong.test/tax'`);
    assert.equal(count, 1);
    assert.equal(openNote(await (await latest('lienthong.test/tax')).text(), [WITNESS]).kind, 'note');
  });

  it('signs for no log that lies in its own database', async () => {
    const own = signNote(`lienthong.test/audit\n5\n${createHash('sha256').update('x').digest('base64')}\n`, [testKey('lienthong.test/audit', 'note')]);
    assert.equal((await ask(addCheckpointBody(0, [], own))).status, 404);
  });

  it('reads a body of any name and of 65,536 bytes at most, and refuses others elsewhere', async () => {
    assert.equal((await ask('x', {})).status, 400);
    assert.equal((await ask('x', { 'content-type': 'application/octet-stream' })).status, 400);
    assert.equal((await ask('')).status, 400);
    assert.equal((await ask('x'.repeat(65_537))).status, 413);
    assert.equal((await fetch(`${audit.service.url}/parked/1/retry`, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status, 415);
  });
});
