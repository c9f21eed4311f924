import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from '@lienthong/event-store';
import { freePort } from '@lienthong/local';
import { dropDatabase, freshDatabase, startTokenIssuer, type TokenClaims } from '@lienthong/testing';
import pg from 'pg';

/** `floorMs`: counting the same rows by a scan of the same table. `looks`: how often the progress was asked for. */
export type IndicatorFigure = Readonly<{ dossiers: number; reportMs: number; floorMs: number; times: number; looks: number; denominator: number; pageMs: number; startMegabytes: number; peakMegabytes: number }>;

const MAIN = fileURLToPath(new URL('../../../services/intake/dist/main.js', import.meta.url));
const PATIENCE_MS = 60_000;
const RUNS = 3;
const AUDITOR: TokenClaims = { sub: 'sample-auditor', name: 'Kiểm toán viên mẫu', agency: 'audit', unit: 'H56', roles: ['auditor'] };

/**
 * All indicators over a province's dossiers of a quarter, over HTTP, from the question to the finished report. The read model is filled by one statement
 * with what its projection would have made of seven events each: submitted, paid, received, asked, supplemented, finished, returned; a fifth is late.
 */
export async function indicatorsBench(dossiers = 100_000): Promise<IndicatorFigure> {
  const [urls, issuer, port] = await Promise.all([freshDatabase('indicators', prepareDatabase), startTokenIssuer(), freePort()]);
  const nobody = 'http://127.0.0.1:9';
  const child = spawn(process.execPath, ['--no-warnings', MAIN], {
    env: {
      ...process.env, MODE: 'local', PORT: String(port), LOG_LEVEL: 'silent', ISSUER: issuer.url, DATABASE_URL: urls.serviceUrl, DATABASE_OWNER_URL: urls.ownerUrl,
      FEEDS: JSON.stringify({ processing: nobody, 'land-registry': nobody, postal: nobody, tax: nobody, audit: nobody }),
    }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const client = new pg.Client({ connectionString: urls.serviceUrl });
  client.on('error', () => undefined);
  try {
    const url = `http://127.0.0.1:${port}`;
    for (const end = performance.now() + PATIENCE_MS; !(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false)); await pause(50)) if (performance.now() > end) throw new Error('Expected intake to start within a minute, but it did not');
    await client.connect();
    const table = await fill(client, dossiers);
    const startMegabytes = await peakOf(child.pid);
    const ask = (path: string) => asked(url + path, issuer.token(AUDITOR));
    // A later last day has the same dossiers in it and is another report: one that was counted would be answered from memory.
    const periods = Array.from({ length: RUNS }, (_, run) => `from=2026-08-01&to=2026-11-0${run + 1}`);
    const runs = [];
    for (const period of periods) runs.push(await reported(ask, period));
    const reports = runs.map(({ ms }) => ms).toSorted((one, other) => one - other);
    const floorMs = await timed(async () => void (await client.query(`SELECT count(*) FROM ${table} WHERE history IS NOT NULL`)));
    const pageMs = await timed(async () => void (await ask(`/reports/indicators/2.1/dossiers?${periods[0]}&part=late&limit=50`)));
    const reportMs = reports[Math.floor(RUNS / 2)] ?? 0;
    return { dossiers, reportMs, floorMs, times: Math.round(reportMs / floorMs), looks: runs[0]?.looks ?? 0, denominator: runs[0]?.denominator ?? 0, pageMs, startMegabytes, peakMegabytes: await peakOf(child.pid) };
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    await Promise.all([client.end(), issuer.stop()]);
    await dropDatabase(urls.database);
  }
}

async function fill(client: pg.Client, dossiers: number): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(`SELECT schema_name AS schema FROM log.projections WHERE name = 'indicators' AND status = 'live'`);
  const table = `${pg.escapeIdentifier(rows[0]?.schema ?? '')}.indicator_dossiers`;
  const mark = (kind: string, days: string, more = '') => `jsonb_build_object('position', -1, 'kind', '${kind}', 'at', to_char(day + interval '${days}', 'YYYY-MM-DD"T"HH24:MI:SS".000+07:00"')${more})`;
  await client.query(
    `INSERT INTO ${table} (code, ref, procedure_code, channel, return_manner, receiving_unit, competent_units, first_position, submitted_at, received_at, history)
     SELECT 'H56.17-20260801-' || lpad(n::text, 7, '0'), encode(sha256(n::text::bytea), 'hex'), '1.013831', (array['counter', 'online', 'postal'])[1 + n % 3], 'counter', 'H56.' || (n % 40), '{"tax": "H56.T7"}',
       -1, day AT TIME ZONE '+07', day AT TIME ZONE '+07',
       jsonb_build_array(${mark('submitted', '0', `, 'hasFiles', n % 2 = 0, 'isFromStore', n % 7 = 0, 'identification', 'vneid'`)}, ${mark('paid', '0', `, 'isOnline', n % 3 = 0`)}, ${mark('received', '0', `, 'version', 1, 'charged', 28000, 'dueAt', to_char(day + interval '10 days', 'YYYY-MM-DD"T"HH24:MI:SS".000+07:00"')`)},
         ${mark('asked', '2 days')}, ${mark('supplemented', '3 days', `, 'hasFiles', true`)}, jsonb_build_object('position', -1, 'kind', 'followed', 'state', 9, 'at', to_char(day + (CASE WHEN n % 5 = 0 THEN interval '14 days' ELSE interval '8 days' END), 'YYYY-MM-DD"T"HH24:MI:SS".000+07:00"')),
         ${mark('returned', '15 days', `, 'hasFiles', n % 4 = 0`)})
     FROM generate_series(1, $1::int) n, LATERAL (SELECT timestamp '2026-08-01 08:00' + (n % 90) * interval '1 day' AS day) d`, [dossiers]);
  await client.query(`INSERT INTO ${table.replace('indicator_dossiers', 'indicator_online_payments')} (code, entry, procedure_code, position, at) SELECT code, '', procedure_code, -1, submitted_at FROM ${table} WHERE channel = 'counter'`);
  const version = { code: '1.013831', version: 1, name: { vi: 'Thủ tục mẫu', en: 'Sample' }, effectiveFrom: '2026-01-01', limit: { duration: 'P10D', unit: 'working' }, calendar: 'vn-h56-2026', components: [], fees: [{ code: 'LP1', name: { vi: 'Lệ phí mẫu', en: 'Sample fee' }, amount: 28_000 }] };
  await client.query(`INSERT INTO ${table.replace('indicator_dossiers', 'indicator_procedures')} VALUES ('1.013831', 1, -1, $1)`, [JSON.stringify(version)]);
  await client.query(`ANALYZE ${table}`).catch(() => undefined);
  return table;
}

type Report = Readonly<{ status: 'running' | 'done'; asOf: string; indicators?: readonly Readonly<{ number: string; denominator: number }>[] }>;

/** As the page does it: asks until it is done, and goes on as of the first answer's moment. */
async function reported(ask: (path: string) => Promise<Report>, period: string): Promise<Readonly<{ ms: number; looks: number; denominator: number }>> {
  const startedAt = performance.now();
  let [looks, asOf] = [0, ''];
  for (;;) {
    const report = await ask(`/reports/indicators?${period}${asOf}`);
    looks += 1;
    if (report.status === 'done') return { ms: Math.round(performance.now() - startedAt), looks, denominator: report.indicators?.find(({ number }) => number === '2.1')?.denominator ?? 0 };
    asOf = `&as-of=${report.asOf}`;
    await pause(50);
  }
}

async function asked(url: string, token: Promise<string>): Promise<Report> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${await token}` } });
  if (!response.ok) throw new Error(`Expected a report, but: ${(await response.text()).slice(0, 300)}`);
  return (await response.json()) as Report;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return Math.max(1, Math.round(performance.now() - startedAt));
}

/** Most memory that the process has had so far. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024);
}
