import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { stopKafka, stopServer } from '@lienthong/testing';
import { appendBench } from './append.bench.js';
import { CATALOGUE_SIZE } from './catalogue-models.js';
import { catalogueBench } from './catalogue.bench.js';
import { decisionsBench } from './decisions.bench.js';
import { dueDateBench } from './due-date.bench.js';
import { engineBench } from './engine.bench.js';
import { feelBench } from './feel.bench.js';
import { formsBench } from './forms.bench.js';
import { indicatorsBench } from './indicators.bench.js';
import { projectionBench } from './projection.bench.js';
import { proofBench } from './proof.bench.js';
import { readsBench } from './reads.bench.js';
import { relayBench } from './relay.bench.js';
import { startBench } from './start.bench.js';
import { transfersBench } from './transfers.bench.js';
import { treeCostBench } from './tree-cost.bench.js';
import { verifyBrowserBench } from './verify-browser.bench.js';

/** An aim is shown like a goal, but missing it does not fail the run. */
type Row = Readonly<{ what: string; figure: string; floor: string; ofFloor: string; goal: string; met: boolean; isAim?: boolean }>;

const HELP = `npm run bench -- [append] [browser] [catalogue] [decisions] [dueDates] [engine] [feel] [forms] [indicators] [projection] [proof] [reads] [relay] [start] [transfers] [tree] [--transfers N] [--instances N] [--filled FINISHED/OPEN] [--json FILE]
Figures on this machine, each beside the floor measured in the same run. Without names: all. Exit code 1 when a goal is missed.
`;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, transfers: { type: 'string', default: '400' }, instances: { type: 'string', default: '4000' }, filled: { type: 'string' }, help: { type: 'boolean' } } });
const number = (value: number): string => value.toLocaleString('en-US');

