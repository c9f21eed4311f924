import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { appendBench } from './append.bench.js';
import { projectionBench } from './projection.bench.js';
import { relayBench } from './relay.bench.js';
import { transfersBench } from './transfers.bench.js';

type Row = Readonly<{ what: string; figure: string; floor: string; ofFloor: string; goal: string; met: boolean }>;

const HELP = `npm run bench -- [append] [projection] [relay] [transfers] [--json FILE]
Figures on this machine, each beside the floor measured in the same run. Without names: all.
`;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, transfers: { type: 'string', default: '400' }, help: { type: 'boolean' } } });
const number = (value: number): string => value.toLocaleString('en-US');

const BENCHES: Readonly<Record<string, () => Promise<{ rows: Row[]; raw: object }>>> = {
  async append() {
    const raw = await appendBench();
    const goals = new Map([['8×1', 5_000], ['8×10', 15_000]]);
    return {
      raw,
      rows: raw.map((row) => {
        const goal = goals.get(`${row.writers}×${row.eventsEach}`);
        return {
          what: `durable appends, ${row.writers} writers × ${row.eventsEach}`, figure: `${number(row.perSecond)} events/s, p99 ${row.p99Ms} ms`, floor: `${number(row.floorPerSecond)}/s`, ofFloor: row.ofFloor.toFixed(2),
          goal: goal ? `≥ ${number(goal)}/s and ≥ 0.7` : '', met: !goal || (row.perSecond >= goal && row.ofFloor >= 0.7),
        };
      }),
    };
  },
  async projection() {
    const raw = await projectionBench();
    return { raw, rows: [{ what: `projection rebuild of ${number(raw.events)} events`, figure: `${number(raw.perSecond)} events/s`, floor: `${number(raw.floorPerSecond)}/s`, ofFloor: raw.ofFloor.toFixed(2), goal: '≥ 20,000/s', met: raw.perSecond >= 20_000 }] };
  },
  async relay() {
    const raw = await relayBench();
    return { raw, rows: [{ what: `relay of ${number(raw.facts)} facts to Kafka`, figure: `${number(raw.factsPerSecond)} facts/s`, floor: `${number(raw.floorPerSecond)}/s`, ofFloor: raw.ofFloor.toFixed(2), goal: '≥ 10,000/s', met: raw.factsPerSecond >= 10_000 }] };
  },
  async transfers() {
    const raw = await transfersBench(Number(values.transfers));
    return {
      raw,
      rows: [
        { what: `${number(raw.transfers)} land transfers, five services, Kafka`, figure: `${raw.perSecond} dossiers/s${raw.isRight ? '' : ', NOT all as planned'}`, floor: '', ofFloor: '', goal: 'aim 50/s', met: raw.perSecond >= 50 && raw.isRight },
        { what: 'first start to ready gateway, empty databases', figure: `${raw.startSeconds} s`, floor: '', ofFloor: '', goal: '≤ 15 s', met: raw.startSeconds <= 15 },
        { what: 'memory, all processes (PostgreSQL as PSS)', figure: `${raw.servicesMegabytes} + ${raw.postgresMegabytes} MB`, floor: '', ofFloor: '', goal: '≤ 1.5 GB', met: raw.servicesMegabytes + raw.postgresMegabytes <= 1_500 },
      ],
    };
  },
};

const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);
if (values.help || wanted.some((name) => !Object.hasOwn(BENCHES, name))) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}
const conditions = { at: new Date().toISOString(), node: process.version, cores: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30) };
const raw: Record<string, object> = {};
const rows: Row[] = [];
for (const name of wanted) {
  process.stderr.write(`${name} …\n`);
  const result = await BENCHES[name]!();
  raw[name] = result.raw;
  rows.push(...result.rows);
}
const columns = ['what', 'figure', 'floor', 'ofFloor', 'goal'] as const;
const titles = { what: 'what', figure: 'figure', floor: 'floor', ofFloor: '× floor', goal: 'goal' };
const widths = columns.map((column) => Math.max(titles[column].length, ...rows.map((row) => row[column].length)));
const line = (cells: readonly string[]): string => cells.map((cell, index) => cell.padEnd(widths[index]!)).join('  ').trimEnd();
process.stdout.write(`\n${line(columns.map((column) => titles[column]))}\n${widths.map((width) => '─'.repeat(width)).join('  ')}\n`);
for (const row of rows) process.stdout.write(`${line(columns.map((column) => row[column]))}${row.goal === '' ? '' : row.met ? '  ✓' : '  ✗'}\n`);
process.stdout.write(`\n${conditions.cores} cores (${conditions.model}), ${conditions.memoryGiB} GiB, Node ${conditions.node}, ${conditions.at}; everything on one machine\n`);
process.stdout.write(`${JSON.stringify({ conditions, ...raw })}\n`);
if (values.json) await writeFile(values.json, JSON.stringify({ conditions, ...raw }, null, 2));
// Databases and brokers that specs share end with their run; a bench is its own run.
const { stopServer } = await import('@lienthong/testing').then((testing) => testing as { stopServer?: () => Promise<void> });
await stopServer?.();
process.exit(0);