const ratio = (figure: number, floor: number): string => (figure / floor).toFixed(2);
const MOST_MEGABYTES = 1_500;
const MEMORY_GOAL = '≤ 1.5 GB';

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
  async engine() {
    const raw = await engineBench({ instances: Number(values.instances), ...(values.filled !== undefined && { filling: readFilling(values.filled) }) });
    const { load, timers, filled } = raw;
    return {
      raw,
      rows: [
        { what: `five-step procedure, ${number(raw.instances)} instances at once, worker in another process`, figure: `${raw.perSecond} instances/s`, floor: `${number(raw.floorPerSecond)}/s (${raw.eventsEach} bare rows each)`, ofFloor: raw.ofFloor.toFixed(2), goal: '≥ 1,000/s', met: raw.perSecond >= 1_000 },
        { what: `the same at 70 %: ${load.perSecond}/s for ${number(load.instances)} instances`, figure: `p50 ${number(load.p50Ms)} ms, p99 ${number(load.p99Ms)} ms`, floor: '', ofFloor: '', goal: 'p99 < 500 ms', met: load.p99Ms < 500 },
        { what: 'flushes of the database an instance, at that load', figure: `${raw.flushesEach} (${raw.commitsEach} transactions, reads among them)`, floor: '', ofFloor: '', goal: '≤ 2', met: raw.flushesEach <= 2 },
        ...(filled === null ? [] : [{ what: `with ${number(filled.finished)} finished and ${number(filled.open)} open in the database`, figure: `${filled.perSecond} instances/s`, floor: `${raw.perSecond}/s without`, ofFloor: filled.ofEmpty.toFixed(2), goal: '≥ 0.9', met: filled.ofEmpty >= 0.9 }]),
        { what: `${number(timers.count)} timers due in one second`, figure: `all fired after ${timers.seconds} s`, floor: '', ofFloor: '', goal: '≤ 5 s', met: timers.seconds <= 5 },
        { what: 'compile a model of 50 elements', figure: `${raw.compileMs} ms`, floor: '', ofFloor: '', goal: '< 20 ms', met: raw.compileMs < 20 },
      ],
    };
  },
  async catalogue() {
    const raw = await catalogueBench();
    const { startsSeconds, listMs, searchMs, startsPerSecond } = raw;
    return {
      raw,
      rows: [
        { what: `${CATALOGUE_SIZE} published procedures: start of the service`, figure: `${startsSeconds.all} s`, floor: `${startsSeconds.one} s with one`, ofFloor: ratio(startsSeconds.all, startsSeconds.one), goal: '< 1 s more', met: startsSeconds.all - startsSeconds.one < 1 },
        { what: 'all pages of their list: after the start, again', figure: `${number(listMs.first)} ms, ${number(listMs.again)} ms`, floor: '', ofFloor: '', goal: '< 1 s', met: listMs.first < 1_000 && listMs.again < 1_000 },
        { what: 'the slowest search among them', figure: `${number(searchMs)} ms`, floor: '', ofFloor: '', goal: '< 1 s', met: searchMs < 1_000 },
        { what: 'dossiers begun, of all procedures in turn: first time, again', figure: `${startsPerSecond.allCold}/s, ${startsPerSecond.all}/s`, floor: `${startsPerSecond.one}/s of one alone`, ofFloor: `${ratio(startsPerSecond.allCold, startsPerSecond.one)}, ${ratio(startsPerSecond.all, startsPerSecond.one)}`, goal: '≥ 0.9 again', met: startsPerSecond.all >= startsPerSecond.one * 0.9 },
      ],
    };
  },
  async feel() {
    const raw = feelBench();
    return { raw, rows: [{ what: `comparisons compiled before, the slowest of ${Object.keys(raw.each).length}: ${raw.slowest}`, figure: `${number(raw.perSecond)}/s on one core`, floor: `${number(raw.floorPerSecond)}/s (plain JavaScript)`, ofFloor: ratio(raw.perSecond, raw.floorPerSecond), goal: '≥ 1,000,000/s', met: raw.perSecond >= 1_000_000 }] };
  },
  decisions() {
    const raw = decisionsBench();
    const { rules, perSecond, floorPerSecond, ofFloor } = raw;
    return Promise.resolve({
      raw,
      rows: [{ what: `decision table of ${rules} rules with its trace, one core`, figure: `${number(perSecond)}/s`, floor: `${number(floorPerSecond)}/s (plain TypeScript)`, ofFloor: ofFloor.toFixed(4), goal: '≥ 100,000/s', met: perSecond >= 100_000 }],
    });
  },
  forms() {
    const raw = formsBench();
    const { fields, perSecond, floorPerSecond, ofFloor, readsPerSecond } = raw;
    return Promise.resolve({
      raw,
      rows: [{ what: `application held against a form of ${fields} fields, read from JSON, one core (the form itself is read ${number(readsPerSecond)} times/s)`, figure: `${number(perSecond)}/s`, floor: `${number(floorPerSecond)}/s (JSON.parse)`, ofFloor: ofFloor.toFixed(3), goal: '≥ 5,000/s', met: perSecond >= 5_000 }],
    });
  },
  dueDates() {
    const raw = dueDateBench();
    const { perSecond, suspendedPerSecond, floorPerSecond, linesEach, ofFloor } = raw;
    return Promise.resolve({
      raw,
      rows: [
        { what: `due dates with their derivation (${linesEach} lines each), one core`, figure: `${number(perSecond)}/s`, floor: `${number(floorPerSecond)}/s without derivation`, ofFloor: ofFloor.toFixed(2), goal: '≥ 50,000/s', met: perSecond >= 50_000 },
        { what: 'the same with a suspension given back', figure: `${number(suspendedPerSecond)}/s`, floor: '', ofFloor: ratio(suspendedPerSecond, floorPerSecond), goal: '≥ 50,000/s', met: suspendedPerSecond >= 50_000 },
      ],
    });
  },
  async tree() {
    const raw = await treeCostBench();
    const goals = new Map([['8×1', 10], ['8×10', 25]]);
    return {
      raw,
      rows: [
        ...raw.rows.map((row) => {
          const goal = goals.get(`${row.writers}×${row.eventsEach}`);
          return {
            what: `sealing, entries and tree, ${row.writers} writers × ${row.eventsEach}`, figure: `${row.costs} % (rounds ${row.least} to ${row.most}), ${number(row.perSecond)} events/s`,
            floor: `${number(row.plainPerSecond)}/s without`, ofFloor: ratio(row.perSecond, row.plainPerSecond), goal: goal ? `≤ ${goal} %` : '', met: !goal || row.costs <= goal,
          };
        }),
        { what: 'longest from an answered append to its stored leaf', figure: `${number(raw.mostBehindMs)} ms`, floor: '', ofFloor: '', goal: '≤ 1,000 ms', met: raw.mostBehindMs <= 1_000 },
        { what: 'storage an event, all columns and tiles', figure: `${raw.bytesPerEvent + raw.tileBytesPerEvent} bytes`, floor: `${raw.plainBytesPerEvent} bytes without`, ofFloor: ratio(raw.bytesPerEvent + raw.tileBytesPerEvent, raw.plainBytesPerEvent), goal: '', met: true },
      ],
    };
  },
  async indicators() {
    const raw = await indicatorsBench();
    return {
      raw,
      rows: [
        { what: `report of all indicators over ${number(raw.dossiers)} dossiers (asked ${raw.looks} times how far it is)`, figure: `${number(raw.reportMs)} ms, at most ${number(raw.peakMegabytes)} MB (${number(raw.startMegabytes)} before)`, floor: `${number(raw.floorMs)} ms (count of the same rows)`, ofFloor: ratio(raw.reportMs, raw.floorMs), goal: '< 5,000 ms', met: raw.reportMs < 5_000 && raw.denominator === raw.dossiers },
        { what: 'first page of the dossiers behind 2.1', figure: `${number(raw.pageMs)} ms`, floor: '', ofFloor: '', goal: '', met: true },
      ],
    };
  },
  async projection() {
    const raw = await projectionBench();
    return { raw, rows: [{ what: `projection rebuild of ${number(raw.events)} events`, figure: `${number(raw.perSecond)} events/s`, floor: `${number(raw.floorPerSecond)}/s`, ofFloor: raw.ofFloor.toFixed(2), goal: '≥ 20,000/s', met: raw.perSecond >= 20_000 }] };
  },
  async proof() {
    const raw = await proofBench();
    const { inclusion, audit, dossier } = raw;
    return {
      raw,
      rows: [
        { what: `inclusion proofs from ${number(inclusion.entries)} entries, tiles in PostgreSQL`, figure: `p50 ${inclusion.p50Ms} ms, p99 ${inclusion.p99Ms} ms`, floor: `p99 ${inclusion.floorP99Ms} ms (one tile)`, ofFloor: inclusion.ofFloor.toFixed(2), goal: 'p99 < 5 ms', met: inclusion.p99Ms < 5 },
        { what: `full audit of ${number(audit.entries)} entries, one core`, figure: `${number(audit.perSecond)} events/s`, floor: `${number(audit.floorPerSecond)}/s (SHA-256 alone)`, ofFloor: audit.ofFloor.toFixed(2), goal: '≥ 100,000/s', met: audit.perSecond >= 100_000 },
        { what: `verify a dossier of ${dossier.events} events, ${number(dossier.bytes)} bytes`, figure: `p50 ${dossier.p50Ms} ms, p99 ${dossier.p99Ms} ms`, floor: `${dossier.floorMs} ms (signatures, SHA-256)`, ofFloor: dossier.ofFloor.toFixed(2), goal: 'p99 < 50 ms', met: dossier.p99Ms < 50 },
      ],
    };
  },
  async browser() {
    const raw = await verifyBrowserBench();
    return { raw, rows: [{ what: `verify a dossier of ${raw.events} events in Chromium`, figure: `first ${raw.firstMs} ms, p50 ${raw.p50Ms} ms, worst ${raw.worstMs} ms`, floor: `${raw.floorMs} ms (Node)`, ofFloor: raw.ofFloor.toFixed(2), goal: 'worst < 200 ms', met: raw.worstMs < 200 }] };
  },
  async reads() {
    const raw = await readsBench();
    return {
      raw,
      rows: raw.map(({ load, saturated, recorded, unrecorded, slower, reads, entered }) => ({
        what: `${load} of one dossier each, entered in the log (${number(entered)} of ${number(reads)}, and the warm-up's last)`,
        figure: `${recorded.meanMs} ms, p50 ${recorded.p50Ms}, p99 ${recorded.p99Ms} ms, ${number(Math.round(recorded.perSecond))}/s`,
        floor: `${unrecorded.meanMs} ms, p50 ${unrecorded.p50Ms}, p99 ${unrecorded.p99Ms} ms, ${number(Math.round(unrecorded.perSecond))}/s (not entered)`, ofFloor: (1 + slower).toFixed(2),
        goal: saturated ? 'aim ≤ 1.10' : '≤ 1.10', met: slower <= 0.1, isAim: saturated,
      })),
    };
  },
  async relay() {
    const raw = await relayBench();
    return { raw, rows: [{ what: `relay of ${number(raw.facts)} facts to Kafka`, figure: `${number(raw.factsPerSecond)} facts/s`, floor: `${number(raw.floorPerSecond)}/s`, ofFloor: raw.ofFloor.toFixed(2), goal: '≥ 10,000/s', met: raw.factsPerSecond >= 10_000 }] };
  },
  async start() {
    const raw = await startBench();
    return {
      raw,
      rows: [
        { what: 'npm start to first page, no data', figure: `${raw.secondsToPage} s`, floor: `${raw.floorSeconds} s (PostgreSQL alone)`, ofFloor: ratio(raw.secondsToPage, raw.floorSeconds), goal: '≤ 15 s', met: raw.secondsToPage <= 15 },
        { what: 'memory of all processes, idle', figure: `${number(raw.idleMegabytes)} MB`, floor: `${number(raw.floorMegabytes)} MB (bare Node, PostgreSQL)`, ofFloor: ratio(raw.idleMegabytes, raw.floorMegabytes), goal: MEMORY_GOAL, met: raw.idleMegabytes <= MOST_MEGABYTES },
      ],
    };
  },
  async transfers() {
    const raw = await transfersBench(Number(values.transfers));
    return {
      raw,
      rows: [
        { what: `${number(raw.transfers)} land transfers, five services, Kafka`, figure: `${raw.perSecond} dossiers/s`, floor: `${raw.floorPerSecond}/s (${raw.commandsEach} idle commands each)`, ofFloor: raw.ofFloor.toFixed(2), goal: 'aim 50/s', met: raw.perSecond >= 50, isAim: true },
        { what: 'all of them as planned, each fact once', figure: raw.isRight ? 'yes' : 'no', floor: '', ofFloor: '', goal: 'yes', met: raw.isRight },
        { what: 'memory of all processes after them', figure: `${number(raw.megabytes)} MB`, floor: '', ofFloor: '', goal: MEMORY_GOAL, met: raw.megabytes <= MOST_MEGABYTES },
      ],
    };
  },
};

/** `1000000/100000`: finished and open. */
function readFilling(text: string): Readonly<{ finished: number; open: number }> {
  const [finished = NaN, open = NaN] = text.split('/').map(Number);
  if (!Number.isInteger(finished) || !Number.isInteger(open)) throw new Error(`Expected --filled FINISHED/OPEN, but it is ${text}`);
  return { finished, open };
}

const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);
if (values.help || wanted.some((name) => !Object.hasOwn(BENCHES, name))) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}
const conditions = { at: new Date().toISOString(), node: process.version, cores: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadavg()[0]!.toFixed(1) };
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
process.stdout.write(`\n${conditions.cores} cores (${conditions.model}), ${conditions.memoryGiB} GiB, Node ${conditions.node}, ${conditions.at}, load ${conditions.load} before; everything on one machine\n`);
process.stdout.write(`${JSON.stringify({ conditions, ...raw })}\n`);
if (values.json) await writeFile(values.json, JSON.stringify({ conditions, ...raw }, null, 2));
// Databases and brokers that specs share end with their run; a bench is its own run.
await Promise.all([stopServer(), stopKafka()]);
process.exitCode = rows.every(({ met, isAim }) => met || isAim) ? 0 : 1;
